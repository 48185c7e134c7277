import pytest

from lms.content.block_scanner import Scan, scan
from lms.content.course import BlockKind

QUESTION = "- ( ) a\n- (x) b\n"


def shape(scanned: Scan) -> list[tuple[str, int, int]]:
    """Kind, first and last line of each block."""
    return [(block.kind.value, block.line, block.end_line) for block in scanned.blocks]


SHAPES = [
    ("text alone", "a\n\nb\n", [("text", 1, 3)]),
    ("a heading takes the blank lines below it", "# a\n\ntext\n", [("heading", 1, 2), ("text", 3, 3)]),
    ("two headings", "# a\n## b\n", [("heading", 1, 1), ("heading", 2, 2)]),
    ("a setext heading of two lines", "a\nb\n---\nc\n", [("heading", 1, 3), ("text", 4, 4)]),
    ("a rule after a list", "- a\n---\nb\n", [("text", 1, 3)]),
    ("a question to the end", f"a\n\n## Soal: b\n\n{QUESTION}", [("text", 1, 2), ("question", 3, 6)]),
    ("a question to the next heading", f"## Soal: b\n{QUESTION}\n## c\n", [("question", 1, 4), ("heading", 5, 5)]),
    ("a higher heading ends it", f"### Soal: b\n{QUESTION}## c\n", [("question", 1, 3), ("heading", 4, 4)]),
    ("a deeper heading does not", f"## Soal: b\n### c\n{QUESTION}", [("question", 1, 4)]),
    ("fence with backticks", "```\n## Soal: a\n```\n", [("text", 1, 3)]),
    ("fence with tildes holding backticks", "~~~\n```\n## Soal: a\n~~~\n# b\n", [("text", 1, 4), ("heading", 5, 5)]),
    ("longer fence", "````\n```\n# a\n````\n", [("text", 1, 4)]),
    ("fence in a list", "- a\n\n  ```\n  # b\n  ```\n# c\n", [("text", 1, 5), ("heading", 6, 6)]),
    ("fence in a quote", "> ```\n> # a\n> ```\n# b\n", [("text", 1, 3), ("heading", 4, 4)]),
    ("indented code", "a\n\n    # b\n", [("text", 1, 3)]),
    ("tab-indented code", "\t# b\n", [("text", 1, 1)]),
    ("a comment", "<!--\n\n# a\n-->\n# b\n", [("text", 1, 4), ("heading", 5, 5)]),
    ("an HTML block", "<div>\n# a\n</div>\n\n# b\n", [("text", 1, 4), ("heading", 5, 5)]),
    ("a heading in a list", "- # a\n- b\n", [("text", 1, 2)]),
    ("no space, no heading", "#a\n", [("text", 1, 1)]),
    ("CR LF", "# a\r\n\r\nb\r\n", [("heading", 1, 2), ("text", 3, 3)]),
    ("CR alone", "# a\rb", [("heading", 1, 1), ("text", 2, 2)]),
    ("no line end at the end", "# a", [("heading", 1, 1)]),
    ("blank lines at the beginning", "\n\n# a\n", [("text", 1, 2), ("heading", 3, 3)]),
    ("nothing", "", []),
]


@pytest.mark.parametrize(("source", "expected"), [row[1:] for row in SHAPES], ids=[row[0] for row in SHAPES])
def test_source_is_divided_into_blocks(source: str, expected: list[tuple[str, int, int]]) -> None:
    assert shape(scan(source)) == expected


HEADINGS = ["Soal: x", "soal: x", "SOAL:  x", "Question: x", "Soal:\tx"]


@pytest.mark.parametrize("words", HEADINGS)
@pytest.mark.parametrize("level", [1, 2, 6])
def test_heading_of_any_level_that_begins_with_the_word_opens_a_question(words: str, level: int) -> None:
    (block,) = scan(f"{'#' * level} {words}\n\n{QUESTION}").blocks

    assert block.question is not None
    assert (block.question.title, block.level) == ("x", level)


@pytest.mark.parametrize("words", ["Soal x", "Soal-soal: x", "Soalnya: x", "Tentang Soal: x", "Soal:x"])
def test_other_headings_are_no_questions(words: str) -> None:
    assert scan(f"## {words}\n").blocks[0].kind is BlockKind.HEADING


