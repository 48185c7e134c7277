"""Modules and lessons are added, renamed, moved and deleted; keys stay, and links lead where they led."""

from collections.abc import Mapping
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lms.authoring.blocks.outline import outline_of
from lms.authoring.blocks.outline_arranging import Outlined
from lms.authoring.blocks.outline_edits import (
    add_item,
    add_module,
    delete_item,
    delete_module,
    move_item,
    move_module,
    rename,
)
from lms.authoring.blocks.outline_links import pages_linking
from lms.content.checker import documents_of
from lms.content.course import ItemKind
from lms.content.course_folder import read_course
from lms.content.folder_loading import load_folder
from lms.content.link_checks import link_problems

Files = Mapping[str, bytes]

SMALL: Files = {
    "course.md": b"---\ntitle: Kursus\n---\n[a](01-a/01-x.md) ![p](01-a/p.png)\n",
    "00-akar.md": b"[x](01-a/01-x.md)",
    "01-a/01-x.md": b"# X\n\n[k y](../02-b/02-y.md#z) [n](02-n) `[k](02-n.md)` [s](#z)\n\n"
    b"```\n[c](02-n.md)\n```\n\n[d]: ../02-b/01-01.md\n",
    "01-a/02-n.md": b"---\ntitle: N\n---\n![](p.png) [m](../02-b/) [r](/02-b/02-y.md)\n",
    "01-a/p.png": b"p",
    "02-b/module.md": b"---\ntitle: B\n---\n[q](../01-a/01-x.html)\n",
    "02-b/01-01.md": b"teks",
    "02-b/02-y.md": b"## Z {#z}\n\n<a href='../01-a/02-n.md'>x</a>\n",
}  # fmt: skip
SHIPPED = [
    dict(load_folder(path)[0]) for path in sorted((Path(__file__).parents[3] / "courses").iterdir()) if path.is_dir()
]


def items_of(files: Files) -> list[tuple[str, str]]:
    course = read_course(files, "k").course
    return [(item.key, item.title) for item in course.items] if course else []


def broken_in(files: Files) -> list[str]:
    course = read_course(files, "k").course
    return sorted(problem.code for problem in link_problems(documents_of(course), files)) if course else []


@pytest.mark.parametrize("files", [SMALL, *SHIPPED])
def test_the_outline_is_that_of_the_course(files: Files) -> None:
    outline = outline_of(files)
    course = read_course(files, "k").course

    assert [(item.key, item.title, item.kind) for module in outline.modules for item in module.items] == [
        (item.key, item.title, item.kind) for item in course.items
    ]
    assert [(module.key, module.title) for module in outline.modules] == [
        (module.key, module.title) for module in course.modules
    ]


def test_a_lesson_goes_up_by_other_numbers_and_links_follow() -> None:
    moved = move_item(SMALL, "01-a/02-n.md", "01-a", 0)

    assert moved.path == "01-a/01-n.md"
    assert moved.new_keys == ()
    assert moved.files["01-a/02-x.md"] == SMALL["01-a/01-x.md"].replace(b"[n](02-n)", b"[n](01-n)")
    assert moved.files["course.md"] == SMALL["course.md"].replace(b"01-x.md", b"02-x.md")
    assert moved.files["02-b/02-y.md"] == SMALL["02-b/02-y.md"].replace(b"02-n.md", b"01-n.md")


def test_a_lesson_goes_to_another_module_with_its_links_and_the_new_key_is_told() -> None:
    moved = move_item(SMALL, "01-a/02-n.md", "02-b", 5)

    assert moved.path == "02-b/03-n.md"
    assert moved.new_keys == (("a/n", "b/n"),)
    assert moved.files["02-b/03-n.md"] == b"---\ntitle: N\n---\n![](../01-a/p.png) [m](./) [r](/02-b/02-y.md)\n"
    assert b"[n](../02-b/03-n)" in moved.files["01-a/01-x.md"]
    assert b"`[k](02-n.md)`" in moved.files["01-a/01-x.md"]


def test_a_module_moves_with_everything_in_its_folder() -> None:
    moved = move_module(SMALL, "02-b", 0)

    assert moved.path == "01-b"
    assert set(moved.files) == {
        *("course.md", "00-akar.md", "01-b/module.md", "01-b/01-01.md", "01-b/02-y.md"),
        *("02-a/01-x.md", "02-a/02-n.md", "02-a/p.png"),
    }
    assert b"[q](../02-a/01-x.html)" in moved.files["01-b/module.md"]
    assert b"![p](02-a/p.png)" in moved.files["course.md"]


def test_new_things_get_names_of_their_titles_behind_what_is_there() -> None:
    with_module = add_module(SMALL, "Janji: kita!")
    with_quiz = add_item(with_module.files, with_module.path, ItemKind.QUIZ, "Uji 1")

    assert with_module.path == "03-janji-kita"
    assert with_module.files["03-janji-kita/module.md"] == b'---\ntitle: "Janji: kita!"\n---\n'
    assert with_quiz.path == "03-janji-kita/01-uji-1.md"
    assert with_quiz.files[with_quiz.path] == b"---\ntitle: Uji 1\nkind: quiz\nrole: practice\n---\n"
    assert items_of(with_quiz.files)[-1] == ("janji-kita/uji-1", "Uji 1")


