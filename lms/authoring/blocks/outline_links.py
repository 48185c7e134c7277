"""Keeps the links of a folder right when its files get other paths (pure)."""

import posixpath
import re
from collections.abc import Iterator, Mapping
from itertools import accumulate
from urllib.parse import quote

from lms.content.document_reader import read_document
from lms.content.folder_names import suffix_of
from lms.content.markdown_extensions.addresses import without_backslashes
from lms.content.markdown_extensions.block_nodes import NodeKind
from lms.content.source_lines import split_lines
from lms.content.targets import is_external, path_in_course, split_fragment
from lms.content.text_links import without_code
from lms.content.text_structure import every_node, nodes_of

_ADDRESS = r"(?:<(?P<angled{0}>[^<>\n]*)>|(?P<plain{0}>{1}))"
_LINKS = re.compile(
    r"(?<!\\)\]\([ \t]*\n?[ \t]*" + _ADDRESS.format(1, r"[^\s()<]*(?:\([^\s()]*\)[^\s()]*)*")
    + r"|^[ \t>]*\[(?!\^)[^\]\n]+\]:[ \t]*" + _ADDRESS.format(2, r"[^\s<]\S*")
    + r"|<(?:img|a)\b[^<>]*?\s(?:src|href)\s*=\s*[\"'](?P<quoted3>[^\"'<>]*)",
    re.MULTILINE | re.IGNORECASE,
)  # fmt: skip
_TEXTS = frozenset({NodeKind.PARAGRAPH, NodeKind.HEADING, NodeKind.TERM, NodeKind.HTML})

Files = Mapping[str, bytes]
Moves = Mapping[str, str]
"""Old path → new path, of every file that stays in the folder."""


def moved_files(files: Files, moves: Moves) -> dict[str, bytes]:
    """The files at their new paths, their links changed so that they lead to the same files as before.

    Files without a new path are left out; links to them stay as they are.
    """
    found: dict[str, bytes] = {}
    for path, content in files.items():
        if path in moves:
            is_text = suffix_of(path) == ".md"
            found[moves[path]] = _with_links(path, content, files, moves) if is_text else content
    return found


def pages_linking(files: Files, path: str) -> tuple[str, ...]:
    """The texts of a folder that link to the file at `path`, but for itself."""
    texts = {page: _decoded(content) or "" for page, content in files.items() if suffix_of(page) == ".md"}
    return tuple(
        page
        for page, text in texts.items()
        if page != path
        and any(_target(address, page, files)[0] == path for address in _addresses(text))
        and any(_target(address, page, files)[0] == path for address in _addresses(_without_verbatim(text)))
    )


def _with_links(path: str, content: bytes, files: Files, moves: Moves) -> bytes:
    text = _decoded(content)
    if text is None:
        return content
    if all(address == _new_address(address, path, files, moves) for address in _addresses(text)):
        return content
    parts, done = [], 0
    for start, end in _spans(_without_verbatim(text)):
        parts += [text[done:start], _new_address(text[start:end], path, files, moves)]
        done = end
    return "".join([*parts, text[done:]]).encode("utf-8")


def _decoded(content: bytes) -> str | None:
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError:
        return None


def _spans(text: str) -> Iterator[tuple[int, int]]:
    """Where addresses stand in a text."""
    for match in _LINKS.finditer(text):
        name = next(name for name, found in match.groupdict().items() if found is not None)
        yield match.span(name)


def _addresses(text: str) -> Iterator[str]:
    return (text[start:end] for start, end in _spans(text))


def _without_verbatim(text: str) -> str:
    """The text with everything blank that is no paragraph, heading or HTML, and code within those."""
    starts = [0, *accumulate(map(len, split_lines(text)))]
    masked, done = [], 0
    for node in every_node(nodes_of(read_document("", text).document)):
        if node.kind in _TEXTS:
            start, end = starts[node.start - 1], starts[node.end]
            masked += [_blank(text[done:start]), without_code(text[start:end])]
            done = end
    return "".join([*masked, _blank(text[done:])])


def _blank(text: str) -> str:
    return re.sub(r"[^\r\n]", " ", text)


def _new_address(written: str, source: str, files: Files, moves: Moves) -> str:
    """The address to write in the file that was `source`; as it stands if it leads to the same file still."""
    address = without_backslashes(written)
    path, _ = split_fragment(address)
    target, left_out = _target(written, source, files)
    new = _moved(target, files, moves)
    folder = posixpath.dirname(moves[source])
    if new is None or (new == target and folder == posixpath.dirname(source)):
        return written
    if left_out and new.endswith(".md"):
        new = new.removesuffix(".md") + (".html" if path.endswith(".html") else "")
    relative = f"/{new}" if path.startswith("/") else posixpath.relpath(new or ".", folder or ".")
    slash = "/" if path.endswith("/") else ""
    return quote(relative, safe="/!$&'*+,;=:@-._~") + slash + address[len(path) :]


def _target(written: str, source: str, files: Files) -> tuple[str, bool]:
    """The file or folder that an address leads to, "" if to none; and whether the address leaves out its ".md"."""
    address = without_backslashes(written)
    path, _ = split_fragment(address)
    if is_external(address) or not path:
        return "", False
    target = path_in_course(path, source)
    if target in files:
        return target, False
    if (text := f"{target.removesuffix('.html')}.md") in files:
        return text, True
    return (target, False) if target and any(name.startswith(f"{target}/") for name in files) else ("", False)


def _moved(target: str, files: Files, moves: Moves) -> str | None:
    """Where a file or folder is now; None if it is gone, or nothing."""
    if target in moves:
        return moves[target]
    if not target or target in files:
        return None
    inside = next((name for name in files if name.startswith(f"{target}/") and name in moves), None)
    if inside is None or not moves[inside].endswith(inside[len(target) :]):
        return None
    return moves[inside][: -len(inside[len(target) :])]
