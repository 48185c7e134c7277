"""Whatever the CommonMark specification shows in an example, the renderer does, but for a short list with reasons."""

import json
from pathlib import Path
from typing import Any

import pytest

from lms.content.markdown import CourseMarkdown
from lms.content.targets import NOTHING_KNOWN
from tests.content.html_normaliser import normalised

FOLDER = Path(__file__).parent
EXAMPLES: list[dict[str, Any]] = json.loads((FOLDER / "commonmark.json").read_text(encoding="utf-8"))["examples"]
DIFFERENCES: dict[str, list[int]] = json.loads((FOLDER / "commonmark_differences.json").read_text(encoding="utf-8"))
FLOOR = 638
"""Examples that agree. It only rises: raise it when a difference has been mended."""

PROJECT_STEPS = ("headings", "tables", "link-targets")
"""What the project does on top of Markdown: heading levels, scrolling tables, links into the course."""


def _agrees(example: dict[str, Any]) -> bool:
    reader = CourseMarkdown(NOTHING_KNOWN, "", "en", "")
    for step in PROJECT_STEPS:
        reader.treeprocessors.deregister(step)
    return normalised(reader.convert(example["markdown"].removesuffix("\n"))) == normalised(example["html"])


@pytest.fixture(scope="module")
def differing() -> list[int]:
    return [example["example"] for example in EXAMPLES if not _agrees(example)]


def test_the_whole_specification_is_there() -> None:
    assert [example["example"] for example in EXAMPLES] == list(range(1, 653))


def test_only_listed_examples_differ_and_every_listed_one_does(differing: list[int]) -> None:
    listed = sorted(number for numbers in DIFFERENCES.values() for number in numbers)
    assert differing == listed, "Mend the renderer, or change commonmark_differences.json and say why."


def test_the_number_of_agreeing_examples_does_not_fall_below_the_floor(differing: list[int]) -> None:
    agreeing = len(EXAMPLES) - len(differing)
    assert agreeing >= FLOOR
    assert agreeing == FLOOR, f"Better than before: raise FLOOR to {agreeing}."
