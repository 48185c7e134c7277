"""Writes link addresses as browsers want them (pure)."""

import re
from html import unescape
from urllib.parse import quote

_ESCAPE_MARK = re.compile("\x02(\\d+)\x03")
_BACKSLASHED = re.compile(r"\\([!-/:-@\[-`{-~])")


def plain_source(text: str) -> str:
    """`text` with Python-Markdown's marks of escaped characters as these characters, and entities as what they mean."""
    return unescape(_ESCAPE_MARK.sub(lambda mark: chr(int(mark[1])), text))


def without_backslashes(text: str) -> str:
    """`text` as its author meant it, where no inline pattern has seen it: escapes and entities replaced."""
    return unescape(_BACKSLASHED.sub(r"\1", text))


def as_address(target: str) -> str:
    """`target` with everything percent-encoded that may not stand in an address; what is encoded stays."""
    return quote(target, safe="!#$%&'()*+,-./:;=?@_~")
