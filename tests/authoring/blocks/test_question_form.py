"""Questions of every kind are written without marks and read back as they were meant."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lms.authoring.blocks.block_edits import insert_after
from lms.authoring.blocks.forms import from_fields, read_form, to_fields, write_form
from lms.authoring.blocks.gap_answer import Gaps, GapWords
from lms.authoring.blocks.list_answers import Accepted, Choice, Choices, NoAnswer, Pair, Pairs, Steps
from lms.authoring.blocks.page_blocks import PageBlock, page_blocks
from lms.authoring.blocks.question_form import SHAPES, QuestionValues, empty_question
from lms.authoring.blocks.rich_text import RichText, rich_of
from lms.authoring.blocks.runs import Run, normal
from lms.content.document_reader import read_document
from lms.kernel.problems import has_errors
from lms.questions.kinds import KINDS
from tests.authoring.blocks.sources import typed


def block_of(source: str) -> PageBlock:
    (block,) = page_blocks(read_document("a.md", source).document)
    return block


def rich(markdown: str) -> RichText:
    return rich_of(markdown)


TWO = Choices((Choice(rich("ya"), True, rich("Tepat.")), Choice(rich("tidak"))))
PAIRS = Pairs(
    Pair(rich("Berkas"), rich("Kantor")), (Pair(rich("KTP"), rich("Dukcapil")), Pair(rich("SIM"), rich("Polres")))
)
ANSWERS = [
    ("single_choice", TWO, "- (x) ya\n  > Tepat.\n- ( ) tidak"),
    ("multiple_choice", TWO, "- [x] ya\n  > Tepat.\n- [ ] tidak"),
    ("typed_answer", Accepted(("SKM", "survei")), "- = SKM\n- = survei"),
    ("number", Accepted(("20 ± 0,5",)), "- = 20 ± 0,5"),
    ("ordering", Steps((rich("salam"), rich("tanya"))), "1. salam\n2. tanya"),
    ("matching", PAIRS, "| Berkas | Kantor |\n|---|---|\n| KTP | Dukcapil |\n| SIM | Polres |"),
    ("essay", NoAnswer(), ""),
]


@pytest.mark.parametrize(("kind", "answer", "lines"), ANSWERS, ids=[kind for kind, _, _ in ANSWERS])
def test_a_question_of_every_kind_is_written_without_marks(kind: str, answer: object, lines: str) -> None:
    values = QuestionValues(kind, answer, rich("Apa ini?"), rubric=rich("Rapi.") if kind == "essay" else RichText())

    written = write_form(values)

    rubric = "> Rubrik: Rapi." if kind == "essay" else ""
    assert written.problems == ()
    assert written.text == "\n\n".join(part for part in ("## Soal: Apa ini? {#apa-ini}", lines, rubric) if part)
    assert read_form(block_of(written.text)) == replace(values, key="apa-ini")


def test_gaps_are_words_of_the_text() -> None:
    stem = rich("Di loket warga **bertanya** ke loket atau meja.")
    gaps = Gaps((GapWords("loket #2", ("konter",)), GapWords("bertanya"), GapWords("meja", (), ("meja", "kursi"))))

    written = write_form(QuestionValues("gaps", gaps, rich("Isilah"), stem, key="isi"))

    assert written.text == (
        "## Soal: Isilah {#isi}\n\nDi loket warga **[[bertanya]]** ke [[loket|konter]] atau [[(x) meja|( ) kursi]]."
    )
    again = read_form(block_of(written.text))
    assert again.stem == stem
    assert again.answer.gaps == (gaps.gaps[1], gaps.gaps[0], gaps.gaps[2])


def test_every_kind_has_a_form() -> None:
    assert {kind.answer_mark for kind in KINDS.values()} <= set(SHAPES)
    for kind in KINDS:
        values = empty_question(kind)
        assert from_fields(to_fields(values)) == values


def test_everything_a_question_can_have_is_written_and_read() -> None:
    values = QuestionValues(
        "multiple_choice",
        Choices((Choice(rich("a"), True), Choice(rich("semua benar"), False, last=True))),
        rich("Pilih `kode`"),
        rich("Satu.\n\n- daftar\n- tetap\n\nDua."),
        outcome="dengar",
        points="3",
        partial=True,
        keep_order=True,
        hints=(rich("satu"), rich("dua")),
        explanation=rich("a\n\nb"),
        rubric=rich("r"),
        if_correct=rich("Benar: ya"),
        if_incorrect=rich("belum"),
        key="k",
        level=3,
    )

    written = write_form(values)

    assert written.text.startswith(
        "### Soal: Pilih `kode` {#k points=3 outcome=dengar partial keep-order}\n\nSatu.\n\n- daftar"
    )
    assert read_form(block_of(written.text)) == values


def asks(kind: str, answer: object, stem: str = "", rubric: str = "", **more: str) -> QuestionValues:
    return QuestionValues(kind, answer, rich("a"), rich(stem), rubric=rich(rubric), **more)


def choices(*marked: str) -> Choices:
    """Options; those that begin with ! are right."""
    return Choices(tuple(Choice(rich(text.removeprefix("!")), text.startswith("!")) for text in marked))


@pytest.mark.parametrize(
    ("values", "code"),
    [
        (asks("single_choice", Choices()), "no-answers"),
        (asks("single_choice", choices("a", "b")), "no-right-answer"),
        (asks("single_choice", choices("!a", "!b")), "several-right-answers"),
        (asks("single_choice", choices("!a")), "too-few-options"),
        (asks("multiple_choice", choices("!a", "a")), "same-option-twice"),
        (asks("multiple_choice", choices("!", "a")), "empty-option"),
        (asks("number", Accepted(("dua",))), "answer-not-a-number"),
        (asks("number", Accepted(("12 .. 10",))), "range-upside-down"),
        (asks("typed_answer", Accepted(("",))), "no-answers"),
        (asks("typed_answer", Accepted(("x",)), points="0"), "not-a-whole-number"),
        (asks("essay", NoAnswer()), "no-answers"),
        (asks("essay", NoAnswer(), "1. b\n2. c", "d"), "question-not-writable"),
        (asks("gaps", Gaps(), "b"), "no-gaps"),
        (asks("gaps", Gaps((GapWords("x"),)), "b"), "words-not-in-text"),
        (asks("gaps", Gaps((GapWords("b c"), GapWords("c"))), "b c"), "gaps-overlap"),
        (asks("gaps", Gaps((GapWords("b", ("x|y",)),)), "b"), "gap-with-marks"),
        (asks("gaps", Gaps((GapWords("b", (), ("b",)),)), "b"), "gap-choice-unclear"),
        (asks("ordering", Steps((rich("a"),))), "too-few-options"),
        (asks("matching", Pairs(pairs=(Pair(rich("a"), rich("b")),))), "too-few-options"),
        (QuestionValues("typed_answer", Accepted(("x",))), "question-without-text"),
    ],
)
def test_a_question_that_lacks_something_says_what_in_the_words_of_a_form(values: QuestionValues, code: str) -> None:
    written = write_form(values)

    assert code in [problem.code for problem in written.problems]
    assert written.text == ""
    assert not any(
        mark in problem.message + problem.remedy for problem in written.problems for mark in ("[ ]", "(x)", "[[")
    )


def test_numbers_among_typed_answers_make_a_question_for_a_number() -> None:
    written = write_form(QuestionValues("typed_answer", Accepted(("20",)), rich("a")))

    assert written.text == "## Soal: a {#a}\n\n- = 20"


def test_a_changed_question_keeps_its_key_and_the_marks_of_what_was_not_touched() -> None:
    source = "## Soal: Apa __itu__? {points=2 #k}\n\n* (x)   __ya__\n* ( ) tidak {last}\n\n> Explanation: _sebab_\n"
    block = block_of(source)
    values = read_form(block)

    changed = replace(values, points="1", hints=(rich("lihat"),))

    assert write_form(changed, block).text == (
        "## Soal: Apa __itu__? {#k}\n\n- (x) __ya__\n- ( ) tidak {last}\n\n> Hint: lihat\n\n> Explanation: _sebab_"
    )


def test_a_question_without_key_gets_the_one_it_was_published_with() -> None:
    block = block_of("## Soal: Apa itu?\n\n- = a\n")

    written = write_form(replace(read_form(block), points="2"), block, taken={"apa-itu"})

    assert written.text == "## Soal: Apa itu? {#apa-itu points=2}\n\n- = a"


def test_a_new_question_takes_no_key_that_is_there() -> None:
    values = QuestionValues("typed_answer", Accepted(("a",)), rich("Apa itu?"))

    assert write_form(values, None, {"apa-itu"}).text.startswith("## Soal: Apa itu? {#apa-itu-1}")


@pytest.mark.parametrize(
    "source",
    [
        "## Soal: a\n\n- (x) b\n- [ ] c",
        "## Soal: a\n\n- (x) b\n- ( ) c\n\nteks sesudahnya",
        "## Soal: a\n\n- (x) b\n- ( ) c\n\n> tanpa kata",
        "## Soal: a {#b lain=c}\n\n- = d",
        "## Soal: a\n\n> Penjelasan: b\n\n- (x) c\n- ( ) d",
        "## Soal: a\n\n- daftar [[isian]]",
    ],
)
def test_a_question_of_which_something_would_be_lost_has_no_form(source: str) -> None:
    assert read_form(block_of(source)) is None


def test_a_new_question_below_one_of_a_pool_belongs_to_the_pool() -> None:
    source = "## Kelompok: P {#p}\n\n### Soal: a {#a}\n\n- = b\n"
    blocks = page_blocks(read_document("", source).document)
    for beside in blocks:
        values = replace(empty_question("typed_answer", beside), title=rich("baru"), answer=Accepted(("x",)))

        added = insert_after(source, beside.index, write_form(values).text)

        questions = [b.question for b in page_blocks(read_document("", added.source).document) if b.question]
        assert [question.pool for question in questions] == ["p", "p"]


texts = typed.map(lambda text: RichText(normal([Run(text)])))
filled = texts.filter(lambda text: text.words.strip() != "")


@st.composite
def answered(draw: st.DrawFn) -> QuestionValues:
    """A question of any kind with whatever people type."""
    kind = draw(st.sampled_from(sorted(KINDS)))
    different = st.lists(filled, min_size=2, max_size=4, unique_by=lambda text: " ".join(text.words.split()))
    options = draw(different)
    answer: object = NoAnswer()
    if kind in ("single_choice", "multiple_choice"):
        answer = Choices(tuple(Choice(o, n == 0, draw(texts), n == 1) for n, o in enumerate(options)))
    elif kind == "ordering":
        answer = Steps(tuple(options))
    elif kind == "matching":
        pairs = (Pair(left, right) for left, right in zip(options, draw(different), strict=False))
        answer = Pairs(Pair(draw(texts), draw(texts)), tuple(pairs))
    elif kind == "number":
        answer = Accepted(("20",))
    elif kind == "typed_answer":
        answer = Accepted(("kata", draw(st.sampled_from(["*a*", "- b", "1. c", "[x] d"]))))
    stem, hints = draw(texts), (draw(filled),)
    if kind == "gaps":
        stem = RichText(normal([*stem.runs, Run("\n\nWarga ke loket.")]))
        answer = Gaps((GapWords("Warga ke"),))
    return QuestionValues(
        kind, answer, draw(filled), stem, hints=hints, explanation=draw(texts), rubric=draw(filled), key="k"
    )


@given(answered())
@settings(max_examples=250, deadline=None)
def test_whatever_people_type_into_a_question_reads_back_as_that_question(values: QuestionValues) -> None:
    written = write_form(values)

    if written.problems:
        assert {problem.code for problem in written.problems} <= {
            "words-not-in-text",
            "too-few-options",
            "gaps-overlap",
        }
        return
    reading = read_document("", written.text)
    assert not has_errors(reading.problems)
    assert [block.question.kind for block in reading.document.blocks if block.question] == [values.kind]
