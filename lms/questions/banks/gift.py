"""GIFT, the plain text of questions that Moodle and others write (https://docs.moodle.org/en/GIFT_format) (pure)."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal

from lms.kernel.problems import Problem
from lms.questions.banks import answers
from lms.questions.banks.answers import CannotCome, Weighted, percent
from lms.questions.banks.bank import LONGEST_TEXT, MOST_QUESTIONS, Bank, changed, left_out, refused
from lms.questions.banks.html_text import markdown_of, with_breaks
from lms.questions.banks.markdown_text import at_line_start, escaped, on_one_line, title_and_stem
from lms.questions.banks.moodle_reader import category_words
from lms.questions.banks.pictures import Pictures, words_in
from lms.questions.question import Question

_CATEGORY = re.compile(r"\$CATEGORY:\s*(.*)")
_TITLE = re.compile(r"::((?:\\.|[^\\])*?)::", re.DOTALL)
_FORMAT = re.compile(r"\[(html|moodle|plain|markdown)\]")
_OPEN, _CLOSE = re.compile(r"(?<!\\)\{"), re.compile(r"(?<!\\)\}")
_GENERAL = re.compile(r"(?<!\\)####")
_PART = re.compile(r"(?<!\\)([=~])")
_FEEDBACK = re.compile(r"(?<!\\)#")
_WEIGHT = re.compile(r"%(-?[\d.,]+)%")
_TRUTH = re.compile(r"(TRUE|T|FALSE|F)\s*(?:#.*)?", re.IGNORECASE | re.DOTALL)
_GAP = "\\_\\_\\_\\_\\_"
"""Stands where the answer stood within the text."""
_ESCAPE = re.compile(r"\\([~=#{}:\\])")


@dataclass(frozen=True)
class _Entry:
    line: int
    text: str


def read_gift(text: str) -> Bank:
    """The bank in a GIFT text; never fails, whatever it is."""
    problems: list[Problem] = []
    questions: list[Question] = []
    media: dict[str, bytes] = {}
    pool = ""
    for number, entry in enumerate(_entries(text)):
        if number >= MOST_QUESTIONS:
            return refused(
                "too-many-questions", "There are more than {most} questions.", "Divide the file.", most=MOST_QUESTIONS
            )
        if found := _CATEGORY.fullmatch(entry.text):
            pool = category_words(found[1])
            continue
        reader = _EntryReader(entry, pool, media)
        try:
            questions.append(reader.read())
            problems += [changed(entry.line, loss) for loss in dict.fromkeys(reader.losses)]
        except CannotCome as why:
            problems.append(left_out(entry.line, str(why)))
    return Bank(tuple(questions), media, tuple(problems))


def looks_like_gift(text: str) -> bool:
    """Whether a text has a question or a category of GIFT."""
    return any(_CATEGORY.match(entry.text) or _OPEN.search(entry.text) for entry in _entries(text))


def _entries(text: str) -> Iterator[_Entry]:
    """Paragraphs without their comments; a category is one by itself."""
    lines: list[str] = []
    first = 0
    for number, line in enumerate([*text.replace("\r\n", "\n").replace("\r", "\n").split("\n"), ""], 1):
        plain = line.strip()
        if plain.startswith("//"):
            continue
        if plain.startswith("$CATEGORY:") or not plain:
            if lines:
                yield _Entry(first, "\n".join(lines).strip())
            lines = []
        if plain.startswith("$CATEGORY:"):
            yield _Entry(number, plain)
        elif plain:
            first = first if lines else number
            lines.append(line)


class _EntryReader:
    """One entry, and what is lost of it."""

    def __init__(self, entry: _Entry, pool: str, media: dict[str, bytes]) -> None:
        self.entry, self.pool = entry, pool
        self.losses: list[str] = []
        self.pictures = Pictures(media, {})
        self.format = "moodle"

    def read(self) -> Question:
        """The question. Raises CannotCome."""
        text = self.entry.text
        if words_in(text) > LONGEST_TEXT:
            raise CannotCome(f"a text of it has more than {LONGEST_TEXT} characters")
        named = _TITLE.match(text)
        rest = text[named.end() :].strip() if named else text
        if form := _FORMAT.match(rest):
            self.format, rest = form[1], rest[form.end() :]
        opening = _OPEN.search(rest)
        if opening is None:
            raise CannotCome("it has no answers in braces")
        closing = _CLOSE.search(rest, opening.end())
        if closing is None:
            raise CannotCome("its brace is not closed")
        before, inside, after = rest[: opening.start()], rest[opening.end() : closing.start()], rest[closing.end() :]
        if _OPEN.search(after):
            raise CannotCome("it has several answers in braces")
        shown = f"{before}{_GAP}{after}" if after.strip() else before
        inside, *general = _GENERAL.split(inside, maxsplit=1)
        if not shown.strip() and not named:
            raise CannotCome("it has no text")
        question = self._question(self.text(shown), general[0] if general else "", named[1] if named else "")
        made = self._answered(question, inside.strip())
        self.losses += self.pictures.losses
        return made

    def text(self, raw: str) -> str:
        """A text in the entry's format, as Markdown."""
        raw = raw.strip()
        form = _FORMAT.match(raw)
        kind, raw = (form[1], raw[form.end() :]) if form else (self.format, raw)
        plain = _plain(raw.replace(_GAP, "\0"))
        if kind == "markdown":
            made = plain
        elif kind == "plain":
            made = at_line_start(escaped(plain))
        else:
            html = with_breaks(plain) if kind == "moodle" else plain
            made = markdown_of(html, self.pictures.markdown, self.losses.append)
        return made.replace("\0", _GAP).strip()

    def _question(self, shown: str, general: str, name: str) -> Question:
        title, stem = title_and_stem(shown)
        return Question(
            kind="",
            title=title or ("" if stem else escaped(" ".join(_plain(name).split()))),
            stem=stem,
            key="",
            line=self.entry.line,
            end_line=self.entry.line + self.entry.text.count("\n"),
            pool=self.pool,
            explanation=self.text(general),
        )

    def _answered(self, question: Question, inside: str) -> Question:
        if not inside:
            return answers.written(question, "", self.losses)
        if _TRUTH.fullmatch(inside):
            return self._truth(question, inside)
        if inside.startswith("#"):
            return self._number(question, inside[1:].strip())
        signs, parts = self._parts(inside)
        if "~" not in signs and all("->" in part.text for part in parts):
            return self._matching(question, parts)
        if "~" not in signs:
            plain = [replace(part, text=" ".join(_plain(part.text).split())) for part in parts]
            return answers.typed(question, plain, self.losses)
        shown = [replace(part, text=self.text(part.text)) for part in parts]
        single = "=" in signs
        return answers.chosen(replace(question, partial=not single), shown, single, self.losses)

    def _parts(self, inside: str, lead_sign: str = "") -> tuple[list[str], list[Weighted]]:
        """The signs and the answers behind them, with their weights and feedback; the first needs no sign."""
        lead, *pieces = _PART.split(inside)
        if lead.strip():
            pieces = [lead_sign or ("~" if "~" in pieces else "="), lead, *pieces]
        answers.few_enough(len(pieces) // 2)
        found = []
        for sign, piece in zip(pieces[::2], pieces[1::2], strict=True):
            text, *feedback = _FEEDBACK.split(piece.strip(), maxsplit=1)
            weight = _WEIGHT.match(text)
            value = percent(weight[1]) if weight else Decimal(100 if sign == "=" else 0)
            found.append(
                Weighted(
                    text[weight.end() :].strip() if weight else text.strip(),
                    value,
                    self.text(feedback[0] if feedback else ""),
                )
            )
        return pieces[::2], found

    def _truth(self, question: Question, inside: str) -> Question:
        word, *feedback = [part.strip() for part in _FEEDBACK.split(inside)]
        is_true = word.upper().startswith("T")
        wrong = self.text(feedback[0]) if feedback else ""
        right = self.text(feedback[1]) if len(feedback) > 1 else ""
        options = [
            Weighted(name, Decimal(100 if here else 0), right if here else wrong)
            for name, here in (("Benar", is_true), ("Salah", not is_true))
        ]
        return answers.chosen(replace(question, keep_order=True), options, True, self.losses)

    def _number(self, question: Question, inside: str) -> Question:
        parts = self._parts(inside, lead_sign="=")[1]
        return answers.number(question, parts, lambda part: _number_text(part.text), self.losses)

    def _matching(self, question: Question, parts: list[Weighted]) -> Question:
        sides = [part.text.partition("->")[::2] for part in parts]
        pairs = [(on_one_line(self.text(left)), on_one_line(self.text(right))) for left, right in sides]
        return answers.matched(replace(question, partial=True), pairs, answers.HEADS)


def _number_text(text: str) -> str:
    low, dots, high = text.partition("..")
    if dots:
        return f"{answers.number_answer(low, '')} .. {answers.number_answer(high, '')}"
    value, _, tolerance = text.partition(":")
    return answers.number_answer(value, tolerance)


def _plain(text: str) -> str:
    """The text without GIFT's escapes; `\\n` is a line end."""
    return _ESCAPE.sub(r"\1", re.sub(r"(?<!\\)\\n", "\n", text))