def test_a_new_lesson_between_others_moves_their_numbers() -> None:
    added = add_item(SMALL, "01-a", ItemKind.LESSON, "N", 1)

    assert [key for key, _ in items_of(added.files)] == ["akar", "a/x", "a/n-1", "a/n", "b/01", "b/y"]
    assert broken_in(added.files) == broken_in(SMALL)


def test_a_course_without_anything_gets_its_first_lesson() -> None:
    added = add_item({"course.md": b"---\ntitle: K\n---\n"}, "", ItemKind.LESSON, "Satu")

    assert added.path == "01-satu.md"


@pytest.mark.parametrize(
    ("path", "file", "before", "after"),
    [
        ("course.md", "course.md", b"title: Kursus", b"title: Baru"),
        ("02-b", "02-b/module.md", b"title: B", b"title: Baru"),
        ("01-a/02-n.md", "01-a/02-n.md", b"title: N", b"title: Baru"),
        ("01-a/01-x.md", "01-a/01-x.md", b"# X", b"# Baru"),
        ("02-b/01-01.md", "02-b/01-01.md", b"teks", b"---\ntitle: Baru\n---\n\nteks"),
    ],
)
def test_another_title_changes_one_line_and_no_key(path: str, file: str, before: bytes, after: bytes) -> None:
    renamed = rename(SMALL, path, "Baru")

    assert renamed.files == {**SMALL, file: SMALL[file].replace(before, after)}
    assert [key for key, _ in items_of(renamed.files)] == [key for key, _ in items_of(SMALL)]


def test_a_module_that_loses_its_last_lesson_stays() -> None:
    files = delete_item(delete_item(SMALL, "01-a/01-x.md").files, "01-a/02-n.md").files

    assert outline_of(files).module("01-a").title == "A"
    assert "01-a/p.png" in files


def test_a_deleted_module_takes_its_folder_with_it() -> None:
    assert set(delete_module(SMALL, "01-a").files) == {name for name in SMALL if not name.startswith("01-a/")}


def test_pages_that_link_to_a_lesson_are_known_before_it_is_deleted() -> None:
    assert pages_linking(SMALL, "01-a/02-n.md") == ("01-a/01-x.md", "02-b/02-y.md")


@pytest.mark.parametrize(
    ("changed", "code"),
    [
        (add_module(SMALL, " "), "title-missing"),
        (add_item(SMALL, "01-a", ItemKind.LESSON, "\x00"), "title-missing"),
        (rename(SMALL, "01-a", ""), "title-missing"),
        (move_item({**SMALL, "02-b/09-n.md": b""}, "01-a/02-n.md", "02-b", 0), "key-in-module"),
        (move_module({**SMALL, "03-c/01-d/x.md": b"x"}, "02-b", 1), "outline-order-unclear"),
    ],
)
def test_what_cannot_be_done_is_refused(changed: Outlined, code: str) -> None:
    assert [problem.code for problem in changed.problems] == [code]


def test_what_is_not_there_is_said_to_be_so() -> None:
    for change in (
        lambda: add_item(SMALL, "09-x", ItemKind.LESSON, "a"),
        lambda: move_item(SMALL, "01-a/p.png", "01-a", 0),
        lambda: move_module(SMALL, "09-x", 0),
        lambda: delete_item(SMALL, "../course.md"),
        lambda: delete_module(SMALL, "09-x"),
    ):
        with pytest.raises(KeyError):
            change()


_STEPS = st.tuples(
    st.sampled_from(["add module", "add item", "rename", "move item", "move module", "delete item"]),
    st.integers(0, 30),
    st.integers(0, 30),
    st.integers(0, 8),
    st.sampled_from(["Baru", "Hak warga", "2024: x", "Ujian #2", "ü", "N"]),
)


def stepped(files: Files, step: tuple[str, int, int, int, str]) -> Outlined | None:
    what, first, second, place, title = step
    outline = outline_of(files)
    modules = [module.path for module in outline.modules]
    items = [item.path for module in outline.modules for item in module.items]
    if what == "add module":
        return add_module(files, title, place)
    if not items:
        return None
    module, item = modules[second % len(modules)], items[first % len(items)]
    return {
        "add item": lambda: add_item(files, module, ItemKind.LESSON, title, place),
        "rename": lambda: rename(files, item, title),
        "move item": lambda: move_item(files, item, module, place),
        "move module": lambda: move_module(files, module, place),
        "delete item": lambda: delete_item(files, item),
    }[what]()


@given(st.sampled_from([SMALL, SMALL, SHIPPED[0]]), st.lists(_STEPS, max_size=5))
@settings(max_examples=60, deadline=None)
def test_whatever_is_done_the_others_keep_their_keys_titles_and_links(
    files: Files, steps: list[tuple[str, int, int, int, str]]
) -> None:
    for step in steps:
        changed = stepped(files, step)
        if changed is None or changed.problems:
            continue
        new = dict(changed.new_keys)
        before = [(new.get(key, key), title) for key, title in items_of(files)]
        after = items_of(changed.files)
        match step[0]:
            case "add module":
                assert after == before
            case "add item":
                assert len(after) == len(before) + 1
                assert set(before) < set(after)
            case "rename":
                assert [key for key, _ in after] == [key for key, _ in before]
            case "delete item":
                assert len(after) == len(before) - 1
                assert set(after) < set(before)
            case _:
                assert sorted(after) == sorted(before)
        if step[0] != "delete item":
            assert broken_in(changed.files) == broken_in(files)
        files = changed.files
