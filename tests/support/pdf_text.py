"""The words of a PDF, read through the tables that map its glyphs to characters."""

import io
import re
from collections.abc import Iterator
from typing import Any

import pikepdf

_CHAR = re.compile(rb"<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>")
_RANGE = re.compile(rb"<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>")


def pdf_text(data: bytes) -> str:
    """Everything that stands in the pages, one piece of text after the other."""
    with pikepdf.open(io.BytesIO(data)) as document:
        return "\n".join("".join(_words_of(page, page.Resources)) for page in document.pages)


def page_text(page: pikepdf.Page) -> str:
    """Every text that is shown on a page, in the order of the file, without an end of line."""
    return "".join(_words_of(page, page.Resources)).replace("\n", "")


def _words_of(stream: Any, resources: Any) -> Iterator[str]:
    glyphs: dict[int, str] = {}
    for instruction in pikepdf.parse_content_stream(stream):
        operands: Any = instruction.operands
        name = str(instruction.operator)
        if name == "Tf":
            glyphs = _glyphs(resources.Font[operands[0]])
        elif name in ("Tj", "TJ"):
            parts = operands[0] if name == "TJ" else operands
            yield "".join(_decoded(bytes(part), glyphs) for part in parts if isinstance(part, pikepdf.String))
        elif name == "Do":
            inner = resources.XObject[operands[0]]
            if inner.get("/Subtype") == "/Form":
                yield from _words_of(inner, inner.get("/Resources", resources))
        elif name == "ET":
            yield "\n"


def _decoded(codes: bytes, glyphs: dict[int, str]) -> str:
    return "".join(glyphs.get(int.from_bytes(codes[at : at + 2]), "") for at in range(0, len(codes), 2))


def _glyphs(font: Any) -> dict[int, str]:
    table = font.ToUnicode.read_bytes()
    found: dict[int, str] = {}
    for block in re.findall(rb"beginbfchar(.*?)endbfchar", table, re.DOTALL):
        found |= {int(code, 16): _text(text) for code, text in _CHAR.findall(block)}
    for block in re.findall(rb"beginbfrange(.*?)endbfrange", table, re.DOTALL):
        for first, last, text in _RANGE.findall(block):
            start = int(text, 16)
            found |= {code: chr(start + code - int(first, 16)) for code in range(int(first, 16), int(last, 16) + 1)}
    return found


def _text(digits: bytes) -> str:
    return bytes.fromhex(digits.decode()).decode("utf-16-be")
