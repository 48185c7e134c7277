"""Texts made to be slow or to exhaust the stack; each must be read, checked and formatted in a moment."""

import time

import pytest

from lms.content.checker import check
from lms.content.course_folder import read_course
from lms.content.formatter import format_text
from lms.content.markdown_extensions.block_structure import read_blocks

SECONDS = 20.0  # of processor time; a busy machine takes five times as long as an idle one

HOSTILE = {
    "brackets": "[" * 20_000,
    "picture brackets": "![" * 20_000,
    "brackets with parentheses": "[a](" * 20_000,
    "closing brackets": "](" * 20_000,
    "angle addresses": "[a](<" * 20_000,
    "titles": '[a](b "' * 20_000,
    "parentheses": "(" * 20_000,
    "hashes": "#" * 20_000,
    "heading with closing marks": "# " + "# " * 20_000,
    "braces": "## Soal: a " + "{" * 20_000 + "}",
    "attributes": "## Soal: a {#k " + "a=1 " * 20_000 + "}",
    "backticks": "`" * 20_000,
    "backticks of all lengths": "".join("`" * n + " " for n in range(300)),
    "tags": "<a " * 10_000,
    "picture tags": "<img>" * 20_000,
    "picture tag without end": "<img alt='" + "a" * 100_000,
    "comments": "<!--" * 20_000,
    "stars": "* " * 20_000,
    "underscores": "_ " * 20_000 + "x",
    "deep quotes": "> " * 20_000,
    "deep lists": "- " * 20_000 + "a",
    "stairs": "\n".join(" " * n + "- a" for n in range(500)),
    "one long line": "x" * 990_000,
    "one line of blanks": "a" + " " * 990_000 + "b",
    "line ends": "\n" * 200_000,
    "headings": "## a\n" * 5_000,
    "fences": "```\n" * 20_000,
    "setext underlines": "a\n-\n" * 5_000,
    "definitions": "[a]: b\n" * 20_000,
    "footnotes": "[^a]: b\n" * 10_000,
    "options": "## Soal: a\n" + "- ( ) a\n" * 10_000,
    "feedback": "## Soal: a\n- (x) a\n" + "  > b\n" * 20_000,
    "quotes below": "## Soal: a\n- = a\n" + "\n> Petunjuk: b\n" * 3_000,
    "questions": "## Soal: a\n- = a\n\n" * 2_000,
    "numbers": "## Soal: a\n- = " + "1" * 100_000 + " ± " + "1." * 50_000,
    "front matter": "---\na: " + "[" * 30_000 + "\n---\n",
    "front matter of names": "---\n" + "a: &a\n" * 5_000 + "---\n",
    "tables": "|" * 20_000 + "\n" + "|-" * 20_000,
    "entities": "&#" * 20_000,
    "formulas": "$$ a\n" * 20_000,
    "code in a heading": "# " + "`" * 20_001 + "a" * 20_000 + "`" * 10_000,
    "zero bytes": "\0" * 20_000,
}


@pytest.mark.parametrize("source", HOSTILE.values(), ids=HOSTILE.keys())
def test_hostile_source_is_read_checked_and_formatted_in_a_moment(source: str) -> None:
    started = time.process_time()

    reading = read_course({"course.md": b"# A", "01-a/01-b.md": source.encode()}, "x")
    check(reading)
    format_text("a.md", source)

    assert reading.course is not None
    assert time.process_time() - started < SECONDS


def test_sixteen_times_as_many_formulas_do_not_take_the_square_of_that() -> None:
    def seconds(lines: int) -> float:
        started = time.process_time()
        read_blocks(["$$ a"] * lines)
        return time.process_time() - started

    # Runs of a tenth of a second: the best of a few longer ones still holds pauses of the machine.
    assert min(seconds(40_000) for _ in range(5)) < 80 * min(seconds(2_500) for _ in range(5))
