"""What a page may know of a question before and after its answer."""

from dataclasses import replace

import pytest

from lms.questions.kinds import KINDS
from lms.questions.question import PublishedQuestion, Value
from lms.questions.showing import ShownQuestion, as_given, show, show_marked
from tests.questions.published import choice, essay, gaps, matching, number, ordering, typed


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
    ("question", "expected"),
    [
        (choice("single_choice", "a"), "radio"),
        (choice("multiple_choice", "a"), "checkbox"),
        (number("3"), "number"),
        (typed("x"), "text"),
        (ordering("abc"), "order"),
        (matching(), "blanks"),
        (gaps(), "blanks"),
        (essay(), "essay"),
    ],
)
def test_each_kind_has_its_input(question: PublishedQuestion, expected: str) -> None:
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


def test_lines_to_order_never_stand_in_the_right_order_before_an_answer() -> None:
    for fingerprint in "abcdefgh":
        shown = show(replace(ordering("abc"), fingerprint=fingerprint), (), None)
        assert sorted(option.id for option in shown.options) == ["a", "b", "c"]
        assert [option.id for option in shown.options] != ["a", "b", "c"]


def test_lines_stand_as_they_were_put_in_order() -> None:
    shown = show(ordering("abc"), ("c", "b", "a"), ["b", "a", "c"])
    assert [(option.id, option.place) for option in shown.options] == [("b", "1"), ("a", "2"), ("c", "3")]


def test_a_form_that_could_not_be_read_is_shown_as_it_was() -> None:
    shown = show(ordering("abc"), ("c", "b", "a"), as_given(ordering("abc"), ["c.1", "b.1", "a."]))
    assert [(option.id, option.place) for option in shown.options] == [("c", "1"), ("b", "1"), ("a", "")]
    assert show(typed("x"), (), as_given(typed("x"), ["y" * 600])).value == "y" * 600
    assert [blank.value for blank in show(gaps(), (), as_given(gaps(), ["y", "z"])).blanks] == ["y", "z"]


def test_each_line_is_judged_by_its_place_and_the_right_order_told_with_the_key() -> None:
    wrong = marked(ordering("abc"), ["a", "c", "b"], with_key=False)
    assert (verdicts(wrong), wrong.right_order) == ({"a": "ok", "c": "no", "b": "no"}, ())
    assert marked(ordering("abc"), ["a", "c", "b"], with_key=True).right_order == ("A", "B", "C")
    assert marked(ordering("abc"), ["a", "b", "c"], with_key=True).right_order == ()
    unanswered = marked(ordering("abc"), None, with_key=True)
    assert (unanswered.options, unanswered.right_order) == ((), ("A", "B", "C"))


def test_rows_are_filled_from_the_options_in_the_order_drawn() -> None:
    shown = show(matching(), ("c", "a", "b"), ["a", ""])
    assert [(str(blank.before), blank.value) for blank in shown.blanks] == [("KTP", "a"), ("SIM", "")]
    assert [one for one, _ in shown.blanks[0].choices] == ["c", "a", "b"]
    assert (shown.columns, shown.is_text) == (("Berkas", "Kantor"), False)


def test_gaps_stand_in_their_text_and_are_chosen_from_plain_words() -> None:
    shown = show(gaps(), (), ["<b>", "b"])
    assert (str(shown.title), shown.stem, str(shown.after), shown.is_text) == ("Isi.", "", ".</p>", True)
    assert [(str(blank.before), blank.value) for blank in shown.blanks] == [("<p>Di ", "<b>"), (" atau ", "b")]
    assert [blank.choices for blank in shown.blanks] == [(), (("a", "ya"), ("b", "tidak"))]


def test_blanks_are_judged_one_by_one_and_only_wrong_ones_have_a_key() -> None:
    shown = marked(gaps(), ["<b>", "a"], with_key=True)
    assert [(str(blank.filling), blank.verdict, str(blank.key)) for blank in shown.blanks] == [
        ("&lt;b&gt;", "no", "loket"),
        ("ya", "ok", ""),
    ]
    without = marked(matching(), ["b", ""], with_key=False)
    assert [(str(blank.filling), blank.verdict, str(blank.key)) for blank in without.blanks] == [
        ("Dukcapil", "ok", ""),
        ("", "no", ""),
    ]
    assert without.parts == ("ok", "no")


def test_a_gap_whose_place_was_lost_in_rendering_breaks_nothing() -> None:
    question = replace(gaps(), stem_html="<p>Isi.</p>\n<p>Di \ue0000\ue001.</p>")
    assert len(marked(question, ["loket", "a"], with_key=True).blanks) == 1


def test_an_essay_is_compared_with_rubric_and_explanation_only_with_the_key() -> None:
    assert (str(marked(essay(), "x", with_key=True).rubric), marked(essay(), "x", with_key=False).rubric) == (
        "<p>r</p>",
        "",
    )
    assert str(marked(essay(), "x", with_key=True).explanation) == "<p>e</p>"
