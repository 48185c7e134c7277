"""The form for code: the language it is in, and its lines as they are (pure)."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from lms.authoring.blocks.block_form import BlockForm, Written, lines_and_nodes, nothing_written, refused
from lms.authoring.blocks.page_blocks import PageBlock, PageBlockKind
from lms.content.markdown_extensions.block_nodes import NodeKind
from lms.content.source_lines import unified

_FENCES = re.compile(r"^ *(`{3,}|~{3,})", re.MULTILINE)
_LANGUAGE = re.compile(r"[^\s`\x00-\x1f\x7f]{0,40}")


@dataclass(frozen=True)
class CodeValues:
    """Code; `language` as highlighters name it, "" for none."""

    code: str = ""
    language: str = ""


def read(block: PageBlock) -> CodeValues | None:
    """The code as the form shows it; None if its language is said in more than a word, or no field can send it."""
    node = next(iter(lines_and_nodes(block)[1]), None)
    if node is None or not _LANGUAGE.fullmatch(node.info) or "\0" in block.text:
        return None
    lines = [*node.lines]
    while node.kind is NodeKind.CODE and lines and not lines[-1].strip():
        lines.pop()
    return CodeValues("\n".join(lines), node.info)


def write(values: CodeValues, previous: PageBlock | None) -> Written:
    """A fenced block whose fence is longer than any in the code."""
    if not values.code.strip():
        return refused(nothing_written())
    longest = max((len(fence) for fence in _FENCES.findall(values.code)), default=0)
    fence = "`" * max(3, longest + 1)
    return Written(f"{fence}{values.language}\n{values.code}\n{fence}")


def to_fields(values: CodeValues) -> dict[str, str]:
    """`code`, `language`."""
    return {"code": values.code, "language": values.language}


def from_fields(fields: Mapping[str, str]) -> CodeValues:
    """The code that was sent."""
    language = fields.get("language", "").strip()
    code = unified(fields.get("code", ""))
    return CodeValues(code, language if _LANGUAGE.fullmatch(language) else "")


FORM = BlockForm(PageBlockKind.CODE, CodeValues, CodeValues(), read, write, to_fields, from_fields)
