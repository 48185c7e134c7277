"""The gaps of a text without `[[…]]`: the text stands whole, and beside it which of its words are gaps (pure)."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from lms.authoring.blocks.answer_shape import AnswerShape
from lms.authoring.blocks.form_rows import row_fields, rows_of
from lms.authoring.blocks.plain_text import entry_for, places_of, plain_of, split_entry, token_for
from lms.authoring.blocks.question_texts import QuestionTexts
from lms.authoring.blocks.rich_html import lines_of
from lms.authoring.blocks.rich_text import RichText, words_not_in_text
from lms.authoring.blocks.runs import Run, normal
from lms.kernel.problems import Problem, error
from lms.questions.kind import AnswerBlock, AnswerItem, Mark
from lms.questions.kinds import gaps
from lms.questions.question import Blank, Question

_GAP = re.compile(r"\[\[(?P<inside>.*)\]\]", re.DOTALL)
_MARKS = re.compile(r"[|\[\]\\`*<>$]|^\([xX ]?\)")


@dataclass(frozen=True)
class GapWords:
    """A gap: the words of the text that are left out ("loket", or "loket #2" for the second), and what is accepted
    beside them. With `options` (the words among them) it is chosen, else typed."""

    words: str = ""
    others: tuple[str, ...] = ()
    options: tuple[str, ...] = ()


@dataclass(frozen=True)
class Gaps:
    """The gaps of a text, in the order of the form."""

    gaps: tuple[GapWords, ...] = (GapWords(),)


def _read(question: Question, stem: RichText, texts: QuestionTexts) -> tuple[Gaps, RichText] | None:
    """None if a gap stands where the form has no words, as in a list, or has marks in its own."""
    blanks = [_blank_of(run.kept) for run in stem.runs]
    if [blank for blank in blanks if blank] != [_without_lines(blank) for blank in question.blanks]:
        return None
    shown = [
        replace(run, kept="", text=_words_of(blank)) if blank else run
        for run, blank in zip(stem.runs, blanks, strict=True)
    ]
    text = plain_of(shown).text
    whole = RichText(normal(shown))
    if plain_of(whole.runs).text != text or any(not _is_plain(blank) for blank in blanks if blank):
        return None
    return Gaps(tuple(_entries(text, shown, blanks))), whole


def _entries(text: str, shown: Sequence[Run], blanks: Sequence[Blank | None]) -> Iterator[GapWords]:
    start = tokens = 0
    for run, blank in zip(shown, blanks, strict=True):
        tokens += bool(run.kept)
        if blank:
            options = tuple(option.text for option in blank.options)
            yield GapWords(entry_for(text, run.text, start), blank.accepted[1:], options)
        start += len(token_for(tokens) if run.kept else run.text)


def _fill(
    question: Question, stem: RichText, values: Gaps, texts: QuestionTexts
) -> tuple[Question, tuple[Problem, ...]]:
    text = plain_of(stem.runs).text
    places = [(places_of(text, gap.words), gap) for gap in values.gaps]
    problems = tuple(_gap_problems(text, places))
    if problems:
        return question, problems
    runs = stem.runs
    for place, gap in sorted(places, key=lambda pair: pair[0].start, reverse=True):
        runs = tuple(_with_gap(runs, place, _source(text[place.start : place.stop], gap)))
    return replace(question, stem=texts.write(RichText(normal(runs)))), ()


def _gap_problems(text: str, places: Sequence[tuple[range, GapWords]]) -> Iterator[Problem]:
    if not places:
        yield error("no-gaps", "No word of the text is a gap.", "Write below which word is to be left out.")
    taken: set[int] = set()
    for place, gap in places:
        words = text[place.start : place.stop]
        if not place or "\u27e6" in words or "\n" in words:
            yield words_not_in_text(gap.words)
        elif taken & set(place):
            yield error(
                "gaps-overlap",
                "The gap “{words}” is part of another one.",
                "Take one of them out, or write #2 behind it for its second place in the text.",
                words=gap.words,
            )
        taken |= set(place)
        for written in (words, *gap.others, *gap.options):
            if _MARKS.search(written):
                yield error(
                    "gap-with-marks",
                    "“{words}” cannot stand in a gap.",
                    "Use letters, digits and spaces there.",
                    words=written,
                )


def _source(words: str, gap: GapWords) -> str:
    if not gap.options:
        return f"[[{'|'.join((words, *gap.others))}]]"
    boxes = {True: "(x)", False: "( )"}
    return f"[[{'|'.join(f'{boxes[option == words]} {option}' for option in gap.options)}]]"


def _with_gap(runs: Sequence[Run], place: range, source: str) -> Iterator[Run]:
    """The runs with what stands at a place (of the text with its tokens) as a gap."""
    start = tokens = 0
    is_there = False
    for run in runs:
        tokens += bool(run.kept)
        length = len(token_for(tokens) if run.kept else run.text)
        head, tail = max(place.start - start, 0), max(place.stop - start, 0)
        start += length
        if run.kept or head >= length or tail <= 0:
            yield run
            continue
        yield replace(run, text=run.text[:head])
        if not is_there:
            yield replace(run, text="", code=False, kept=source)
            is_there = True
        yield replace(run, text=run.text[tail:])


def _blank_of(kept: str) -> Blank | None:
    """The blank that a kept part of the text is, if it is a gap."""
    match = _GAP.fullmatch(kept)
    if not match:
        return None
    item = AnswerItem(Mark.GAPS, False, " ".join(match["inside"].split()), "", False, 0)
    return gaps.read(AnswerBlock(Mark.GAPS, (), 0, (item,))).blanks[0]


def _without_lines(blank: Blank) -> Blank:
    return replace(blank, line=0, options=tuple(replace(option, line=0) for option in blank.options))


def _words_of(blank: Blank) -> str:
    right = [option.text for option in blank.options if option.correct]
    return (right or list(blank.accepted) or [""])[0]


def _is_plain(blank: Blank) -> bool:
    words = [*blank.accepted, *(option.text for option in blank.options)]
    return bool(_words_of(blank)) and not any(_MARKS.search(text) or "\u27e6" in text for text in words)


def _to_fields(values: Gaps) -> dict[str, str]:
    rows = ({"": gap.words, "others": "\n".join(gap.others), "options": "\n".join(gap.options)} for gap in values.gaps)
    return row_fields("gap", rows)


def _from_fields(fields: Mapping[str, str]) -> Gaps:
    return Gaps(
        tuple(
            GapWords(
                " ".join(row.get("", "").split()),
                tuple(" ".join(line.split()) for line in lines_of(row.get("others", ""))),
                tuple(" ".join(line.split()) for line in lines_of(row.get("options", ""))),
            )
            for row in rows_of(fields, "gap")
        )
    )


def _trim(values: Gaps) -> Gaps:
    """The gaps that are filled in, each in its one form, in one order: equal gaps are equal values."""
    filled = (gap for gap in values.gaps if gap.words or gap.others or gap.options)
    return Gaps(tuple(sorted(map(_in_one_form, filled), key=lambda gap: gap.words)))


def _in_one_form(gap: GapWords) -> GapWords:
    entry, words = split_entry(gap.words)
    others = tuple(dict.fromkeys(other for other in gap.others if other != words))
    options = gap.options if words in gap.options or not gap.options else (words, *gap.options)
    return GapWords(entry, () if options else others, options)


GAPS = AnswerShape(
    Gaps(),
    _read,
    _fill,
    trim=_trim,
    texts=lambda values: (),
    to_fields=_to_fields,
    from_fields=_from_fields,
)
