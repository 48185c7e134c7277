"""An answer is carried to a corrected wording of its question, or it is said why not."""

from dataclasses import replace

import pytest

from lms.questions.carrying import NotCarried, carried_answer
from lms.questions.kinds import KINDS
from lms.questions.question import NumberRange, PublishedBlank, PublishedOption, PublishedQuestion, Value


def of_kind(kind: str, *options: str, right: str = "", **fields: object) -> PublishedQuestion:
    """A question whose options are these words, with ids in this order; `right` are the ids of the right ones."""
    made = tuple(PublishedOption(id, words, id in right) for id, words in zip("abcdef", options, strict=False))
    return PublishedQuestion("q", kind, "<p>?</p>", "f", options=made, **fields)  # type: ignore[arg-type]


SINGLE = of_kind("single_choice", "ya", "tidak", "mungkin", right="a")
MULTIPLE = of_kind("multiple_choice", "ya", "tidak", "mungkin", right="ab")
ORDER = of_kind("ordering", "satu", "dua", "tiga")
ROWS = (PublishedBlank("KTP", right="a"), PublishedBlank("SIM", right="b"))
MATCHING = of_kind("matching", "Dukcapil", "Polisi", "Pajak", blanks=ROWS, columns=("Berkas", "Kantor"))
YES_NO = (PublishedOption("a", "ya", True), PublishedOption("b", "tidak", False))
GAPS = of_kind("gaps", blanks=(PublishedBlank(accepted=("loket",)), PublishedBlank(options=YES_NO, right="a")))
TYPED = of_kind("typed_answer", accepted=("Senin",))
NUMBER = of_kind("number", accepted=("4",), ranges=(NumberRange("4", "4"),))

CARRIED: list[tuple[str, PublishedQuestion, PublishedQuestion, Value, Value]] = [
    ("another key", SINGLE, of_kind("single_choice", "ya", "tidak", "mungkin", right="b"), "b", "b"),
    ("options in another order", SINGLE, of_kind("single_choice", "tidak", "mungkin", "ya", right="a"), "b", "a"),
    ("only other tags and spaces", SINGLE, of_kind("single_choice", "<b>ya</b>", " tidak\n", "m", right="a"), "b", "b"),
    ("entities or characters", of_kind("single_choice", "a &amp; b", "c", right="a"),
     of_kind("single_choice", "<em>a</em> &#38; b", "c", right="b"), "a", "a"),
    ("a wrong option renamed that was not chosen", SINGLE, of_kind("single_choice", "ya", "tidak", "lain", right="b"),
     "a", "a"),
    ("nothing chosen", SINGLE, of_kind("single_choice", "tidak", "ya", right="a"), None, None),
    ("several, in the author's new order", MULTIPLE, of_kind("multiple_choice", "mungkin", "tidak", "ya", right="ab"),
     ["a", "c"], ["a", "c"]),
    ("several, one of them", MULTIPLE, of_kind("multiple_choice", "mungkin", "tidak", "ya", right="ab"), ["a"], ["c"]),
    ("lines in another right order", ORDER, of_kind("ordering", "tiga", "dua", "satu"), ["a", "b", "c"],
     ["c", "b", "a"]),
    ("lines not put in order", ORDER, of_kind("ordering", "tiga", "dua", "satu"), None, None),
    ("rows in another order", MATCHING, replace(MATCHING, blanks=ROWS[::-1]), ["a", ""], ["", "a"]),
    ("offices in another order", MATCHING, of_kind("matching", "Polisi", "Pajak", "Dukcapil", columns=("B", "K"),
     blanks=(PublishedBlank("KTP", right="c"), PublishedBlank("SIM", right="a"))), ["b", "c"], ["a", "b"]),
    ("gaps by their places", GAPS, replace(GAPS, blanks=(PublishedBlank(accepted=("konter",)), GAPS.blanks[1])),
     ["Konter", "b"], ["Konter", "b"]),
    ("a gap's options in another order", GAPS, replace(GAPS, blanks=(GAPS.blanks[0],
     PublishedBlank(options=(PublishedOption("a", "tidak", True), PublishedOption("b", "ya", False)), right="a"))),
     ["", "b"], ["", "a"]),
    ("gaps that were left", GAPS, GAPS, None, None),
    ("typed", TYPED, of_kind("typed_answer", accepted=("Selasa",)), "selasa", "selasa"),
    ("a number", NUMBER, of_kind("number", ranges=(NumberRange("5", "6"),)), "5,5", "5,5"),
]  # fmt: skip

