"""From an idea to a certificate without a mark: a speaker writes a course with every kind of question by what is on the
screen alone, two reviewers approve it, and a learner takes it; at a desk and on a phone, with and without script."""

import io
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass

import pytest
from PIL import Image
from playwright.sync_api import Browser, Page, expect

from lms.learning.queries import reading
from lms.platform.db.doors import door
from lms.platform.web.i18n import catalogue
from tests.assessment.hands import RIGHTLY, Plain, Touch
from tests.journeys.cast import Cast
from tests.journeys.learners import Learner, new_learner
from tests.journeys.site import Site
from tests.journeys.test_becoming_a_speaker import become_a_speaker, opened, press
from tests.support.chromium import PATIENCE

pytestmark = [pytest.mark.browser, pytest.mark.slow]
say = catalogue("id").text
MARKS = re.compile(r"\*\*|\[\[|\]\]|\{#|\([x ]\) |\[[x ]\] |^#{1,6} |^> |^\s*\|.*\|\s*$|```|!\[", re.MULTILINE)
OUTCOME = "Menjawab warga di loket dengan tepat"
Fill = Mapping[str, str]


@dataclass(frozen=True)
class Desk:
    """The browser of somebody who writes; with script texts are typed into boxes, without into plain fields."""

    tab: Page
    script: bool

    def fill(self, fields: Fill) -> None:
        """Types into fields by their names in the form."""
        for name, text in fields.items():
            becomes_a_box = self.script and self.tab.locator(f'.rich textarea[name="{name}"]').count()
            field = f'[id="f-{name}-box"]' if becomes_a_box else f'[name="{name}"]'
            self.tab.locator(field).fill(text)

    def press(self, message: str) -> None:
        """Presses what bears these words."""
        press(self.tab, say(message))

    def add(self, kind: str, fields: Fill, act: Callable[[Page], None] = lambda _tab: None) -> None:
        """Puts a block at the end of the page."""
        self.press(kind)
        self.tab.locator("#form").wait_for()
        self._save(fields, act)

    def ask(self, kind: str, fields: Fill, act: Callable[[Page], None] = lambda _tab: None, rows: int = 0) -> None:
        """Puts a question at the end of the page; `rows` more lines for answers are asked for first."""
        self.press("Add question")
        self.tab.locator("#form").get_by_role("link", name=say(kind), exact=True).click()
        self.tab.locator('[name="question"]').wait_for(state="attached")
        for _ in range(rows):
            self.tab.locator("fieldset:has(.entry) + p button").first.click()
        self._save({"title": f"Soal {kind}", **fields}, act)

    def _save(self, fields: Fill, act: Callable[[Page], None]) -> None:
        self.fill(fields)
        act(self.tab)
        self.tab.locator("#form [data-save-line] button").first.click()
        self.tab.get_by_role("status").get_by_text(say("The new part is saved.")).wait_for()
        self.sees_no_mark()

    def sees_no_mark(self) -> None:
        """Neither in the text of the page nor in what a field holds."""
        typed = "[...document.querySelectorAll('textarea, input[type=text]')].map(field => field.value)"
        seen = self.tab.evaluate(f"[document.body.innerText, ...{typed}].join('\\n')")
        assert MARKS.findall(seen) == []


@pytest.mark.parametrize(
    ("width", "script"),
    [(360, False), (360, True), (1280, False), (1280, True)],
    ids=["phone-no-script", "phone", "desk-no-script", "desk"],
)
def test_an_idea_becomes_a_course_and_the_course_a_certificate(
    site: Site, cast: Cast, chromium: Browser, width: int, script: bool
) -> None:
    expect.set_options(timeout=PATIENCE)
    title = f"Menjawab Warga {width}{' dengan skrip' if script else ''}"
    stranger, office = become_a_speaker(chromium, site, cast, f"{width}{'s' if script else 'p'}", width, script)
    office.context.close()
    slug = write(Desk(stranger, script), title)
    hand_in(stranger)
    approve_and_publish(chromium, site, cast, title, width, script)
    learner = new_learner(site.app, f"peserta-{slug}", "Sari Contoh")
    take(chromium, site, learner, slug, script)
    stranger.context.close()


def write(desk: Desk, title: str) -> str:
    """A course of two modules; gives its name in addresses."""
    begin(desk, title)
    first, second, final = (link.get_attribute("href") or "" for link in desk.tab.locator(".row h3 a").all())
    desk.tab.goto(first)
    fill_a_lesson(desk)
    desk.tab.goto(second)
    desk.add("Heading", {"text": "Sesudah itu"})
    desk.add("Paragraph", {"text": "Catat tanggalnya. 1986 bukan daftar, dan * bukan tanda."})
    desk.tab.goto(final)
    ask_every_kind(desk)
    desk.tab.goto(re.sub(r"/page/.*", "", first))
    desk.sees_no_mark()
    return title.lower().replace(" ", "-")


def begin(desk: Desk, title: str) -> None:
    """The guided start."""
    desk.tab.goto("/drafts")
    desk.press("Start a new course")
    desk.fill(
        {
            "title": title,
            "audience": "Petugas loket.",
            "outcomes": OUTCOME,
            "modules": "Mendengar\nMenjawab",
            "jp": "1",
        }
    )
    desk.press("Make the draft")
    expect(desk.tab.get_by_role("heading", level=1)).to_have_text(title)


