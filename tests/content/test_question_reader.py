import pytest

from lms.content.block_scanner import scan
from lms.kernel.problems import Problem
from lms.questions.banks.answers import NO_RUBRIC
from lms.questions.question import NumberRange, Question


def read(body: str) -> tuple[Question, list[str]]:
    """The only question of a text, and the codes of its problems."""
    scanned = scan(f"## Soal: Apa?\n\n{body}")
    (block,) = scanned.blocks
    assert block.question is not None
    return block.question, [problem.code for problem in scanned.problems]


def problems_of(body: str) -> list[tuple[str, int | None]]:
    """Codes and lines; the body begins in line 3."""
    problems: tuple[Problem, ...] = scan(f"## Soal: Apa?\n\n{body}").problems
    return [(problem.code, problem.line) for problem in problems]


def test_the_example_of_the_format_is_read() -> None:
    source = (
        "## Soal: Berapa hari kerja batas menjawab permohonan informasi? {#batas-hari points=2}\n\n"
        "- ( ) 7 hari\n  > Terlalu singkat.\n- (x) 10 hari\n- ( ) 30 hari\n\n"
        "> Petunjuk: Kurang dari dua minggu.\n\n> Penjelasan: UU 14/2008 Pasal 22 ayat (7).\n"
    )
    (block,) = scan(source).blocks
    question = block.question

    assert question is not None
    assert (question.kind, question.key, question.points) == ("single_choice", "batas-hari", 2)
    assert [(o.text, o.correct, o.feedback, o.line) for o in question.options] == [
        ("7 hari", False, "Terlalu singkat.", 3),
        ("10 hari", True, "", 5),
        ("30 hari", False, "", 6),
    ]
    assert question.hints == ("Kurang dari dua minggu.",)
    assert question.explanation == "UU 14/2008 Pasal 22 ayat (7)."
    assert (question.line, question.end_line) == (1, 10)


MARKS = [
    ("with a star", "* (x) a\n* ( ) b"),
    ("with numbers", "1. (x) a\n2. ( ) b"),
    ("capital X", "- (X) a\n- ( ) b"),
    ("nothing between", "- (x) a\n- () b"),
    ("blanks between", "- ( x ) a\n- (  ) b"),
    ("blank lines between", "- (x) a\n\n- ( ) b"),
    ("several blanks", "-   (x)   a\n-   ( )   b"),
    ("indented", "  - (x) a\n  - ( ) b"),
    ("another bullet", "- (x) a\n\n* ( ) b"),
    ("right after the stem", "Stem\n- (x) a\n- ( ) b"),
    ("text on the next line", "- (x)\n  a\n- ( )\n  b"),
    ("CR LF", "- (x) a\r\n- ( ) b\r\n"),
    ("tabs", "-\t(x)\ta\n-\t( )\tb"),
]


@pytest.mark.parametrize("body", [row[1] for row in MARKS], ids=[row[0] for row in MARKS])
def test_marks_are_read_as_people_type_them(body: str) -> None:
    question, problems = read(body)

    assert problems == []
    assert question.kind == "single_choice"
    assert [(option.text, option.correct) for option in question.options] == [("a", True), ("b", False)]


def test_options_hold_several_paragraphs_lists_and_code() -> None:
    question, problems = read(
        "- (x) satu\n  lanjut\n\n  paragraf\n\n  - butir\n    - dalam\n\n  ```\n  > kode\n  ```\n"
        "  > umpan\n  > balik\n\n  > lagi\n- ( ) dua\n"
    )

    assert problems == []
    assert question.options[0].text == "satu\nlanjut\n\nparagraf\n\n- butir\n  - dalam\n\n```\n> kode\n```"
    assert question.options[0].feedback == "umpan\nbalik\n\nlagi"


@pytest.mark.parametrize("indent", ["  ", "   ", "    ", "      ", "\t"])
def test_feedback_is_never_shown_with_its_option_however_far_it_is_indented(indent: str) -> None:
    question, problems = read(f"- (x) a\n{indent}> rahasia\n- ( ) b\n\n{indent}> rahasia\n")

    assert problems == []
    assert [(option.text, option.feedback) for option in question.options] == [("a", "rahasia"), ("b", "rahasia")]


def test_option_marked_last_is_known() -> None:
    question, _ = read("- (x) a {x}\n- ( ) b {last}\n- ( ) c { last }\n  lanjut\n")

    assert [(option.text, option.last) for option in question.options] == [
        ("a {x}", False),
        ("b", True),
        ("c\nlanjut", True),
    ]


@pytest.mark.parametrize("body", ["- [x](https://example.org)\n", "- (x)-ray\n- ( )-ray\n", "- == a ==\n", "- biasa\n"])
def test_lists_without_marks_are_no_answers(body: str) -> None:
    assert read(body)[1] == ["no-answers"]


def test_stem_is_what_stands_between_heading_and_answers() -> None:
    question, problems = read(
        "Perhatikan:\n\n1. satu\n2. dua\n\n```\n- (x) kode\n```\n\n> kutipan\n\n- (x) a\n- ( ) b\n"
    )

    assert problems == []
    assert question.stem == "Perhatikan:\n\n1. satu\n2. dua\n\n```\n- (x) kode\n```\n\n> kutipan"


def test_plain_items_above_the_marked_ones_are_part_of_the_stem() -> None:
    question, problems = read("- catatan\n- (x) a\n- ( ) b\n")

    assert problems == []
    assert (question.stem, len(question.options)) == ("- catatan", 2)


