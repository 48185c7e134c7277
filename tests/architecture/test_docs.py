"""The documents say what is there: settings, commands, pages and the links between documents."""

import ast
import re
from pathlib import Path

import click
import pytest
from flask import Flask

from config import read_settings
from lms import create_app

ROOT = Path(__file__).resolve().parents[2]
DOCUMENTS = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")])


@pytest.fixture(scope="module")
def portal(tmp_path_factory: pytest.TempPathFactory) -> Flask:
    """The application without a database: its commands and addresses are enough."""
    return create_app(read_settings({"DATA_DIR": str(tmp_path_factory.mktemp("docs"))}))


def settings() -> set[str]:
    """The names that config.py reads from the environment."""
    return {
        node.value
        for node in ast.walk(ast.parse((ROOT / "config.py").read_text("utf-8")))
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and re.fullmatch(r"[A-Z][A-Z_]+", node.value)
    }


def test_the_operators_table_names_exactly_the_settings_there_are() -> None:
    listed = re.findall(r"^\| `([A-Z_]+)` \|", (ROOT / "docs" / "operating.md").read_text("utf-8"), re.MULTILINE)
    assert sorted(listed) == sorted(settings())


def test_every_command_is_named_for_operators(portal: Flask) -> None:
    text = (ROOT / "docs" / "operating.md").read_text("utf-8") + (ROOT / "docs" / "course-format.md").read_text("utf-8")
    context = click.Context(portal.cli)
    commands = {name: portal.cli.get_command(context, name) for name in portal.cli.list_commands(context)}
    named = [
        *commands,
        *(name for found in commands.values() if isinstance(found, click.Group) for name in found.commands),
    ]
    assert "courses" in named and "doctor" in named
    assert [name for name in named if not re.search(rf"\b{name}\b", text)] == []


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: str(path.relative_to(ROOT)))
def test_links_between_documents_lead_to_files(document: Path) -> None:
    text = re.sub(r"```.*?```|`[^`]*`", "", document.read_text("utf-8"), flags=re.DOTALL)
    targets = re.findall(r"\]\(([^)#:]+)(?:#[^)]*)?\)", text)
    assert [target for target in targets if not (document.parent / target).exists()] == []


def test_the_map_names_the_view_and_the_template_of_every_page(portal: Flask) -> None:
    text = (ROOT / "docs" / "architecture.md").read_text("utf-8")
    pages = {rule.rule for rule in portal.url_map.iter_rules() if "GET" in (rule.methods or ())}
    missing = sorted(page for page in pages if f"`{page}`" not in text)
    assert not missing, f"say in docs/architecture.md where the code is of {', '.join(missing)}"


def test_the_map_names_only_files_that_exist() -> None:
    text = (ROOT / "docs" / "architecture.md").read_text("utf-8")
    named = re.findall(r"`((?:lms|tests|migrations|docs)/[\w/.-]+|[\w-]+\.py)`", text)
    assert [name for name in named if not (ROOT / name).exists()] == []
