"""Pages of quizzes: answering, results, marking essays, correcting keys."""

from collections.abc import Callable, Sequence

from playwright.sync_api import Page as Tab

from tests.journeys import corrections, essays, pretests
from tests.journeys.cast import Cast
from tests.journeys.learners import Learner
from tests.journeys.shown.page import Shown, quiz
from tests.journeys.versions import SLUG


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


SHOWN: Sequence[Shown] = (
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
    Shown("why-mark-failed", quiz("final", "failed", "/why"), "failed", queries=8),
    Shown("why-mark", quiz("final", "done", "/why"), "done", queries=8),
    Shown("why-practice", quiz("practice", "practised", "/why"), "practised"),
)
