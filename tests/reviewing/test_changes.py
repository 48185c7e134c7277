"""What differs between two states of a course, file by file and block by block."""

import pytest

from lms.authoring.contents import text_content
from lms.authoring.draft import Content
from lms.authoring.word_diff import Change
from lms.reviewing.changes import changed_files, file_change

ONE = "---\ntitle: A\n---\n\n# Judul\n\nSatu dua tiga.\n\n- a\n- b\n"


def of(before: str | None, after: str | None):  # type: ignore[no-untyped-def]
    old, new = (text_content(text) if text is not None else None for text in (before, after))
    return file_change("a.md", Change.CHANGED, old, new)


def told(before: str | None, after: str | None) -> list[tuple[str, str, str]]:
    return [
        (one.change.value, one.before.text.strip() if one.before else "", one.after.text.strip() if one.after else "")
        for one in of(before, after).blocks
    ]


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        (ONE, ONE, []),
        (ONE, ONE.replace("dua", "2"), [("changed", "Satu dua tiga.", "Satu 2 tiga.")]),
        (ONE, ONE + "\nBaru.\n", [("added", "", "Baru.")]),
        (ONE, ONE.replace("Satu dua tiga.\n\n", ""), [("removed", "Satu dua tiga.", "")]),
        (ONE, ONE.replace("\n\n- a", "\n\n\n\n- a"), []),
        ("# J\n\nSatu.\n\n# K\n", "# J\n\n- a\n\nDua.\n\n# K\n",
         [("removed", "Satu.", ""), ("added", "", "- a"), ("added", "", "Dua.")]),
        (None, "Baru.\n", [("added", "", "Baru.")]),
        ("Lama.\n", None, [("removed", "Lama.", "")]),
        ("", "", []),
    ],
)  # fmt: skip
def test_blocks(before: str | None, after: str | None, expected: list[tuple[str, str, str]]) -> None:
    assert told(before, after) == expected


def test_settings_that_changed_are_told_apart_from_the_text() -> None:
    found = of(ONE, ONE.replace("title: A", "title: B"))
    assert found.has_other_settings and found.blocks == ()
    assert not of(ONE, ONE + "\nBaru.\n").has_other_settings


def test_files_with_the_course_first() -> None:
    blob, other = Content(None, "a" * 64, 3), Content(None, "b" * 64, 3)
    before = {"b.md": text_content("x"), "m/p.png": blob, "sama.md": text_content("s"), "course.md": text_content("1")}
    after = {"a.md": text_content("y"), "m/p.png": other, "sama.md": text_content("s"), "course.md": text_content("2")}
    assert changed_files(before, after) == (
        ("course.md", Change.CHANGED), ("a.md", Change.ADDED), ("b.md", Change.REMOVED), ("m/p.png", Change.CHANGED),
    )  # fmt: skip
    assert file_change("m/p.png", Change.CHANGED, blob, other).passages == ()
