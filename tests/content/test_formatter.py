import pytest

from lms.content.document_reader import read_document
from lms.content.formatter import format_files, format_text

MESSY = """Soal: Berapa
hari?
---
Hitung.
* ( ) tujuh
      > Kurang.
* (X) sepuluh {last}

  Benar.
> **Petunjuk:** a
> Penjelasan: b
## Question: `X`? {partial points=2}
-   [x]  a
-   [ ]  b


> Hint: c
"""

CANONICAL = """## Soal: Berapa hari? {#berapa-hari}

Hitung.

- ( ) tujuh
  > Kurang.
- (x) sepuluh {last}

  Benar.

> Petunjuk: a

> Penjelasan: b

## Question: `X`? {#x points=2 partial}

- [x] a
- [ ] b

> Hint: c
"""


def test_questions_are_written_canonically_with_their_keys() -> None:
    assert format_text("a.md", MESSY) == CANONICAL


def test_canonical_text_stays_as_it_is() -> None:
    assert format_text("a.md", CANONICAL) == CANONICAL


REPAIRS = [
    ("CR LF", "a\r\n\r\nb\r\n", "a\n\nb\n"),
    ("a missing line end", "a", "a\n"),
    ("blank lines at the end", "a\n\n \n", "a\n"),
    ("white space at line ends", "# a \n\nb\t\n", "# a\n\nb\n"),
    ("a byte order mark", "\ufeffa\n", "a\n"),
    ("a line of blanks", "a\n   \nb\n", "a\n\nb\n"),
    ("too many blanks in a line break", "a    \nb\n", "a  \nb\n"),
    ("settings with CR LF", "---\r\ntitle: x\r\n---\r\na", "---\ntitle: x\n---\na\n"),
    ("settings alone", "---\ntitle: x\n---", "---\ntitle: x\n---\n"),
]

KEPT = [
    ("a line break", "a  \nb\n"),
    ("a line break in a quote", "> a  \n> b\n"),
    ("spaces in a fence", "```\na   \n\n   \n```\n"),
    ("spaces in a fence in a list", "- a\n\n  ```\n  b  \n  ```\n"),
    ("spaces in indented code", "    a  \n      \n    b\n"),
    ("spaces in HTML", "<pre>\na  \n</pre>\n"),
    ("a space behind a backslash", "a\\ \nb\n"),
    ("settings with comments and their order", "---\nz: 1  # satu\na: |\n  b  \n---\n\nc\n"),
    ("a question with a mistake", "## Soal: a\n* ( ) b\n* ( ) c\n"),
    ("a list to order with one line", "## Soal: a\n1. b\n"),
    ("nothing", ""),
]


@pytest.mark.parametrize(("source", "formatted"), [row[1:] for row in REPAIRS], ids=[row[0] for row in REPAIRS])
def test_repaired(source: str, formatted: str) -> None:
    assert format_text("a.md", source) == formatted


@pytest.mark.parametrize("source", [row[1] for row in KEPT], ids=[row[0] for row in KEPT])
def test_kept(source: str) -> None:
    assert format_text("a.md", source) == source


def test_written_keys_are_unique_and_never_those_that_authors_gave() -> None:
    answers = "\n\n- = a\n\n"
    source = f"## Soal: Apa?{answers}## Soal: Apa?{answers}## Soal: Lain {{#apa-1}}{answers}## Soal: …{answers}"

    blocks = read_document("a.md", format_text("a.md", source)).document.blocks

    assert [block.question.key for block in blocks if block.question] == ["apa", "apa-2", "apa-1", "soal"]


def test_written_keys_are_short() -> None:
    source = "## Soal: " + "panjang sekali " * 20 + "\n\n- = a\n"
    question = read_document("a.md", format_text("a.md", source)).document.blocks[0].question

    assert question is not None
    assert question.key == "panjang-sekali-panjang-sekali-panjang-sekali"


def test_only_the_texts_of_the_course_are_formatted() -> None:
    files = {
        "course.md": b"a ",
        "01-b.md": b"\xff ",
        "LICENSE.md": b"c ",
        "media/d.png": b"e \r\n",
        "media/f.md": b"g ",
    }

    assert format_files(files) == files | {"course.md": b"a\n"}
