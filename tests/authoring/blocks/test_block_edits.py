"""One block of a file is replaced, added, moved or removed; every other line stays as it is."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lms.authoring.blocks.block_edits import Direction, Edited, insert_after, move, remove, replace_page_block
from lms.authoring.blocks.page_blocks import PageBlockKind, core_of, page_blocks
from lms.authoring.blocks.pool_edits import place_in_pool
from lms.content.document_reader import read_document
from lms.content.source_lines import unified
from tests.authoring.blocks.sources import any_file, some_block

UP, DOWN = Direction.UP, Direction.DOWN
QUESTION = "## Soal: a {#a}\n\n- (x) b\n- ( ) c\n"


def cores_of(source: str) -> list[str]:
    blocks = page_blocks(read_document("a.md", source).document)
    return [core_of(block.text) for block in blocks if block.kind is not PageBlockKind.BLANK]


def code_of(edited: Edited) -> str:
    return edited.problems[0].code


@pytest.mark.parametrize(
    ("edited", "source"),
    [
        (replace_page_block("a\n\nb\n\nc\n", 1, "B"), "a\n\nB\n\nc\n"),
        (replace_page_block("\n\na\n\n\nb", 0, "\n\nA\n\n"), "\n\nA\n\n\nb"),
        (replace_page_block("a\r\n\r\nb\r\n", 0, "x\ny"), "x\r\ny\r\n\r\nb\r\n"),
        (replace_page_block("## a\nb\n", 0, "kata"), "kata\n\nb\n"),
        (replace_page_block("a\n\nb\n", 0, "  \n"), "b\n"),
        (replace_page_block("a\n\nb\n", 0, "satu\n\ndua"), "satu\n\ndua\n\nb\n"),
        (insert_after("a\n\nb\n", 0, "x"), "a\n\nx\n\nb\n"),
        (insert_after("a\n\nb\n", None, "x"), "x\n\na\n\nb\n"),
        (insert_after("a", 0, "x"), "a\n\nx"),
        (insert_after("a\r\n", 0, "x"), "a\r\n\r\nx\r\n"),
        (insert_after("", None, "x"), "x\n"),
        (insert_after("---\ntitle: a\n---", None, "x"), "---\ntitle: a\n---\n\nx\n"),
        (insert_after("---\ntitle: a\n---\n\n\n", 0, "x"), "---\ntitle: a\n---\n\n\nx\n"),
        (insert_after("\ufeff", None, "x"), "\ufeffx\n"),
        (insert_after("- a\n", 0, "- b"), "- a\n\n* b\n"),
        (insert_after("1. a\n\nb\n", 0, "1. c"), "1. a\n\n1) c\n\nb\n"),
        (insert_after("- a\n\n* b\n", 0, "- c"), "- a\n\n+ c\n\n* b\n"),
        (insert_after("> a\n", 0, "> b"), "> a\n\n> b\n"),
        (insert_after(QUESTION, 0, "## Soal: d\n\n- = e"), QUESTION + "\n## Soal: d\n\n- = e\n"),
        (move("a\n\nb\n\n\nc", 0, DOWN), "b\n\na\n\n\nc"),
        (move("a\n\nb\n\n\nc", 2, UP), "a\n\nc\n\n\nb"),
        (move("a\n\nb", 0, UP), "a\n\nb"),
        (move("a\n- b\n", 0, DOWN), "- b\n\na\n"),
        (remove("a\n\nb\n\nc\n", 1), "a\n\nc\n"),
        (remove("a\n\nb", 1), "a"),
        (remove("- a\n\nb\n\n- c\n", 1), "- a\n\n* c\n"),
        (remove("---\ntitle: a\n---\n\nb\n", 0), "---\ntitle: a\n---\n\n"),
    ],
)
def test_only_the_lines_of_the_block_change(edited: Edited, source: str) -> None:
    assert edited.source == source
    assert edited.problems == ()


@pytest.mark.parametrize(
    ("source", "edited", "code"),
    [
        ("a\n\nb\n", lambda source: replace_page_block(source, 0, "```\nkode"), "fence-not-closed"),
        ("a\n\nb\n", lambda source: replace_page_block(source, 1, "~~~"), "fence-not-closed"),
        ("a\n\nb\n", lambda source: insert_after(source, 0, "<!-- diam"), "comment-not-closed"),
        ("a\n\nb\n", lambda source: insert_after(source, 0, "> " * 60 + "x"), "nested-too-deeply"),
        (QUESTION, lambda source: insert_after(source, 0, "kata"), "question-goes-on"),
        (QUESTION, lambda source: insert_after(source, 0, "### Judul dalam"), "question-goes-on"),
        (f"a\n\n{QUESTION}", lambda source: move(source, 0, DOWN), "question-goes-on"),
        (f"{QUESTION}\n## b\n\nc\n", lambda source: remove(source, 1), "question-goes-on"),
        (f"a\n\n{QUESTION}\n## b\n\nc\n", lambda source: replace_page_block(source, 2, "b"), "question-goes-on"),
        ("    a\n\nb\n\n    c\n", lambda source: remove(source, 1), "blocks-would-join"),
        ("title: a\n\n---\n", lambda source: insert_after(source, None, "---"), "blocks-would-join"),
    ],
)
def test_what_would_swallow_its_neighbour_is_refused_and_nothing_changes(source: str, edited, code: str) -> None:
    refused = edited(source)

    assert code_of(refused) == code
    assert refused.source == source


@given(any_file, some_block, st.integers(0, 20))
@settings(max_examples=100, deadline=None)
def test_a_replaced_block_leaves_all_others_to_the_byte(source: str, text: str, place: int) -> None:
    cores = cores_of(source)
    if not cores or not text.strip():
        return
    index = place % len(cores)

    edited = replace_page_block(source, index, text)

    if not edited.problems:
        after = [plain(core) for core in cores_of(edited.source)]
        assert after[:index] == [plain(core) for core in cores[:index]]
        assert after[len(after) - len(cores) + index + 1 :] == [plain(core) for core in cores[index + 1 :]]


@given(any_file, st.lists(st.tuples(st.sampled_from([UP, DOWN, None]), st.integers(0, 20)), max_size=4))
@settings(max_examples=100, deadline=None)
def test_blocks_that_are_moved_and_removed_leave_the_others(
    source: str, steps: list[tuple[Direction | None, int]]
) -> None:
    for direction, place in steps:
        cores = [plain(core) for core in cores_of(source)]
        if not cores:
            return
        index = place % len(cores)
        edited = move(source, index, direction) if direction else remove(source, index)
        if edited.problems:
            assert edited.source == source
            continue
        core = cores.pop(index)
        if direction:
            cores.insert(edited.index, core)
        assert [plain(core) for core in cores_of(edited.source)] == cores
        source = edited.source


@given(any_file, some_block, st.integers(0, 20))
@settings(max_examples=100, deadline=None)
def test_a_block_that_is_added_and_removed_again_leaves_no_trace(source: str, text: str, place: int) -> None:
    cores = cores_of(source)
    if not cores or not text.strip():
        return
    index = place % len(cores)
    added = insert_after(source, index, text)
    after = cores_of(added.source)
    others_stayed = after[: index + 1] + after[index + 2 :] == cores
    if added.problems or not others_stayed or not (parted(source, index) or index + 1 == len(cores)):
        return

    assert remove(added.source, added.index).source == source


def test_a_block_that_moves_down_and_up_again_leaves_no_trace() -> None:
    source = "a\n\n\nb\n\n- c\n"

    assert move(move(source, 0, DOWN).source, 1, UP).source == source


def test_a_question_moves_into_a_pool_and_out_again() -> None:
    source = "## Soal: a {#a}\n\n- = b\n\n## Kelompok: P {#p draw=1}\n\n### Soal: c {#c}\n\n- = d\n"

    inside = place_in_pool(source, 0, "p")
    outside = place_in_pool(inside.source, inside.index, "")

    assert inside.source == "## Kelompok: P {#p draw=1}\n\n### Soal: c {#c}\n\n- = d\n\n### Soal: a {#a}\n\n- = b\n"
    assert outside.source == source


def plain(core: str) -> str:
    """A block whatever its bullets are: two lists that meet get different ones."""
    return core.replace("*", "-").replace("+", "-").replace(")", ".")


def parted(source: str, index: int) -> bool:
    """Whether a blank line stands below a block."""
    text = unified(page_blocks(read_document("a.md", source).document)[index].text)
    return text[len(text.rstrip()) :].count("\n") > 1
