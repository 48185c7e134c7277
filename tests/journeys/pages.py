"""Every page and state that people see: what the tests of looks and budgets and `make shots` go through."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from playwright.sync_api import Page as Tab

from lms.certificates.queries import certificates_of
from lms.hours.queries import entries_for
from lms.platform.db.doors import door
from tests.journeys import corrections, editors, essays, faults, pretests, remarks, reviews, studios
from tests.journeys.cast import Cast
from tests.journeys.learners import Learner, path_of
from tests.journeys.site import COURSE
from tests.journeys.versions import SLUG
from tests.journeys.volunteers import new_code, offer_of, offered_again, send_unchecked, speaker_number


def as_opened(tab: Tab) -> None:
    """Nothing more than the address."""


@dataclass(frozen=True)
class Shown:
    """A page in one state: who sees it ("" is a stranger), at which address, and what was done there.

    `queries` is what its answer may ask of the database; lists ask no more when they grow. `largest` is what a later
    page without its text may have in bytes; pages on which authors work may have more than those of learners.
    """

    name: str
    path: str | Callable[[Cast], str]
    who: str = ""
    act: Callable[[Tab], None] = as_opened
    status: int = 200
    queries: int = 6
    largest: int = 3_000

    def address(self, cast: Cast) -> str:
        """The path for this cast."""
        return self.path if isinstance(self.path, str) else self.path(cast)


def lesson(number: int, who: str, rest: str = "") -> Callable[[Cast], str]:
    """The address of a lesson, or of what lies behind it."""
    return lambda cast: path_of([step for step in cast[who].reading().steps if step.is_lesson][number - 1]) + rest


def quiz(role: str, who: str, rest: str = "") -> Callable[[Cast], str]:
    """The address of a page of a quiz."""
    return lambda cast: f"{path_of(cast[who].quiz(role))}/quiz{rest}"


def certificate(who: str, before: str = "/certificates/") -> Callable[[Cast], str]:
    """The address of somebody's first certificate."""

    def address(cast: Cast) -> str:
        with door(writes=False):
            return before + certificates_of(cast[who].id)[-1].code

    return address


def entry(who: str, number: int = 0) -> Callable[[Cast], str]:
    """The address of an entry of somebody's ledger."""

    def address(cast: Cast) -> str:
        with door(writes=False):
            return f"/hours/{entries_for(cast[who].reading().enrolment.id)[number].id}"

    return address


def wrong_password(tab: Tab) -> None:
    """Signs in in vain."""
    tab.fill("[name=identifier]", "19900101 201501 2 999")
    tab.fill("[name=password]", "bukan ini")
    tab.click("main form button")


def unknown_code(tab: Tab) -> None:
    """Tries to activate an account with a code that nobody has."""
    tab.fill("[name=identifier]", "baru")
    tab.fill("[name=code]", "AAAA AAAA")
    tab.fill("[name=password]", "jambu air manis")
    tab.click("main form button")


def too_long(tab: Tab) -> None:
    """Sends a profile with a title that is too long."""
    tab.eval_on_selector(
        "[name=title_after]", "field => { field.removeAttribute('maxlength'); field.value = 'S'.repeat(80) }"
    )
    tab.click("main form[action='/profile'] button")


def essay(which: Callable[[Learner], int]) -> Callable[[Cast], str]:
    """The address at which the marker marks an essay."""
    return lambda cast: f"/marking/{which(cast['marker'])}"


def without_points(tab: Tab) -> None:
    """Gives a mark without points."""
    tab.fill("[name=points]", "banyak")
    tab.click("button[form=mark]:not([formaction])")


def without_reason(tab: Tab) -> None:
    """Corrects a mark without saying why."""
    tab.fill("[name=points]", "8")
    tab.click("button[form=mark]")


def remarking(key: str) -> Callable[[Cast], str]:
    """The address of the preview of a corrected question."""
    return lambda _cast: corrections.preview_of(key)


def without_a_reason(tab: Tab) -> None:
    """Decides to re-mark without saying why."""
    tab.click("main form button")


