"""A question as pages show it: before its answer without anything of the key, after it with what is allowed (pure).

The only place that calls a question's stored HTML safe: it was sanitised when its version was published.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from markupsafe import Markup, escape

from lms.questions.question import Marking, PublishedQuestion, Value

NOTHING = Markup()
INPUTS = {"single_choice": "radio", "multiple_choice": "checkbox", "number": "number"}
"""How each kind is answered; any other is typed."""


@dataclass(frozen=True)
class ShownOption:
    """A choice, or after marking a typed answer. `verdict`: "" (nothing is said of it), "ok" or "no"."""

    id: str
    html: Markup
    is_picked: bool = False
    verdict: str = ""
    feedback: Markup = NOTHING


@dataclass(frozen=True)
class ShownQuestion:
    """A question ready for `components/question.html`. `title` is the first line of the stem, `stem` the rest."""

    key: str
    title: Markup
    stem: Markup
    input: str  # "radio", "checkbox", "text" or "number"
    options: tuple[ShownOption, ...]
    value: str = ""  # what was typed
    hints: tuple[Markup, ...] = ()
    feedback: Markup = NOTHING
    explanation: Markup = NOTHING


def show(question: PublishedQuestion, order: Sequence[str], value: Value) -> ShownQuestion:
    """The question to answer, with what was answered so far; nothing of key, verdict, feedback or explanation.

    `order` is the ids of its options as drawn; empty takes the author's order.
    """
    title, stem = _heading(question.stem_html)
    picked = _picked(value)
    texts = {option.id: Markup(option.html) for option in question.options}
    ids = order or tuple(texts)
    return ShownQuestion(
        key=question.key,
        title=title,
        stem=stem,
        input=INPUTS.get(question.kind, "text"),
        options=tuple(ShownOption(option_id, texts[option_id], option_id in picked) for option_id in ids),
        value=value if isinstance(value, str) and not texts else "",
        hints=tuple(Markup(html) for html in question.hints_html),
    )


def show_marked(
    question: PublishedQuestion, order: Sequence[str], value: Value, marking: Marking, with_key: bool
) -> ShownQuestion:
    """The question after marking. Without the key, only the learner's own choice has a verdict.

    `feedback` is then all there is to say; with the key it is what is said of the whole answer, for the options
    carry their own.
    """
    shown = show(question, order, value)
    by_id = {option.id: option for option in question.options}
    if by_id:
        options = tuple(_marked(option, by_id[option.id].correct, with_key) for option in shown.options)
        options = tuple(
            replace(option, feedback=Markup(by_id[option.id].feedback_html)) if option.is_picked else option
            for option in options
        )
    else:
        options = _typed(question, shown.value, marking.correct, with_key)
    whole = question.correct_html if marking.correct else question.incorrect_html
    return replace(
        shown,
        options=options,
        feedback=Markup(whole if with_key else marking.feedback_html),
        explanation=Markup(question.explanation_html) if with_key else NOTHING,
    )


def _heading(stem_html: str) -> tuple[Markup, Markup]:
    """The first paragraph without its tags, and what follows; a stem that begins otherwise has no title."""
    first, _, rest = stem_html.partition("</p>")
    if not first.startswith("<p>"):
        return NOTHING, Markup(stem_html)
    return Markup(first.removeprefix("<p>")), Markup(rest.strip())


def _picked(value: Value) -> frozenset[str]:
    return frozenset([value] if isinstance(value, str) else value or ())


def _marked(option: ShownOption, is_correct: bool, with_key: bool) -> ShownOption:
    if is_correct and (with_key or option.is_picked):
        return replace(option, verdict="ok")
    return replace(option, verdict="no") if option.is_picked else option


def _typed(question: PublishedQuestion, typed: str, is_correct: bool, with_key: bool) -> tuple[ShownOption, ...]:
    """What was typed and, where it may be seen, an accepted answer."""
    own = ShownOption("own", escape(typed), is_picked=True, verdict="ok" if is_correct else "no")
    key = ShownOption("key", escape(question.accepted[0].replace(" .. ", "–")), verdict="ok")
    return (*((own,) if typed else ()), *((key,) if with_key and not is_correct else ()))