def fill_a_lesson(desk: Desk) -> None:
    """One block of each kind, and a self-check that a person would mark."""
    desk.add("Paragraph", {"text": "Warga yang didengar lebih tenang."})
    desk.add("List", {"item-0": "Dengarkan", "item-1": "Ulangi"})
    desk.add("Picture", {"words": "Dua orang di loket"}, choose_a_picture)
    desk.add("Table", {"head-0": "Waktu", "head-1": "Sikap", "row-0.cell-0": "Awal", "row-0.cell-1": "Diam"})
    desk.add("Note", {"text": "Jangan memotong."})
    desk.ask("Essay", {"rubric": "Menyebut alasan.", "explanation": "Warga perlu didengar."})


def choose_a_picture(tab: Page) -> None:
    """A small picture from the device."""
    data = io.BytesIO()
    Image.new("RGB", (40, 30), "teal").save(data, "PNG")
    tab.set_input_files("[name=upload]", {"name": "loket.png", "mimeType": "image/png", "buffer": data.getvalue()})


def ask_every_kind(desk: Desk) -> None:
    """What `tests.assessment.hands.RIGHTLY` answers, in its order."""

    def right(*names: str) -> Callable[[Page], None]:
        def act(tab: Page) -> None:
            tab.locator("[name=outcome]").select_option(label=OUTCOME)
            for name in names:
                tab.locator(name).check()

        return act

    letters = {f"choice-{number}": f"pilihan {letter}" for number, letter in enumerate("abc")}
    desk.ask("One right answer", letters, right("[name=right][value='1']"))
    desk.ask("Several right answers", letters, right("[name='choice-0.right']", "[name='choice-2.right']"))
    desk.ask("A short answer", {"answer-0": "Selasa"}, right())
    desk.ask("A number", {"answer-0": "45 .. 50"}, right())
    desk.ask("Put in order", {f"step-{n}": f"langkah {letter}" for n, letter in enumerate("bca")}, right())
    pairs = {"pair-0.left": "KTP", "pair-0.right": "kantor b", "pair-1.left": "SIM", "pair-1.right": "kantor a"}
    desk.ask("Matching", {**pairs, "pair-2.right": "kantor c", "head-left": "Berkas", "head-right": "Kantor"}, right())
    gaps = {"gap-0": "loket", "gap-0.others": "konter", "gap-1": "tamu", "gap-1.options": "raja\ntamu"}
    desk.ask("Fill in", {"stem": "Warga di loket itu tamu.", **gaps}, right(), rows=1)


def hand_in(tab: Page) -> None:
    """From the outline to those who review."""
    tab.get_by_role("link", name=say("Hand in for review")).click()
    tab.get_by_role("button", name=say("Hand in for review")).click()
    expect(tab.get_by_text("Jawaban dijanjikan")).to_be_visible()


def approve_and_publish(chromium: Browser, site: Site, cast: Cast, title: str, width: int, script: bool) -> None:
    """Two reviewers: one for the substance, one for the form with what the office decided; then it is published."""
    for who, aspect in (("reviewer", "substance"), ("marker", "form")):
        tab = opened(chromium, site, width=width, script=script, cookie=cast[who].cookie)
        tab.goto("/reviews")
        tab.get_by_role("link", name=title).first.click()
        tab.locator(f"a[href$='/{aspect}']").first.click()
        for point in tab.locator("[name=point]").all():
            point.check()
        if aspect == "form":
            tab.fill("[name=number]", "800/18/BKPSDM-C/2026")
            tab.fill("[name=decided_on]", "2026-11-20")
            tab.fill("[name=jp]", "1")
        tab.locator("button[name=verdict][value=approved]").click()
        if aspect == "form":
            press(tab, say("Publish"))
            tab.locator("main form button").last.click()
            expect(tab.get_by_text("Terbit").first).to_be_visible()
        tab.context.close()


def take(chromium: Browser, site: Site, learner: Learner, slug: str, script: bool) -> None:
    """Reads, checks, passes the final with every kind, and holds the certificate."""
    tab = opened(chromium, site, width=360, script=script, cookie=learner.cookie)
    hand = Touch(tab) if script else Plain(tab)
    tab.goto(f"/courses/{slug}")
    press(tab, say("Start this course"))
    tab.wait_for_url(f"**/courses/{slug}*")
    with door(writes=False):
        found = reading(slug, learner.id)
    assert found
    for step in found.steps:
        tab.goto(f"/learn/{slug}/{step.module}/{step.name}")
        if step.is_lesson:
            press(tab, say("Done, continue"))
    tab.locator("label:has([name=alone])").click()
    press(tab, say("Begin the final"))
    for number, (_, act, _) in enumerate(RIGHTLY[:-1], 1):
        expect(tab.get_by_text(f"Soal {number} dari 7")).to_be_visible()
        act(hand)
        hand.press(say("Save, continue"))
    tab.get_by_role("button", name="Kumpulkan 7 jawaban").click()
    expect(tab.get_by_role("heading", level=1)).to_contain_text("Lulus")
    tab.goto("/certificates")
    expect(tab.get_by_role("link", name=re.compile("Menjawab Warga"))).to_be_visible()
    tab.context.close()
