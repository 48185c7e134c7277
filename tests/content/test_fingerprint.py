from dataclasses import replace

import pytest

from lms.content.block_scanner import scan
from lms.content.fingerprint import fingerprint, tree_fingerprint
from lms.questions.question import Question

SOURCE = """## Soal: Apa arti "ramah" - bagi warga? {#k}

Pilih **satu** <kbd>A</kbd>.

- ( ) Cepat saja...
- (x) Sopan dan _jelas_
  > Ya.

> Petunjuk: p
"""


def question(source: str) -> Question:
    (block,) = scan(source).blocks
    assert block.question is not None
    return block.question


TYPOGRAPHY = [
    ("curly quotes", '"ramah"', "“ramah”"),
    ("a long dash", " - ", " – "),
    ("an ellipsis", "...", "…"),
    ("more spaces", "Sopan dan", "Sopan  dan"),
    ("a line break", "Sopan dan", "Sopan\n  dan"),
    ("no emphasis", "**satu**", "satu"),
    ("other emphasis", "_jelas_", "*jelas*"),
    ("capital tags", "<kbd>A</kbd>", "<KBD>A</KBD>"),
    ("another bullet", "- (", "* ("),
    ("other feedback", "> Ya.", "> Benar sekali."),
    ("another hint", "Petunjuk: p", "Petunjuk: q"),
    ("another key", "{#k}", "{#l points=2}"),
]

CHANGES = [
    ("a word", "warga", "tamu"),
    ("the case of a word", "warga", "Warga"),
    ("an option", "Cepat saja", "Cepat sekali"),
    ("a tag", "<kbd>A</kbd>", "<sub>A</sub>"),
    ("which is right", "- ( ) Cepat", "- (x) Cepat"),
]


@pytest.mark.parametrize(("old", "new"), [row[1:] for row in TYPOGRAPHY], ids=[row[0] for row in TYPOGRAPHY])
def test_typography_keeps_the_fingerprint(old: str, new: str) -> None:
    assert fingerprint(question(SOURCE.replace(old, new))) == fingerprint(question(SOURCE))


@pytest.mark.parametrize(("old", "new"), [row[1:] for row in CHANGES], ids=[row[0] for row in CHANGES])
def test_other_content_changes_the_fingerprint(old: str, new: str) -> None:
    assert fingerprint(question(SOURCE.replace(old, new))) != fingerprint(question(SOURCE))


def test_other_marks_change_the_fingerprint() -> None:
    square = SOURCE.replace("( )", "[ ]").replace("(x)", "[x]")

    assert fingerprint(question(square)) != fingerprint(question(SOURCE))


def test_order_of_options_changes_the_fingerprint_for_their_ids_follow_it() -> None:
    one = question(SOURCE)

    assert fingerprint(replace(one, options=one.options[::-1])) != fingerprint(one)


def test_multiplication_is_not_emphasis() -> None:
    assert fingerprint(question("## Soal: 2*3*4\n- = 1")) != fingerprint(question("## Soal: 234\n- = 1"))


def test_number_written_otherwise_keeps_the_fingerprint() -> None:
    assert fingerprint(question("## Soal: a\n- = 0,5")) == fingerprint(question("## Soal: a\n- = 0.50"))
    assert fingerprint(question("## Soal: a\n- = 0,5")) != fingerprint(question("## Soal: a\n- = 0,6"))


def test_fingerprint_of_a_folder_depends_on_names_and_contents_but_not_on_order() -> None:
    one = tree_fingerprint({"a": b"1", "b": b"2"})

    assert one == tree_fingerprint({"b": b"2", "a": b"1"})
    assert len(one) == 64
    assert len({one, tree_fingerprint({"a": b"12", "b": b""}), tree_fingerprint({"a": b"1", "c": b"2"})}) == 3
