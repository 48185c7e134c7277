"""The text of a page of PDF as a reader copies it: glyphs through the maps of their fonts."""

import re
from collections.abc import Mapping
from typing import Any

import pikepdf

_PAIR = re.compile(rb"<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>")
_SECTION = re.compile(rb"beginbfchar(.*?)endbfchar", re.DOTALL)


def page_text(page: pikepdf.Page) -> str:
    """Every text that is shown, in the order of the file."""
    maps = {str(name): _letters(font) for name, font in page.Resources.Font.items()}
    said, letters = [], dict[int, str]()
    for operands, operator in pikepdf.parse_content_stream(page):
        if str(operator) == "Tf":
            letters = maps[str(operands[0])]
        elif str(operator) == "Tj":
            said.append(_decoded(operands[0], letters))
        elif str(operator) == "TJ":
            said += [_decoded(part, letters) for part in operands[0] if isinstance(part, pikepdf.String)]
    return "".join(said)


def _letters(font: Any) -> dict[int, str]:
    source = font.ToUnicode.read_bytes()
    pairs = [pair for section in _SECTION.findall(source) for pair in _PAIR.findall(section)]
    return {int(code, 16): bytes.fromhex(text.decode()).decode("utf-16-be") for code, text in pairs}


def _decoded(text: Any, letters: Mapping[int, str]) -> str:
    codes = bytes(text)
    return "".join(letters.get(int.from_bytes(codes[at : at + 2]), "") for at in range(0, len(codes), 2))
