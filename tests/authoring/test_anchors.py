"""A remark stays with its block through edits around it and in it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lms.authoring.anchors import moved_blocks, moved_files

A, B, C, D = "Surat masuk dicatat.", "Surat keluar diberi nomor.", "Arsip disimpan lima tahun.", "Baru sama sekali."
B2 = "Surat keluar diberi nomor urut."

CASES = [
    ("nothing changed", [A, B, C], [A, B, C], [0, 1, 2]),
    ("something above", [A, B, C], [D, A, B, C], [1, 2, 3]),
    ("something taken out above", [A, B, C], [B, C], [None, 0, 1]),
    ("changed in place", [A, B, C], [A, B2, C], [0, 1, 2]),
    ("changed while another was added before it", [A, B, C], [A, D, B2, C], [0, 2, 3]),
    ("replaced by something else", [A, B, C], [A, D, C], [0, None, 2]),
    ("moved down", [A, B, C], [B, A, C], [1, 0, 2]),
    ("moved to the end and changed", [A, B, C], [A, C, B2], [0, 2, 1]),
    ("all gone", [A, B], [], [None, None]),
    ("nothing there before", [], [A], []),
]


@pytest.mark.parametrize(("before", "after", "places"), [case[1:] for case in CASES], ids=[case[0] for case in CASES])
def test_each_block_is_found_again(before: list[str], after: list[str], places: list[int | None]) -> None:
    assert moved_blocks(before, after) == places


@given(st.lists(st.sampled_from([A, B, B2, C, D, ""]), max_size=8), st.lists(st.sampled_from([A, B, C, D]), max_size=8))
def test_no_two_blocks_go_to_the_same_place(before: list[str], after: list[str]) -> None:
    places = [place for place in moved_blocks(before, after) if place is not None]
    assert len(set(places)) == len(places) and all(0 <= place < len(after) for place in places)


def test_a_renamed_file_is_found_by_what_it_says() -> None:
    before = {"01-a/01-x.md": f"{A}\n\n{B}\n", "01-a/02-y.md": C, "02-b.md": None}
    after = {"01-a/01-x.md": None, "01-a/02-y.md": None, "02-b/01-x.md": f"{A}\n\n{B2}\n", "02-b/02-y.md": C}
    assert moved_files(before, after) == {"01-a/01-x.md": "02-b/01-x.md", "01-a/02-y.md": "02-b/02-y.md"}


def test_a_file_taken_out_is_not_taken_for_a_new_one() -> None:
    assert moved_files({"a.md": A, "b.md": None}, {"a.md": None, "b.md": D}) == {}