LOST: list[tuple[str, PublishedQuestion, PublishedQuestion, Value, str]] = [
    ("another kind", TYPED, NUMBER, "4", "another kind"),
    ("another kind, nothing given", TYPED, NUMBER, None, "another kind"),
    ("an essay", of_kind("essay"), of_kind("essay"), "Saya", "A person marks"),
    ("chosen and gone", SINGLE, of_kind("single_choice", "ya", "tidak", right="a"), "c", "is gone"),
    ("chosen and renamed", SINGLE, of_kind("single_choice", "ya", "tidak", "belum", right="a"), "c", "is gone"),
    ("chosen, and there are two of it now", SINGLE, of_kind("single_choice", "ya", "tidak", "<i>tidak</i>", right="a"),
     "b", "is gone"),
    ("other pictures", of_kind("single_choice", '<img src="1" alt="">', "x", right="b"),
     of_kind("single_choice", '<img src="2" alt="">', "x", right="b"), "a", "is gone"),
    ("the right one is new", SINGLE, of_kind("single_choice", "ya", "tidak", "tentu", right="c"), "a", "could not be"),
    ("a further right one is new", MULTIPLE, of_kind("multiple_choice", "ya", "tidak", "tentu", right="abc"), ["a"],
     "could not be"),
    ("one of several gone", MULTIPLE, of_kind("multiple_choice", "ya", "tidak", right="ab"), ["a", "c"], "is gone"),
    ("a further line", ORDER, of_kind("ordering", "satu", "dua", "tiga", "empat"), ["a", "b", "c"], "lines"),
    ("a line renamed", ORDER, of_kind("ordering", "satu", "dua", "3"), ["a", "b", "c"], "lines"),
    ("a row renamed", MATCHING, replace(MATCHING, blanks=(ROWS[0], PublishedBlank("STNK", right="b"))), ["a", "b"],
     "rows"),
    ("a further gap", GAPS, replace(GAPS, blanks=(*GAPS.blanks, GAPS.blanks[0])), ["loket", "a"], "more or fewer"),
    ("a gap to type that was chosen", GAPS, replace(GAPS, blanks=(GAPS.blanks[0],) * 2), ["loket", "a"], "to be typed"),
    ("a gap whose right option is new", GAPS, replace(GAPS, blanks=(GAPS.blanks[0],
     PublishedBlank(options=(YES_NO[0], PublishedOption("b", "baru", True)), right="b"))), ["loket", "a"],
     "could not be"),
]  # fmt: skip


@pytest.mark.parametrize(("old", "new", "value", "carried"), [row[1:] for row in CARRIED], ids=[r[0] for r in CARRIED])
def test_an_answer_says_the_same_of_the_corrected_question(
    old: PublishedQuestion, new: PublishedQuestion, value: Value, carried: Value
) -> None:
    assert carried_answer(old, new, value) == carried
    KINDS[new.kind].mark(new, carried)  # and can be marked


@pytest.mark.parametrize(("old", "new", "value", "why"), [row[1:] for row in LOST], ids=[row[0] for row in LOST])
def test_what_cannot_be_carried_is_refused_in_words(
    old: PublishedQuestion, new: PublishedQuestion, value: Value, why: str
) -> None:
    with pytest.raises(NotCarried, match=why):
        carried_answer(old, new, value)
