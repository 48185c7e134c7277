"""What a file of questions came to: the questions, the pictures they show, and every loss with its line (pure)."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from lms.kernel.problems import Problem, error, warning
from lms.questions.question import Question

LARGEST_FILE = 20_000_000  # bytes
MOST_QUESTIONS = 2_000
LONGEST_TEXT = 100_000  # characters, without its pictures; far beyond what anybody reads in a question


@dataclass(frozen=True)
class Bank:
    """`pool` of a question is the name of its category, "" outside any; `media` is bytes by path beside the quiz.

    An error says that something was left out, a warning that it came in otherwise than it was.
    """

    questions: tuple[Question, ...] = ()
    media: Mapping[str, bytes] = field(default_factory=dict)
    problems: tuple[Problem, ...] = ()


def refused(code: str, message: str, remedy: str, line: int | None = None, **params: int) -> Bank:
    """A bank of which nothing comes in, and why."""
    return Bank(problems=(error(code, message, remedy, "", line, **params),))


def left_out(line: int, why: str) -> Problem:
    """A question that does not come in; `why` is what it has that there is no place for."""
    return error("left-out", "This question is left out: {why}.", "Write it by hand.", line=line, why=why)


def changed(line: int, what: str) -> Problem:
    """Something of a question that is lost; the rest comes in."""
    return warning(
        "changed", "Not kept of this question: {what}.", "Look whether it is still right.", line=line, what=what
    )


def text_of(data: bytes) -> tuple[str, tuple[Problem, ...]] | None:
    """The text of a file, whatever wrote it: UTF-8 or UTF-16 by its mark, UTF-8, else Windows-1252 with a warning.

    None for what is no text, such as an archive.
    """
    for mark, encoding in ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16")):
        if data.startswith(mark):
            return data.decode(encoding, "replace"), ()
    if b"\0" in data[:4096]:
        return None
    try:
        return data.decode("utf-8"), ()
    except UnicodeDecodeError as problem:
        line = data.count(b"\n", 0, problem.start) + 1
        return data.decode("cp1252", "replace"), (_old_encoding(line),)


def _old_encoding(line: int) -> Problem:
    return warning(
        "not-utf-8",
        "This file is not UTF-8; it was read as Windows-1252.",
        "Look whether its accents and quotes are right.",
        line=line,
    )
