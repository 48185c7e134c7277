"""Ways in which people answer: by touch, by keyboard alone, and in a browser without script."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from playwright.sync_api import Browser, Page

from lms.questions.question import PublishedQuestion
from tests.assessment.quizzes import ESSAY, GAPS, MATCHING, MULTIPLE, NUMBER, ORDERING, SINGLE, TYPED

FOCUSED = """part => {
  const at = document.activeElement;
  if (!part.contains(at)) return "";
  const words = at.getAttribute("aria-label") || (at.labels?.[0] || at).textContent;
  return words.trim();
}"""


class Touch:
    """A thumb on a phone; `part` is where on the page it answers."""

    device: Mapping[str, Any] = {"viewport": {"width": 360, "height": 740}, "has_touch": True, "is_mobile": True}

    def __init__(self, page: Page, part: str = "main") -> None:
        self.page, self.part = page, page.locator(part)

    def choose(self, words: str) -> None:
        """Picks an option or ticks a box."""
        self.part.get_by_text(words, exact=True).tap()

    def write(self, label: str, text: str) -> None:
        """Types into a field."""
        self.part.get_by_label(label, exact=True).tap()
        self.page.keyboard.type(text)

    def select(self, label: str, words: str) -> None:
        """Chooses from a list."""
        self.part.get_by_label(label, exact=True).select_option(label=words)

    def order(self, lines: Sequence[str]) -> None:
        """Moves each line to the end, in turn."""
        for line in lines:
            for _ in lines[1:]:
                self.part.get_by_role("button", name=f"Turun: {line}").tap()

    def press(self, words: str) -> None:
        """Presses a button, or follows a link that looks like one."""
        self.part.locator(".btn", has_text=words).last.tap()


class Keys(Touch):
    """A keyboard and nothing else, at a desk."""

    device = {"viewport": {"width": 1280, "height": 900}}

    def reach(self, words: str) -> None:
        """Goes on by Tab to what is called so."""
        for _ in range(200):
            if self.part.evaluate(FOCUSED).startswith(words):
                return
            self.page.keyboard.press("Tab")
        raise AssertionError(f"“{words}” is not reached by Tab")

    def choose(self, words: str) -> None:
        """By Space; within a group of radio buttons by arrows."""
        target = self.part.get_by_label(words, exact=True)
        if target.get_attribute("type") == "radio":
            name = target.get_attribute("name")
            first = self.part.locator(f"input[name={name}]").first.get_attribute("id")
            self.reach(self.part.locator(f"label[for={first}]").inner_text())
            while not target.is_checked():
                self.page.keyboard.press("ArrowDown")
        else:
            self.reach(words)
            self.page.keyboard.press("Space")

    def write(self, label: str, text: str) -> None:
        """Types where the focus is."""
        self.reach(label)
        self.page.keyboard.type(text)

    def select(self, label: str, words: str) -> None:
        """Goes down the list until the words are chosen."""
        self.reach(label)
        for _ in range(9):
            if self.page.evaluate("document.activeElement.selectedOptions[0].textContent") == words:
                return
            self.page.keyboard.press("ArrowDown")
        raise AssertionError(f"“{words}” is not in the list")

    def order(self, lines: Sequence[str]) -> None:
        """By the buttons of each line."""
        for line in lines:
            self.reach(f"Turun: {line}")
            for _ in lines[1:]:
                self.page.keyboard.press("Enter")

    def press(self, words: str) -> None:
        """By Enter."""
        self.reach(words)
        self.page.keyboard.press("Enter")


class Plain(Touch):
    """A browser without script."""

    device = {"viewport": {"width": 360, "height": 740}, "java_script_enabled": False}

    def choose(self, words: str) -> None:
        """By a click."""
        self.part.get_by_text(words, exact=True).click()

    def write(self, label: str, text: str) -> None:
        """Types into a field."""
        self.part.get_by_label(label, exact=True).fill(text)

    def order(self, lines: Sequence[str]) -> None:
        """By their numbers."""
        for number, line in enumerate(lines, 1):
            self.part.get_by_label(line, exact=True).select_option(label=str(number))

    def press(self, words: str) -> None:
        """By a click."""
        self.part.locator(".btn", has_text=words).last.click()


HANDS = (Touch, Keys, Plain)
Act = Callable[[Touch], None]


def _several(hand: Touch) -> None:
    hand.choose("pilihan a")
    hand.choose("pilihan c")


def _match(hand: Touch) -> None:
    hand.select("KTP", "kantor b")
    hand.select("SIM", "kantor a")


def _fill(hand: Touch) -> None:
    hand.write("Isian 1", "loket")
    hand.select("Isian 2", "tamu")


RIGHTLY: Sequence[tuple[PublishedQuestion, Act, Sequence[str]]] = (
    (SINGLE, lambda hand: hand.choose("pilihan b"), ["b"]),
    (MULTIPLE, _several, ["a", "c"]),
    (TYPED, lambda hand: hand.write("Jawaban Anda", "selasa"), ["selasa"]),
    (NUMBER, lambda hand: hand.write("Jawaban Anda", "47,5"), ["47,5"]),
    (ORDERING, lambda hand: hand.order(["langkah b", "langkah c", "langkah a"]), ["a.3", "b.1", "c.2"]),
    (MATCHING, _match, ["b", "a"]),
    (GAPS, _fill, ["loket", "b"]),
    (ESSAY, lambda hand: hand.write("Jawaban Anda", "Sebab warga menunggu."), ["Sebab warga menunggu."]),
)
"""Each kind: a question, the right answer by a hand, and what its form then holds."""


def held(page: Page, form: str = "form#question") -> list[str]:
    """What a form would send as its answer."""
    found: list[str] = page.eval_on_selector(form, "form => new FormData(form).getAll('answer')")
    return found


def opened(chromium: Browser, hand: type[Touch], site: str, cookie: Mapping[str, str]) -> Page:
    """A page on the device of a hand, signed in."""
    context = chromium.new_context(base_url=site, locale="id-ID", reduced_motion="reduce", **hand.device)
    context.add_cookies([{**cookie, "url": site}])  # type: ignore[typeddict-item]
    return context.new_page()
