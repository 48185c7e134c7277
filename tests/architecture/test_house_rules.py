"""The rules of the house, read from the source itself."""

import ast
import re
from pathlib import Path

import pytest
from flask import Flask

ROOT = Path(__file__).resolve().parents[2]
SOURCES = sorted([*(ROOT / "lms").rglob("*.py"), ROOT / "config.py", ROOT / "wsgi.py"])
TEMPLATES = sorted((ROOT / "lms").rglob("*.html"))
IMPURE_ROOMS = {
    "models", "queries", "operations", "access", "forms", "views", "commands", "notes", "blobs",
}  # fmt: skip
PURE_PACKAGES = ("kernel", "questions", "authoring/blocks")
FORBIDDEN_NAMES = {"util", "utils", "helpers", "common", "misc", "base"}
ROOMS = ("models", "queries", "operations", "access", "forms", "views")
LONGEST_FILE, LONGEST_FUNCTION = 400, 50


def name_of(path: Path) -> str:
    return str(path.relative_to(ROOT))


def imports_of(path: Path) -> set[str]:
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            found.update(alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            found.add(node.module or "")
    return found


@pytest.mark.parametrize("path", SOURCES, ids=name_of)
def test_no_file_and_no_function_is_too_long(path: Path) -> None:
    text = path.read_text("utf-8")
    long = [
        node.name
        for node in ast.walk(ast.parse(text))
        if isinstance(node, ast.FunctionDef) and (node.end_lineno or 0) - node.lineno >= LONGEST_FUNCTION
    ]
    assert text.count("\n") <= LONGEST_FILE
    assert long == []


@pytest.mark.parametrize("path", SOURCES, ids=name_of)
def test_each_file_says_what_it_knows_under_a_name_that_says_it_too(path: Path) -> None:
    assert ast.get_docstring(ast.parse(path.read_text("utf-8")))
    assert path.stem not in FORBIDDEN_NAMES


@pytest.mark.parametrize("path", [path for path in SOURCES if path.name != "config.py"], ids=name_of)
def test_no_setting_is_read_outside_config(path: Path) -> None:
    assert not re.search(r"os\.environ|os\.getenv|getenv\(", path.read_text("utf-8"))


@pytest.mark.parametrize(
    "path", [path for path in SOURCES if any(f"lms/{name}/" in name_of(path) for name in PURE_PACKAGES)], ids=name_of
)
def test_a_pure_file_knows_neither_flask_nor_the_database(path: Path) -> None:
    roots = {name.partition(".")[0] for name in imports_of(path)}
    assert roots.isdisjoint({"flask", "sqlalchemy", "flask_sqlalchemy"})


@pytest.mark.parametrize("path", [path for path in SOURCES if path.stem in ROOMS], ids=name_of)
def test_a_room_imports_no_higher_room_of_its_feature(path: Path) -> None:
    package = ".".join(path.relative_to(ROOT).parent.parts)
    higher = {f"{package}.{room}" for room in ROOMS[ROOMS.index(path.stem) + 1 :]}
    assert imports_of(path).isdisjoint(higher)


@pytest.mark.parametrize("path", TEMPLATES, ids=name_of)
def test_only_content_marks_text_as_safe(path: Path) -> None:
    assert "/content/" in name_of(path) or not re.search(r"\|\s*safe", path.read_text("utf-8"))


def test_each_view_is_either_public_or_needs_exactly_one_right(shared_app: Flask) -> None:
    wrong = [
        endpoint
        for endpoint, view in shared_app.view_functions.items()
        if bool(getattr(view, "is_public", False)) == (getattr(view, "permission", None) is not None)
    ]
    assert wrong == []


def test_each_address_stands_in_the_list(shared_app: Flask) -> None:
    listed = sorted((Path(__file__).parent / "addresses.txt").read_text().splitlines())
    found = sorted({rule.rule for rule in shared_app.url_map.iter_rules()})
    assert found == listed
