"""What a page may know of a question before and after its answer."""

from dataclasses import replace

import pytest

from lms.questions.kinds import KINDS
from lms.questions.question import PublishedQuestion, Value
from lms.questions.showing import ShownQuestion, show, show_marked
from tests.questions.published import choice, number, typed


def marked(question: PublishedQuestion, value: Value, with_key: bool) -> ShownQuestion:
    return show_marked(question, (), value, KINDS[question.kind].mark(question, value), with_key)


def verdicts(shown: ShownQuestion) -> dict[str, str]:
    return {option.id: option.verdict for option in shown.options}


def test_before_an_answer_nothing_of_the_key_is_shown() -> None:
    question = replace(choice("single_choice", right="b"), explanation_html="<p>because</p>")
    shown = show(question, ("d", "c", "b", "a"), "c")
    assert [(option.id, option.is_picked) for option in shown.options] == [
        ("d", False), ("c", True), ("b", False), ("a", False),
    ]  # fmt: skip
    assert all(option.verdict == "" and option.feedback == "" for option in shown.options)
    assert (shown.explanation, shown.feedback) == ("", "")


def test_the_first_paragraph_of_the_stem_is_the_title() -> None:
    shown = show(replace(typed("x"), stem_html="<p>Why <em>so</em>?</p>\n<p>More.</p>"), (), None)
    assert (str(shown.title), str(shown.stem)) == ("Why <em>so</em>?", "<p>More.</p>")
    assert show(replace(typed("x"), stem_html="<ul><li>x</li></ul>"), (), None).title == ""


@pytest.mark.parametrize(
    ("kind", "expected"),
    [("single_choice", "radio"), ("multiple_choice", "checkbox"), ("number", "number"), ("typed_answer", "text")],
)
def test_each_kind_has_its_input(kind: str, expected: str) -> None:
    question = {"number": number("3"), "typed_answer": typed("x")}.get(kind) or choice(kind, right="a")
    assert show(question, (), None).input == expected


def test_without_the_key_only_the_own_choice_is_marked() -> None:
    shown = marked(choice("multiple_choice", right="ab"), ["b", "c"], with_key=False)
    assert verdicts(shown) == {"a": "", "b": "ok", "c": "no", "d": ""}
    assert shown.feedback == "<p>b</p><p>c</p><p>wrong</p>"
    assert [str(option.feedback) for option in shown.options] == ["", "<p>b</p>", "<p>c</p>", ""]


def test_with_the_key_each_right_option_is_shown() -> None:
    question = replace(choice("multiple_choice", right="ab"), explanation_html="<p>because</p>")
    shown = marked(question, ["b", "c"], with_key=True)
    assert verdicts(shown) == {"a": "ok", "b": "ok", "c": "no", "d": ""}
    assert (shown.explanation, shown.feedback) == ("<p>because</p>", "<p>wrong</p>")


def test_a_typed_answer_stands_beside_an_accepted_one_and_is_escaped() -> None:
    wrong = marked(number("10 .. 12"), "<b>9", with_key=True)
    assert [(str(option.html), option.verdict) for option in wrong.options] == [("&lt;b&gt;9", "no"), ("10–12", "ok")]
    assert [option.id for option in marked(typed("Ya"), "ya", with_key=True).options] == ["own"]
    assert [option.id for option in marked(typed("Ya"), "x", with_key=False).options] == ["own"]
    assert [option.id for option in marked(typed("Ya"), None, with_key=True).options] == ["key"]