def test_typed_answers_and_numbers_are_read() -> None:
    typed, _ = read("- = Senin\n- = hari  Senin\n")
    number, _ = read("- = 20 ± 0,5\n- = 30\n")

    assert (typed.kind, typed.accepted) == ("typed_answer", ("Senin", "hari Senin"))
    assert (number.kind, number.accepted) == ("number", ("20 ± 0,5", "30"))
    assert number.ranges == (NumberRange("19.5", "20.5"), NumberRange("30", "30"))


ANSWERS = "- (x) a\n- ( ) b\n\n"

QUOTES = [
    ("in Indonesian", "> Petunjuk: p\n\n> Penjelasan: e\n\n> Rubrik: r\n\n> Benar: b\n\n> Salah: s\n"),
    ("in English", "> Hint: p\n\n> Explanation: e\n\n> Rubric: r\n\n> Correct: b\n\n> Incorrect: s\n"),
    ("in one quote", "> Petunjuk: p\n> Penjelasan: e\n> Rubrik: r\n>\n> Benar: b\n> Salah: s\n"),
    ("in bold, in small letters", "> **Petunjuk:** p\n\n> penjelasan: e\n\n> RUBRIK: r\n\n> Benar:\n> b\n\n>Salah: s"),
]


@pytest.mark.parametrize("quotes", [row[1] for row in QUOTES], ids=[row[0] for row in QUOTES])
def test_quotes_below_the_answers_begin_with_a_word_of_the_list(quotes: str) -> None:
    question, problems = read(ANSWERS + quotes)

    assert problems == []
    assert (question.hints, question.explanation, question.rubric) == (("p",), "e", "r")
    assert (question.if_correct, question.if_incorrect) == ("b", "s")


def test_hints_are_kept_one_by_one_and_explanations_joined() -> None:
    question, _ = read(
        ANSWERS + "> Petunjuk: satu\n\n> Petunjuk: dua\n> lanjut\n\n> Penjelasan: a\n\n> Penjelasan: b\n"
    )

    assert question.hints == ("satu", "dua\nlanjut")
    assert question.explanation == "a\n\nb"


PROBLEMS = [
    ("a numbered list", "1. a\n2. b\n", []),
    ("a numbered list with one line", "1. a\n", [("too-few-options", 3)]),
    ("a rubric that an import left open", f"\n> Rubrik: {NO_RUBRIC}\n", [("rubric-to-be-written", 1)]),
    ("a numbered list with a rubric", "1. a\n2. b\n\n> Rubrik: lengkap\n", [("rubric-not-used", 1)]),
    ("a table with one row", "| a | b |\n|---|---|\n| 1 | 2 |\n", [("too-few-options", 3)]),
    (
        "a table with three columns",
        "| a | b |\n|---|---|\n| 1 | 2 | 3 |\n| 4 | 5 |\n| 6 | 7 |\n",
        [("not-two-columns", 5)],
    ),
    ("an empty gap", "Warga\ndi [[ ]].\n", [("empty-answer", 4)]),
    ("an essay", "Uraikan.\n\n> Rubrik: lengkap\n", []),
    ("neither answers nor rubric", "Uraikan.\n", [("no-answers", 1)]),
    ("gaps beside marked answers are text", "[[a]]\n\n- (x) a\n- ( ) b\n", []),
    ("square among round", "- (x) a\n- [x] b\n- ( ) c\n", [("mixed-marks", 4)]),
    ("typed among round", "- (x) a\n- ( ) b\n- = c\n", [("mixed-marks", 5)]),
    ("an option without mark", "- (x) a\n- ( ) b\n- c\n", [("answer-without-mark", 5)]),
    ("two right", "- (x) a\n- (x) b\n", [("several-right-answers", 4)]),
    ("none right", "- ( ) a\n- ( ) b\n", [("no-right-answer", 3)]),
    ("one option", "- (x) a\n", [("too-few-options", 3)]),
    ("the same twice", "- (x) a\n- ( ) a\n", [("same-option-twice", 4)]),
    ("text below", ANSWERS + "Teks.\n", [("text-after-answers", 6)]),
    ("a definition below", ANSWERS + "[a]: b\n", [("text-after-answers", 6)]),
    ("an unknown quote", ANSWERS + "> Catatan: x\n", [("unknown-quote", 6)]),
    ("a quote above", "> Penjelasan: x\n\n- (x) a\n- ( ) b\n", [("quote-before-answers", 3)]),
    ("feedback under a typed answer", "- = a\n  > b\n", [("feedback-not-shown", 3)]),
]


@pytest.mark.parametrize(("body", "found"), [row[1:] for row in PROBLEMS], ids=[row[0] for row in PROBLEMS])
def test_what_is_wrong_is_told_with_its_line(body: str, found: list[tuple[str, int]]) -> None:
    assert problems_of(body) == found


@pytest.mark.parametrize(
    ("body", "kind"),
    [("1. a\n2. b\n", "ordering"), ("a|b\n-|-\n1|2\n", "matching"), ("[[a]]\n", "gaps"), ("Uraikan.\n", "essay")],
)
def test_kind_that_is_not_supported_is_named_by_its_marks(body: str, kind: str) -> None:
    assert read(body)[0].kind == kind


def test_question_without_any_words_is_an_error() -> None:
    assert [problem.code for problem in scan("## Soal:\n\n- (x) a\n- ( ) b\n").problems] == ["question-without-text"]


def test_question_may_ask_in_its_stem_alone() -> None:
    assert scan("## Soal:\n\nApa?\n\n- (x) a\n- ( ) b\n").problems == ()