def on_an_old_preview(tab: Tab) -> None:
    """Decides on a preview that is no longer how it stands."""
    tab.fill("[name=reason]", "Kunci soal ini keliru.")
    tab.eval_on_selector("[name=seen]", "field => { field.value = 'x' }")
    tab.click("main form button")


def send_nothing(tab: Tab) -> None:
    """Sends a pre-test without an answer."""
    tab.get_by_role("button", name="Kirim").click()


def compared(digits: str) -> Callable[[Tab], None]:
    """Compares the last digits of a NIP."""

    def act(tab: Tab) -> None:
        tab.fill("[name=nip]", digits)
        tab.click("form[method=post] button")

    return act


def listed_in_vain(tab: Tab) -> None:
    """Saves what the first question of a list cannot be answered with, by its form."""
    tab.eval_on_selector(
        "form[id^=soal] input[name=answer]", "box => { box.value = 'z'; box.checked = true; box.form.submit() }"
    )
    tab.wait_for_selector(".err")


def tried(*options: int) -> Callable[[Tab], None]:
    """Checks options (from 0) of the first question with some that is tried without a record."""

    def act(tab: Tab) -> None:
        form = tab.locator("main form:has(.opt)").first
        for option in options:
            form.locator(".opt label").nth(option).click()
        form.get_by_role("button").click()
        form.locator(".note").wait_for()

    return act


def start_with_nothing(tab: Tab) -> None:
    """Begins a course without a word."""
    tab.eval_on_selector_all("[required]", "fields => fields.forEach(field => field.required = false)")
    tab.click("main form button")


