"""The paragraphs of a shape as HTML: bullets by their level, bold, italic and links (pure)."""

import re
from collections.abc import Iterator
from html import escape
from typing import Any

_DRAWING = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_FORMULA = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
_RELATED = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_NUMBERED, _BULLETED, _BARE = f"{_DRAWING}buAutoNum", f"{_DRAWING}buChar", f"{_DRAWING}buNone"
_DEEPEST = 8
_SPACE = re.compile(r"[\s\x00-\x1f]+")


def plain_text(text: str) -> str:
    """Words on one line."""
    return _SPACE.sub(" ", text).strip()


def paragraphs_html(frame: Any, *, as_list: bool) -> str:
    """The text of a frame. `as_list` where the layout gives each paragraph a bullet unless it says otherwise."""
    texts = [(paragraph, html) for paragraph in frame.paragraphs if (html := "".join(_runs(paragraph))).strip()]
    several = len(texts) > 1 or any(paragraph.level for paragraph, _ in texts)
    written: list[str] = []
    lists: list[str] = []
    for paragraph, html in texts:
        kind = _kind(paragraph, as_list and several)
        level = min(paragraph.level + 1, _DEEPEST) if kind else 0
        _reach(written, lists, level, kind)
        written.append(f"<li>{html}" if kind else f"<p>{html}</p>")
    _reach(written, lists, 0, "")
    return "".join(written)


def _kind(paragraph: Any, as_list: bool) -> str:
    """Which list a paragraph stands in, "" if in none."""
    marks = {child.tag for child in paragraph._p.pPr} if paragraph._p.pPr is not None else set()
    if _NUMBERED in marks:
        return "ol"
    if _BULLETED in marks:
        return "ul"
    return "ul" if as_list and _BARE not in marks else ""


def _reach(written: list[str], lists: list[str], level: int, kind: str) -> None:
    """Closes and opens lists until an item of `level` can begin."""
    while len(lists) > level or (len(lists) == level and lists and lists[-1] != kind):
        written.append(f"</li></{lists.pop()}>")
    if lists and len(lists) == level:
        written.append("</li>")
    while len(lists) < level:
        lists.append(kind)
        written.append(f"<{kind}>" if len(lists) == level else f"<{kind}><li>")


def _runs(paragraph: Any) -> Iterator[str]:
    for child in paragraph._p.iterchildren():
        if child.tag == f"{_DRAWING}br":
            yield "<br>"
        elif child.tag in (f"{_DRAWING}r", f"{_DRAWING}fld"):
            yield _run(paragraph, child)
        elif child.tag not in (f"{_DRAWING}pPr", f"{_DRAWING}endParaRPr"):
            yield escape("".join(child.itertext(f"{_FORMULA}t")), quote=False)


def _run(paragraph: Any, run: Any) -> str:
    text = "".join(escape(part.text or "", quote=False) for part in run.iterfind(f"{_DRAWING}t"))
    text = text.replace("\v", "<br>").replace("_x000B_", "<br>")
    look = run.find(f"{_DRAWING}rPr")
    if look is None or not text.strip():
        return text
    for mark in ("b", "i"):
        if look.get(mark) in ("1", "true"):
            text = f"<{mark}>{text}</{mark}>"
    link = look.find(f"{_DRAWING}hlinkClick")
    address = _address(paragraph, link.get(_RELATED, "")) if link is not None else ""
    return f'<a href="{escape(address)}">{text}</a>' if address else text


def _address(paragraph: Any, key: str) -> str:
    relation = paragraph.part.rels.get(key) if key else None
    return str(relation.target_ref) if relation is not None and relation.is_external else ""
