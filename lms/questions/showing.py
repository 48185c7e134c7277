"""A question as pages show it: before its answer without anything of the key, after it with what is allowed (pure).

The only place that calls a question's stored HTML safe: it was sanitised when its version was published.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from random import Random

from markupsafe import Markup, escape

from lms.questions.blanks import is_right, options_of
from lms.questions.kind import Input
from lms.questions.kinds import KINDS
from lms.questions.marking import UNANSWERED
from lms.questions.question import Marking, PublishedBlank, PublishedQuestion, Value

NOTHING = Markup()
_PLACE = re.compile("\ue000[0-9]+\ue001")
_TAG = re.compile(r"<[^>]*>")


@dataclass(frozen=True)
class ShownOption:
    """A choice, a line to put in order, or after marking a typed answer. `verdict`: "" (nothing is said of it), "ok" or
    "no"; `place` is the number a line was given, as text."""

    id: str
    html: Markup
    is_picked: bool = False
    verdict: str = ""
    feedback: Markup = NOTHING
    place: str = ""


@dataclass(frozen=True)
class ShownBlank:
    """A place to fill: `before` is the text up to a gap, or the left cell of a row.

    `choices` (id, words) are empty where it is typed. After marking, `filling` is what was given, in words, and `key`
    what is right, where it may be seen.
    """

    before: Markup
    value: str
    choices: tuple[tuple[str, Markup], ...]
    filling: Markup = NOTHING
    verdict: str = ""
    key: Markup = NOTHING


@dataclass(frozen=True)
class ShownQuestion:
    """A question ready for `components/question.html`. `title` is the first line of the stem, `stem` the rest.

    With gaps the rest is in the blanks, and `after` is what follows the last one; `is_text` says that the blanks are
    gaps of a text and not rows under the heads `columns`. `right_order` is the key of lines to put in order, where it
    may be seen.
    """

    key: str
    title: Markup
    stem: Markup
    input: Input
    options: tuple[ShownOption, ...] = ()
    value: str = ""  # what was typed
    hints: tuple[Markup, ...] = ()
    blanks: tuple[ShownBlank, ...] = ()
    after: Markup = NOTHING
    is_text: bool = False
    columns: tuple[str, ...] = ()
    feedback: Markup = NOTHING
    explanation: Markup = NOTHING
    rubric: Markup = NOTHING
    right_order: tuple[Markup, ...] = ()

    @property
    def parts(self) -> tuple[str, ...]:
        """The verdicts of what is right or wrong by itself: blanks, or lines in order."""
        return tuple(part.verdict for part in self.blanks or (self.options if self.input is Input.ORDER else ()))


def show(question: PublishedQuestion, order: Sequence[str], value: Value) -> ShownQuestion:
    """The question to answer, with what was answered so far; nothing of key, verdict, feedback or explanation.

    `order` is the ids of its options as drawn; empty takes the author's, or one that does not tell the key. `value` may
    also be what a form held that could not be read.
    """
    kind = KINDS[question.kind]
    title, stem = _heading(question.stem_html)
    order = order or kind.draw(question, False, Random(question.fingerprint))
    shown = ShownQuestion(
        key=question.key,
        title=title,
        stem=stem,
        input=kind.input,
        value=value if isinstance(value, str) and kind.input in _TYPED else "",
        hints=tuple(Markup(html) for html in question.hints_html),
        columns=question.columns,
    )
    if kind.input is Input.BLANKS:
        return _with_blanks(shown, question, order, value if isinstance(value, list) else [])
    if kind.input is Input.ORDER:
        return replace(shown, options=_lines(question, order, value if isinstance(value, list) else []))
    picked, texts = _picked(value), {option.id: Markup(option.html) for option in question.options}
    return replace(shown, options=tuple(ShownOption(one, texts[one], one in picked) for one in order))


def show_marked(
    question: PublishedQuestion, order: Sequence[str], value: Value, marking: Marking | None, with_key: bool
) -> ShownQuestion:
    """The question after marking (None: not marked yet). Without the key, only what the learner gave has a verdict.

    `feedback` is then all there is to say; with the key it is what is said of the whole answer, for the options
    carry their own.
    """
    shown = show(question, order, value)
    if with_key:
        explanation, rubric = Markup(question.explanation_html), Markup(question.rubric_html)
        shown = replace(shown, explanation=explanation, rubric=rubric)
    if marking is None:
        return shown
    match shown.input:
        case Input.RADIO | Input.CHECKBOX:
            shown = replace(shown, options=_judged_options(question, shown, with_key))
        case Input.ORDER:
            shown = _judged_order(question, shown, value, marking, with_key)
        case Input.BLANKS:
            shown = replace(shown, blanks=_judged_blanks(question, shown, value, with_key))
        case Input.TEXT | Input.NUMBER:
            shown = replace(shown, options=_typed(question, shown.value, marking.correct, with_key))
    whole = question.correct_html if marking.correct else question.incorrect_html
    return replace(shown, feedback=Markup(whole if with_key else marking.feedback_html))


@dataclass(frozen=True)
class KeyedQuestion:
    """A question as its author sees it: with its key, what is said of each option, and of a whole answer."""

    shown: ShownQuestion
    if_correct: Markup
    if_incorrect: Markup


def show_to_author(question: PublishedQuestion) -> KeyedQuestion:
    """The question with everything in it. Raises LookupError if its answers are not whole yet."""
    shown = show_marked(question, (), None, UNANSWERED, with_key=True)
    if shown.input in (Input.RADIO, Input.CHECKBOX):
        said = {option.id: Markup(option.feedback_html) for option in question.options}
        order = {option.id: number for number, option in enumerate(question.options)}
        options = sorted(shown.options, key=lambda option: order[option.id])
        shown = replace(shown, options=tuple(replace(option, feedback=said[option.id]) for option in options))
    elif shown.input in (Input.TEXT, Input.NUMBER):
        accepted = question.accepted or tuple(f"{span.low} .. {span.high}" for span in question.ranges)
        options = [ShownOption(text, escape(text.replace(" .. ", "–")), verdict="ok") for text in accepted]
        shown = replace(shown, options=tuple(options))
    return KeyedQuestion(
        replace(shown, feedback=NOTHING), Markup(question.correct_html), Markup(question.incorrect_html)
    )


_TYPED = (Input.TEXT, Input.NUMBER, Input.ESSAY)


def as_given(question: PublishedQuestion, form_values: Sequence[str]) -> Value:
    """What a form held, to show it once more beside the reason why it could not be read."""
    if KINDS[question.kind].input in _TYPED:
        return form_values[0] if form_values else None
    return list(form_values)


def _heading(stem_html: str) -> tuple[Markup, Markup]:
    """The first paragraph without its tags, and what follows; a stem that begins otherwise has no title."""
    first, _, rest = stem_html.partition("</p>")
    if not first.startswith("<p>") or _PLACE.search(first):
        return NOTHING, Markup(stem_html)
    return Markup(first.removeprefix("<p>")), Markup(rest.strip())


def _picked(value: Value) -> frozenset[str]:
    return frozenset([value] if isinstance(value, str) else value or ())


def _lines(question: PublishedQuestion, order: Sequence[str], value: Sequence[str]) -> tuple[ShownOption, ...]:
    """The lines as they were put in order, else as drawn; of a form that could not be read, with its numbers."""
    texts = {option.id: Markup(option.html) for option in question.options}
    if set(value) == set(texts):
        return tuple(ShownOption(one, texts[one], place=str(place)) for place, one in enumerate(value, 1))
    places = dict(entry.rpartition(".")[::2] for entry in value)
    return tuple(ShownOption(one, texts[one], place=places.get(one, "")) for one in order)


def _with_blanks(
    shown: ShownQuestion, question: PublishedQuestion, order: Sequence[str], value: Sequence[str]
) -> ShownQuestion:
    is_text = not question.columns
    pieces = [Markup(piece) for piece in _PLACE.split(shown.stem)] if is_text else []
    befores = pieces[:-1] if is_text else [Markup(blank.html) for blank in question.blanks]
    fillings = [*value, *[""] * len(question.blanks)]
    blanks = tuple(
        ShownBlank(before, filling, _choices(question, blank, order))
        for blank, before, filling in zip(question.blanks, befores, fillings, strict=False)
    )
    if not is_text:
        return replace(shown, blanks=blanks)
    return replace(shown, blanks=blanks, stem=NOTHING, after=pieces[-1], is_text=True)


def _choices(
    question: PublishedQuestion, blank: PublishedBlank, order: Sequence[str]
) -> tuple[tuple[str, Markup], ...]:
    """The options of a blank in the order drawn, as words: a list to choose from shows no emphasis and no pictures."""
    options = {option.id: option for option in options_of(question, blank)}
    ids = order if set(order) == set(options) else options
    return tuple((one, Markup(_TAG.sub("", options[one].html))) for one in ids)


def _judged_options(question: PublishedQuestion, shown: ShownQuestion, with_key: bool) -> tuple[ShownOption, ...]:
    by_id = {option.id: option for option in question.options}
    options = (_marked(option, by_id[option.id].correct, with_key) for option in shown.options)
    return tuple(
        replace(option, feedback=Markup(by_id[option.id].feedback_html)) if option.is_picked else option
        for option in options
    )


def _marked(option: ShownOption, is_correct: bool, with_key: bool) -> ShownOption:
    if is_correct and (with_key or option.is_picked):
        return replace(option, verdict="ok")
    return replace(option, verdict="no") if option.is_picked else option


def _judged_order(
    question: PublishedQuestion, shown: ShownQuestion, value: Value, marking: Marking, with_key: bool
) -> ShownQuestion:
    """Each line that was put in order has a verdict: whether it stands where it belongs."""
    right = [option.id for option in question.options]
    if value:
        lines = zip(shown.options, right, strict=True)
        shown = replace(shown, options=tuple(replace(o, verdict="ok" if o.id == r else "no") for o, r in lines))
    elif with_key:
        shown = replace(shown, options=())
    wants_key = with_key and not marking.correct
    return replace(shown, right_order=tuple(Markup(o.html) for o in question.options) if wants_key else ())


def _judged_blanks(
    question: PublishedQuestion, shown: ShownQuestion, value: Value, with_key: bool
) -> tuple[ShownBlank, ...]:
    def judged(blank: PublishedBlank, seen: ShownBlank) -> ShownBlank:
        is_ok = is_right(blank, seen.value)
        words = dict(seen.choices)
        key = words[blank.right] if blank.right else escape(blank.accepted[0])
        return replace(
            seen,
            filling=words.get(seen.value, NOTHING) if blank.right else escape(seen.value),
            verdict=("ok" if is_ok else "no") if value else "",
            key=key if with_key and not is_ok else NOTHING,
        )

    return tuple(judged(*pair) for pair in zip(question.blanks, shown.blanks, strict=False))


def _typed(question: PublishedQuestion, typed: str, is_correct: bool, with_key: bool) -> tuple[ShownOption, ...]:
    """What was typed and, where it may be seen, an accepted answer."""
    own = ShownOption("own", escape(typed), is_picked=True, verdict="ok" if is_correct else "no")
    key = ShownOption("key", escape(question.accepted[0].replace(" .. ", "–")), verdict="ok")
    return (*((own,) if typed else ()), *((key,) if with_key and not is_correct else ()))
