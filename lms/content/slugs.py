"""Turns names and headings into the short words that addresses, keys and anchors are made of (pure)."""

import hashlib
import re
import unicodedata
from collections.abc import Container

_LINK = re.compile(r"!?\[([^\]]*)\]\([^)]*\)")
_TAG_OR_NOTE = re.compile(r"(`{1,3})([^`]*)\1|</?[a-zA-Z][^<>]*>|\[\^[^\]\s]+\]")
_NOT_WORD = re.compile(r"[^\w\s-]")
_GAP = re.compile(r"[\s_-]+")
_PLAIN_KEY = re.compile(r"[A-Za-z0-9](?:[A-Za-z0-9._-]*[A-Za-z0-9])?")
LONGEST_KEY = 120


def slug(text: str) -> str:
    """`text` in lower-case ASCII with hyphens, as code hosts write it: "What's up, Évi?" is "whats-up-evi".

    Words without one ASCII letter or digit (other scripts) become "x-" and eight hex digits of their own, so that
    they stay distinct and stable. Text without any letter gives "".
    """
    folded = unicodedata.normalize("NFKD", text).casefold()
    ascii_words = _GAP.sub("-", _NOT_WORD.sub("", folded.encode("ascii", "ignore").decode())).strip("-")
    if ascii_words or not any(char.isalnum() for char in folded):
        return ascii_words
    return "x-" + hashlib.sha256(folded.encode()).hexdigest()[:8]


def heading_slug(markdown: str) -> str:
    """The slug of a heading's words: its links, pictures and tags count only with what a reader sees of them.

    What looks like a tag inside code is words: "`Vec<T>`" is "vect".
    """
    return slug(_TAG_OR_NOTE.sub(r"\2", _LINK.sub(r"\1", markdown)))


def unique_slug(wanted: str, taken: Container[str]) -> str:
    """`wanted`, or `wanted-1`, `wanted-2`, …: one that is not in `taken`; "" becomes "section" first.

    Looks ahead in steps that double, then back: ten thousand equal headings must not take a hundred million looks.
    """
    stem = wanted or "section"
    if stem not in taken:
        return stem
    used, free = 0, 1
    while f"{stem}-{free}" in taken:
        used, free = free, free * 2
    while free - used > 1:
        middle = (used + free) // 2
        used, free = (middle, free) if f"{stem}-{middle}" in taken else (used, middle)
    return f"{stem}-{free}"


def is_plain_key(text: str) -> bool:
    """Whether `text` can be a key as it is: ASCII letters, digits, ".", "_" and "-" between, at most 120 of them."""
    return len(text) <= LONGEST_KEY and _PLAIN_KEY.fullmatch(text) is not None
