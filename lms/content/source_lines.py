"""Splits a text into lines without losing a character, and joins what stands between two line numbers (pure)."""

import re

_LINE = re.compile(r"[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+")


def split_lines(text: str) -> list[str]:
    """The lines of `text` with their ends; only CR, LF and CR LF end one, as in Markdown (`splitlines` knows more)."""
    return _LINE.findall(text)


def bare(line: str) -> str:
    """`line` without its end."""
    return line.rstrip("\r\n")


def unified(text: str) -> str:
    """`text` with LF at the end of every line."""
    return text.replace("\r\n", "\n").replace("\r", "\n")