def test_attributes_of_a_question_are_read() -> None:
    (block,) = scan(f"## Soal: x {{#k-1 points=2 outcome=dengar partial keep-order}}\n{QUESTION}").blocks
    question = block.question

    assert question is not None
    assert (question.title, question.key, question.points, question.outcome) == ("x", "k-1", 2, "dengar")
    assert (question.partial, question.keep_order) == (True, True)


@pytest.mark.parametrize("title", ["Himpunan {a, b}", "Apa arti {x}", "$x^{2}$", "a {#b} c", "C#", "{#}", "a{#k}"])
def test_braces_that_are_no_attributes_belong_to_the_title(title: str) -> None:
    assert scan(f"## {title}\n").blocks[0].title == title


def test_closing_marks_may_stand_behind_the_attributes() -> None:
    block = scan("## Judul {#k} ##\n").blocks[0]

    assert (block.title, block.key) == ("Judul", "k")


@pytest.mark.parametrize(
    ("attributes", "code"),
    [
        ("{#k points=abc}", "attribute-not-a-number"),
        ("{#k points=0}", "attribute-not-a-number"),
        ("{#k poin=2}", "unknown-attribute"),
        ("{#k parsial}", "unknown-attribute"),
        ("{#kunci/jawaban}", "bad-key"),
    ],
)
def test_wrong_attributes_are_problems_with_their_line(attributes: str, code: str) -> None:
    problems = scan(f"a\n\n## Soal: x {attributes}\n{QUESTION}").problems

    assert [(problem.code, problem.line) for problem in problems] == [(code, 3)]


def test_pool_holds_the_deeper_questions_below_it() -> None:
    pooled = f"### Soal: a\n{QUESTION}\n### Soal: b\n{QUESTION}\n"
    scanned = scan(f"## Kelompok: Dasar hukum {{draw=1}}\n\n{pooled}## Soal: c\n{QUESTION}")

    pool = scanned.blocks[0].pool
    assert pool is not None
    assert (pool.key, pool.title, pool.draw) == ("dasar-hukum", "Dasar hukum", 1)
    assert [b.question.pool for b in scanned.blocks if b.question] == ["dasar-hukum", "dasar-hukum", ""]


def test_pools_with_the_same_words_stay_apart() -> None:
    scanned = scan(f"## Pool: x\n### Soal: a\n{QUESTION}## Pool: x\n### Soal: b\n{QUESTION}")

    assert [block.question.pool for block in scanned.blocks if block.question] == ["x", "x-1"]


def test_headings_get_distinct_keys() -> None:
    scanned = scan("# Satu\n# Satu\n# Dua {#satu}\n# **Tebal** `x`\n# …\n")

    assert [block.key for block in scanned.blocks] == ["satu-1", "satu-2", "satu", "tebal-x", "section"]


def test_definitions_are_collected_from_texts_but_never_from_questions() -> None:
    source = (
        "[uu]: https://example.org\nteks\n\n[^1]: Catatan.\n    Lanjut.\n\n```\n[kode]: x\n```\n\n"
        f"## Soal: x\n\n[kunci]: jawaban\n\n{QUESTION}\n> Penjelasan: [rahasia]: a\n\n## b\n\n[dua]: y 'z'\n"
    )

    assert scan(source).definitions == ("[uu]: https://example.org\n\n[^1]: Catatan.\n    Lanjut.\n\n[dua]: y 'z'\n")


@pytest.mark.parametrize("source", ["a\n```\n## Soal: b\n", "a\n<!-- b\n# c\n"])
def test_code_or_comment_without_end_is_told(source: str) -> None:
    assert [problem.line for problem in scan(source).problems] == [2]


@pytest.mark.parametrize("source", ["a\n```\n# b\n```\n", "~~~\n~~~", "<!-- a\n-->\n", "- ```\n  a\n\nb\n"])
def test_code_or_comment_with_an_end_is_not(source: str) -> None:
    assert scan(source).problems == ()


def test_question_within_a_question_is_an_error() -> None:
    problems = scan(f"## Soal: a\n\n### Soal: b\n{QUESTION}").problems

    assert [(problem.code, problem.line) for problem in problems] == [("question-in-question", 3)]
