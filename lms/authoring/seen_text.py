"""The words that a reader sees of a block, without marks and without tags (pure)."""

from collections.abc import Iterable, Iterator
from html.parser import HTMLParser

from lms.questions.showing import KeyedQuestion, ShownOption

_LINES = frozenset(
    "p div li h1 h2 h3 h4 h5 h6 tr table ul ol blockquote figcaption figure pre dt dd br hr details summary".split()
)


def seen_text(html: str) -> str:
    """The words of finished HTML, a line for each paragraph, item or row; pictures by their description."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    lines = (" ".join(line.split()) for line in "".join(reader.words).split("\n"))
    return "".join(f"{line}\n" for line in lines if line)


def question_text(keyed: KeyedQuestion) -> str:
    """The words of a question with its key: right answers are marked by a tick."""
    shown = keyed.shown
    told = [shown.title, shown.stem, *_answers(shown.options)]
    told += [f"{blank.before} [{blank.key}]" for blank in shown.blanks]
    told += [shown.after, *shown.right_order, *shown.hints, keyed.if_correct, keyed.if_incorrect]
    told += [shown.explanation, shown.rubric]
    return "".join(seen_text(html) for html in told if html)


def _answers(options: Iterable[ShownOption]) -> Iterator[str]:
    for option in options:
        yield f"{'✓' if option.verdict == 'ok' else '–'} {option.html}"
        yield option.feedback


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.words: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _LINES:
            self.words.append("\n")
        elif tag in ("td", "th"):
            self.words.append(" ")
        elif tag == "img":
            self.words.append(f" {dict(attrs).get('alt') or ''} ")

    def handle_endtag(self, tag: str) -> None:
        if tag in _LINES:
            self.words.append("\n")

    def handle_data(self, data: str) -> None:
        self.words.append(data)