def send_an_old_document(tab: Tab) -> None:
    """Uploads a document in a format of the last century."""
    tab.set_input_files(
        "[name=file]", {"name": "lama.doc", "mimeType": "", "buffer": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"}
    )
    tab.click("main form button")


def ask_in_nobody(tab: Tab) -> None:
    """Asks in a colleague who is not there."""
    tab.fill("[name=username]", "siapa-ya")
    tab.get_by_role("button", name="Tambah", exact=True).click()


def take_out_a_page(tab: Tab) -> None:
    """Takes the first page out; the next page offers to bring it back."""
    tab.locator(".row .menu summary").first.click()
    tab.locator(".row .menu button", has_text="Hapus").first.click()
    tab.get_by_role("button", name="Urungkan").wait_for()


def open_the_menus(tab: Tab) -> None:
    """Shows all that can be done with pages and modules."""
    tab.eval_on_selector_all("details", "all => all.forEach(one => one.open = true)")


def save_nothing_as_title(tab: Tab) -> None:
    """Saves settings without a title."""
    tab.fill("[name=title]", "")
    tab.get_by_role("button", name="Simpan", exact=True).last.click()


def save_after_somebody_else(tab: Tab) -> None:
    """Saves settings that were seen before they were changed."""
    tab.fill("[name=title]", "Judul dari saya")
    tab.eval_on_selector("[name=seen]", "field => { field.value = 'x' }")
    tab.get_by_role("button", name="Simpan", exact=True).last.click()


def hand_in(slug: str) -> Callable[[Cast], str]:
    """The address at which a draft is handed in."""
    return lambda _cast: f"/drafts/{reviews.draft(slug)}/hand-in"


def review(slug: str, rest: str = "") -> Callable[[Cast], str]:
    """The address of the review of a draft."""
    return lambda _cast: reviews.review(slug, rest)


def without_a_day(tab: Tab) -> None:
    """Says that one is away, but not until when."""
    tab.click("main form:has([name=until]) button")


def approve_without_points(tab: Tab) -> None:
    """Approves the form with a decision that cannot be read, and without a look at the points."""
    tab.fill("[name=number]", "800/17/2026")
    tab.fill("[name=jp]", "banyak")
    tab.click("main form button[value=approved]")


def publish_without_a_time(tab: Tab) -> None:
    """Wants to publish at a time, but does not say when."""
    tab.check("#when-later")
    tab.click("main form button")


def withdraw_without_reason(tab: Tab) -> None:
    """Withdraws a course without saying why."""
    tab.click("summary:has-text('Tarik pelatihan ini')")
    tab.click("form[action$='/withdraw'] button")


SHOWN: Sequence[Shown] = (
    Shown("stranger", "/"),
    Shown("sign-in", "/sign-in"),
    Shown("sign-in-failed", "/sign-in", act=wrong_password),
    Shown("activate", "/activate"),
    Shown("activate-failed", "/activate", act=unknown_code),
    Shown("not-found", "/tidak-ada", status=404),
    Shown("not-found-signed-in", "/courses/tidak-ada", "reading", status=404),
    Shown("home-new", "/", "new", queries=5),
    Shown("home-reading", "/", "reading", queries=5),
    Shown("home-done", "/", "done", queries=5),
    Shown("catalogue", "/courses", "reading"),
    Shown("catalogue-found", "/courses?q=keluhan+warga", "reading"),
    Shown("catalogue-nothing", "/courses?q=arsip+vital", "new"),
    Shown("catalogue-no-word", "/courses?q=%3F%21", "new", status=422),
    Shown("course-new", f"/courses/{COURSE}", "new", queries=7),
    Shown("course-reading", f"/courses/{COURSE}", "reading", queries=7),
    Shown("course-done", f"/courses/{COURSE}", "done", queries=7),
    Shown("home-behind", "/", "behind", queries=5),
    Shown("course-behind", f"/courses/{SLUG}", "behind", queries=7),
    Shown("lesson-behind", f"/learn/{SLUG}/-/tutup", "behind", queries=3),
    Shown("changes", f"/courses/{SLUG}/changes", "behind", queries=8),
    Shown("changes-moved", f"/courses/{SLUG}/changes", "moved", queries=9),
    Shown("course-moved", f"/courses/{SLUG}", "moved", queries=7),
    Shown("lesson-open", lesson(5, "reading"), "reading", queries=3),
    Shown("lesson-done", lesson(1, "reading"), "reading", queries=3),
    Shown("report-choose", lesson(1, "reporter", "/report"), "reporter", queries=3),
    Shown("report", lesson(1, "reporter", "/report?block=3"), "reporter", queries=3),
    Shown("report-picture", lesson(1, "reporter", "/report?block=7"), "reporter", queries=3),
    Shown("report-wrong", lesson(1, "reporter", "/report?block=3"), "reporter", act=faults.too_long),
    Shown("report-sent", lesson(1, "settled", "/report?block=3"), "settled", act=faults.sent),
    Shown("report-question", lambda cast: f"{path_of(cast['done'].quiz())}/report?question=1", "done"),
    Shown("reports-mine", "/reports/mine", "reporter"),
    Shown("reports-mine-none", "/reports/mine", "new"),
    Shown("home-answered", "/", "reporter", queries=5),
    Shown("home-author", "/", "answering", queries=6),
    Shown("reports", "/reports", "answering"),
    Shown("reports-none", "/reports", "alone"),
    Shown("reports-reviewer", "/reports", "reviewer"),
    Shown("fault", faults.fault(1), "answering", queries=7),
    Shown("fault-wrong", faults.fault(1), "answering", act=faults.without_words),
    Shown("fault-outdated", faults.fault(1), "answering", act=faults.outdated),
    Shown("fault-answered", faults.fault(0), "answering", queries=7),
    Shown("figures", f"/courses/{COURSE}/figures", "answering", queries=13),
    Shown("figures-few", f"/courses/{SLUG}/figures", "reviewer", queries=13),
    Shown("home-pretest", "/", "curious", queries=5),
    Shown("course-pretest", f"/courses/{pretests.SLUG}", "curious", queries=8),
    Shown("pretest", pretests.PATH, "curious"),
    Shown("pretest-empty", pretests.PATH, "curious", act=send_nothing),
    Shown("pretest-given", pretests.PATH, "answered"),
    Shown("pretest-late", pretests.PATH, "late", status=409),
    Shown("practice-start", quiz("practice", "reading"), "reading"),
    Shown("practice-try", quiz("practice", "reading", "/try?draw=7"), "reading"),
    Shown("practice-try-missed", quiz("practice", "reading", "/try?draw=7"), "reading", act=tried(1)),
    Shown("practice-try-empty", quiz("practice", "reading", "/try?draw=7"), "reading", act=tried()),
    Shown("practice-question", quiz("practice", "settled", "/2"), "settled"),
    Shown("practice-missed", quiz("practice", "missing", "/1"), "missing"),
    Shown("practice-settled", quiz("practice", "settled", "/1"), "settled"),
    Shown("final-rules", quiz("final", "waiting"), "waiting"),
    Shown("final-question", quiz("final", "examined", "/4"), "examined"),
    Shown("final-answered", quiz("final", "examined", "/3"), "examined"),
    Shown("final-list", quiz("final", "examined", "/list"), "examined"),
    Shown("final-list-wrong", quiz("final", "examined", "/list"), "examined", act=listed_in_vain),
    Shown("final-review", quiz("final", "examined", "/review"), "examined"),
    Shown("final-failed", quiz("final", "failed", "/result"), "failed", queries=11),
    Shown("final-rules-waiting", quiz("final", "failed"), "failed"),
    Shown("final-passed", quiz("final", "done", "/result"), "done", queries=11),
    Shown("final-history", quiz("final", "done", "/history"), "done"),
    Shown("final-marked", quiz("final", "done", "/1"), "done"),
    Shown("final-essay-waits", f"{essays.FINAL}/result", "written", queries=11),
    Shown("final-rules-essay-waits", essays.FINAL, "written"),
    Shown("course-essay-waits", f"/courses/{essays.SLUG}", "written", queries=7),
    Shown("home-essay-waits", "/", "written", queries=6),
    Shown("final-essay-marked", f"{essays.FINAL}/result", "graded", queries=11),
    Shown("final-essay-explained", f"{essays.FINAL}/1", "graded"),
    Shown("final-essay-history", f"{essays.FINAL}/history", "graded"),
    Shown("home-marker", "/", "marker", queries=6),
    Shown("marking", "/marking", "marker"),
    Shown("marking-none", "/marking", "written"),
    Shown("marking-essay", essay(essays.first_waiting), "marker"),
    Shown("marking-essay-wrong", essay(essays.first_waiting), "marker", act=without_points),
    Shown("marking-correct", essay(essays.last_marked), "marker"),
    Shown("marking-correct-wrong", essay(essays.last_marked), "marker", act=without_reason),
    Shown("final-remarked", f"{corrections.QUIZ}/result", "remarked", queries=11),
    Shown("final-remarked-question", f"{corrections.QUIZ}/1", "remarked"),
    Shown("questions", f"/courses/{corrections.SLUG}/questions", "reviewer", queries=10),
    Shown("remarking", corrections.REMARKING, "reviewer"),
    Shown("remarking-none", f"/courses/{SLUG}/remarking", "reviewer"),
    Shown("remark", remarking("paraf"), "reviewer"),
    Shown("remark-wrong", remarking("paraf"), "reviewer", act=without_a_reason),
    Shown("remark-outdated", remarking("paraf"), "reviewer", act=on_an_old_preview),
    Shown("hand-in", hand_in("belum-dikirim"), "submitting", queries=16),
    Shown("hand-in-errors", hand_in("belum-siap"), "submitting", queries=16),
    Shown("hand-in-waiting", hand_in("perubahan"), "submitting", queries=16),
    Shown("hand-in-back", hand_in("dikembalikan"), "submitting", queries=16),
    Shown("hand-in-planned", hand_in("terjadwal"), "submitting", queries=16),
    Shown("hand-in-published", hand_in("ditarik"), "submitting", queries=16),
    Shown("reviews", "/reviews", "reviewer", queries=8),
    Shown("reviews-courses", "/reviews/courses", "reviewer"),
    Shown("reviews-absence", "/reviews/absence", "reviewer"),
    Shown("reviews-absence-wrong", "/reviews/absence", "reviewer", act=without_a_day),
    Shown("review", review("menunggu"), "reviewer", queries=24),
    Shown("review-substance", review("menunggu", "/substance"), "reviewer", queries=14),
    Shown("review-form", review("menunggu", "/form"), "reviewer", queries=16),
    Shown("review-form-held", review("disetujui", "/form"), "reviewer", queries=16),
    Shown("review-form-wrong", review("menunggu", "/form"), "reviewer", act=approve_without_points),
    Shown("review-change", review("perubahan"), "reviewer", queries=24),
    Shown("review-approved", review("disetujui"), "reviewer", queries=24),
    Shown("review-planned", review("terjadwal"), "marker", queries=24),
    Shown("review-own", review("karya-sendiri"), "reviewer", queries=24),
    Shown("review-sent-back", review("dikembalikan"), "reviewer", queries=24),
    Shown("review-published", review("ditarik"), "reviewer", queries=24),
    Shown("review-questions", review("menunggu", "/questions"), "reviewer"),
    Shown("review-changes", review("perubahan", "/changes"), "reviewer", queries=8),
    Shown("publish", review("disetujui", "/publish"), "reviewer", queries=8),
    Shown("publish-wrong", review("disetujui", "/publish"), "reviewer", act=publish_without_a_time),
    Shown("publish-over", review("dikembalikan", "/publish"), "reviewer", queries=8),
    Shown("versions", "/courses/perubahan/versions", "reviewer"),
    Shown("versions-wrong", "/courses/perubahan/versions", "reviewer", act=withdraw_without_reason),
    Shown("versions-withdrawn", "/courses/ditarik/versions", "reviewer"),
    Shown("course-withdrawn", "/courses/ditarik", "withdrawn", queries=7),
    Shown("certificates-withdrawn", "/certificates", "withdrawn"),
    Shown("hours-none", "/hours", "new"),
    Shown("hours", "/hours", "done"),
    Shown("why-course", f"/courses/{COURSE}/why", "reading", queries=9),
    Shown("why-course-done", f"/courses/{COURSE}/why", "done", queries=9),
    Shown("why-course-revoked", f"/courses/{COURSE}/why", "revoked", queries=9),
    Shown("why-course-replaced", f"/courses/{COURSE}/why", "replaced", queries=9),
    Shown("why-course-moved", f"/courses/{SLUG}/why", "moved", queries=9),
    Shown("why-course-left", f"/courses/{SLUG}/why", "gone", queries=9),
    Shown("course-left", f"/courses/{SLUG}", "gone", queries=7),
    Shown("why-mark-failed", quiz("final", "failed", "/why"), "failed", queries=8),
    Shown("why-mark", quiz("final", "done", "/why"), "done", queries=8),
    Shown("why-practice", quiz("practice", "practised", "/why"), "practised"),
    Shown("why-entry", entry("done"), "done"),
    Shown("why-entry-taken-back", entry("corrected"), "corrected"),
    Shown("why-counter-entry", entry("corrected", 1), "corrected"),
    Shown("hours-corrected", "/hours", "corrected"),
    Shown("certificates-none", "/certificates", "new"),
    Shown("certificates", "/certificates", "done"),
    Shown("certificate", certificate("done"), "done"),
    Shown("certificate-revoked", certificate("revoked"), "revoked"),
    Shown("certificate-replaced", certificate("replaced"), "replaced"),
    Shown("verify-form", "/verify"),
    Shown("verify-unknown", "/verify/RBT-0000-0000-0000", status=404),
    Shown("verify", certificate("done", "/verify/")),
    Shown("verify-match", certificate("done", "/verify/"), act=compared("2999")),
    Shown("verify-no-match", certificate("done", "/verify/"), act=compared("1234")),
    Shown("verify-revoked", certificate("revoked", "/verify/")),
    Shown("verify-replaced", certificate("replaced", "/verify/")),
    Shown("speakers", "/speakers"),
    Shown("speakers-apply", "/speakers/apply"),
    Shown("speakers-apply-known", "/speakers/apply", "new"),
    Shown("speakers-apply-wrong", "/speakers/apply", act=send_unchecked("/apply")),
    Shown("speakers-apply-waits", "/speakers/apply", act=offered_again),
    Shown("speakers-applied", "/speakers/applied"),
    Shown("speakers-thanks", "/speakers/thanks"),
    Shown("speakers-me-none", "/speakers/me", "new"),
    Shown("speakers-me-waits", "/speakers/me", "offering"),
    Shown("speakers-me-declined", "/speakers/me", "declined"),
    Shown("speakers-me", "/speakers/me", "speaking"),
    Shown("home-office", "/", "office", queries=6),
    Shown("offers", "/speakers/offers", "office"),
    Shown("offers-accepted", "/speakers/offers?state=accepted", "office"),
    Shown("offers-declined", "/speakers/offers?state=declined", "office"),
    Shown("offer", lambda _cast: offer_of("umpama@kampus.contoh.id"), "office"),
    Shown("offer-known", lambda _cast: offer_of("menunggu@contoh.id"), "office"),
    Shown("offer-wrong", lambda _cast: offer_of("umpama@kampus.contoh.id"), "office", act=send_unchecked("/decline")),
    Shown("offer-accepted", lambda _cast: offer_of("tanpa-akun@contoh.id"), "office"),
    Shown("offer-declined", lambda _cast: offer_of("ditolak@contoh.id"), "office"),
    Shown("offer-code", lambda _cast: offer_of("tanpa-akun@contoh.id"), "office", act=new_code),
    Shown("offer-code-shown", lambda _cast: offer_of("tanpa-akun@contoh.id", "/card"), "office"),
    Shown("speaker", lambda _cast: speaker_number(0), "office"),
    Shown("speaker-new", lambda _cast: speaker_number(1), "office"),
    Shown("speaker-hours-wrong", lambda _cast: speaker_number(0), "office", act=send_unchecked("/hours")),
    Shown("speaker-paper-wrong", lambda _cast: speaker_number(1), "office", act=send_unchecked("/papers")),
    Shown("drafts-none", "/drafts", "beginner"),
    Shown("drafts", "/drafts", "author"),
    Shown("draft-start", "/drafts/new", "beginner"),
    Shown("draft-start-wrong", "/drafts/new", "beginner", act=start_with_nothing),
    Shown("draft-upload", "/drafts/upload", "beginner"),
    Shown("draft-upload-refused", "/drafts/upload", "beginner", act=send_an_old_document),
    Shown("draft-report", studios.draft(studios.IMPORTED, "/report"), "author"),
    Shown("draft-published", "/drafts/published", "reviewer"),
    Shown("draft-published-none", "/drafts/published", "beginner"),
    Shown("draft-outline", studios.draft(studios.READY), "author"),
    Shown("draft-outline-faulty", studios.draft(studios.FAULTY), "author", largest=5_000),
    Shown("draft-outline-large", studios.draft(COURSE), "reviewer", largest=5_000),
    Shown("draft-outline-menus", studios.draft(studios.FAULTY), "author", act=open_the_menus),
    Shown("draft-outline-undo", studios.draft(studios.IMPORTED), "author", act=take_out_a_page),
    Shown("draft-move", studios.draft(studios.FAULTY, f"/outline/move?path={studios.PAGE}"), "author"),
    Shown("draft-settings", studios.draft(studios.FAULTY, "/settings"), "author"),
    Shown("draft-settings-wrong", studios.draft(studios.FAULTY, "/settings"), "author", act=save_nothing_as_title),
    Shown(
        "draft-settings-conflict", studios.draft(studios.FAULTY, "/settings"), "author", act=save_after_somebody_else
    ),
    Shown("draft-settings-lesson", studios.draft(studios.READY, f"/settings/{studios.LESSON}"), "author"),
    Shown("draft-settings-quiz", studios.draft(studios.READY, f"/settings/{studios.QUIZ}"), "author"),
    Shown("draft-authors", studios.draft(studios.READY, "/authors"), "author"),
    Shown("draft-authors-wrong", studios.draft(studios.READY, "/authors"), "author", act=ask_in_nobody),
    Shown("draft-history", studios.draft(studios.READY, "/history"), "author"),
    Shown("draft-revision", studios.draft(studios.READY, "/history/3?with=before"), "author"),
    Shown("draft-restore", studios.draft(studios.READY, "/history/1/restore"), "author"),
    Shown("draft-discard", studios.draft(studios.READY, "/discard"), "author"),
    Shown("profile-reviewer", "/profile", "reviewer"),
    Shown("profile", "/profile", "done"),
    Shown("profile-wrong", "/profile", "done", act=too_long),
    Shown("certificate-name", "/profile/certificate-name", "new"),
    Shown("password", "/profile/password", "done"),
    Shown("sessions", "/profile/sessions", "done"),
    Shown("editor", editors.at("page", editors.PAGE), "author", largest=14_000, queries=9),
    Shown("editor-questions", editors.at("page", editors.QUIZ), "author", largest=14_000, queries=9),
    Shown("editor-empty", editors.at("page", editors.EMPTY), "author", largest=14_000, queries=9),
    Shown("editor-long", editors.at("page", editors.LONG), "author", largest=14_000, queries=9),
    *(
        Shown(f"editor-{kind}", editors.at("page", editors.PAGE, f"?open={index}"), "author", largest=14_000, queries=9)
        for kind, index in editors.BLOCKS.items()
    ),
    *(
        Shown(
            f"editor-question-{index}",
            editors.at("page", editors.QUIZ, f"?open={index}"),
            "author",
            largest=14_000,
            queries=9,
        )
        for index in range(8)
    ),
    Shown("editor-question", editors.at("page", editors.PAGE, "?open=11"), "author", act=editors.see_as_learners),
    Shown("editor-as-text", editors.at("page", editors.PAGE, "?open=9"), "author", largest=14_000, queries=9),
    Shown("editor-add", editors.at("page", editors.PAGE, "?add=1"), "author", largest=14_000, queries=9),
    Shown(
        "editor-add-question",
        editors.at("page", editors.PAGE, "?add=end&kind=question"),
        "author",
        largest=14_000,
        queries=9,
    ),
    Shown("editor-wrong", editors.at("page", editors.PAGE, "?open=0"), "author", act=editors.save_nothing),
    Shown("editor-conflict", editors.at("page", editors.PAGE, "?open=0"), "author", act=editors.save_what_changed),
    Shown("editor-taken-out", editors.at("page", editors.PAGE), "author", act=editors.take_out_and_look),
    Shown("editor-text", editors.at("text", editors.PAGE), "author", act=editors.with_preview),
    Shown("editor-text-long", editors.at("text", editors.LONG), "author", largest=14_000, queries=9),
    Shown("editor-text-conflict", editors.at("text", editors.LONG), "author", act=editors.save_an_old_text),
    Shown("editor-remarks", remarks.at("page"), "submitting", largest=14_000, queries=11),
    Shown("editor-remarks-reply", remarks.at("page"), "submitting", act=remarks.open_a_reply),
    Shown("read", remarks.at("read"), "reviewer", largest=14_000, queries=9),
    Shown("read-remark", remarks.at("read", "?remark=2"), "reviewer", largest=14_000, queries=9),
    Shown("read-remark-wrong", remarks.at("read", "?remark=2"), "reviewer", act=remarks.send_nothing),
    Shown("read-propose", remarks.at("read", "?propose=0"), "reviewer", largest=14_000, queries=9),
    Shown("read-own", remarks.at("read"), "submitting", largest=14_000, queries=9),
    Shown("try-lesson", editors.at("try", editors.PAGE), "author", largest=14_000),
    Shown("try-lesson-missed", editors.at("try", editors.PAGE), "author", act=tried(0)),
    Shown("try-lesson-empty", editors.at("try", editors.PAGE), "author", act=tried()),
    Shown("try-quiz", editors.at("try", editors.QUIZ), "author", largest=14_000),
    Shown("try-page-empty", editors.at("try", editors.EMPTY), "author"),
    Shown("try-long", editors.at("try", editors.LONG), "author"),
)
