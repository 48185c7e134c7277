r"""Formulas between `\(…\)`, `\[…\]` and `$$…$$`, as Moodle writes them, between our dollars (pure)."""

import re
from collections.abc import Callable

from lms.questions.banks.markdown_text import escaped

_FORMULA = re.compile(
    r"\\\((?P<inline>(?:[^$`\\]|\\[^)]){1,1000}?)\\\)"
    r"|\\\[(?P<block>(?:[^$`\\]|\\[^\]]){1,1000}?)\\\]"
    r"|\$\$(?P<either>[^$`]{1,1000}?)\$\$"
)

_NOTHING = re.compile(r"\\\(\s*\\\)")  # written only to make the page load what draws formulas


def with_maths(text: str, stashed: Callable[[str], str] | None) -> str:
    """Plain text as Markdown with its formulas; `stashed` takes those on lines of their own, None where none can be."""
    parts, done = [], 0
    text = re.sub(r"\s+", " ", _NOTHING.sub("", text))
    for found in _FORMULA.finditer(text):
        tex = (found["inline"] or found["block"] or found["either"]).strip()
        alone = found["block"] or (found["either"] and found[0] == text.strip())
        parts.append(escaped(text[done : found.start()]))
        if not tex:
            parts.append(escaped(found[0]))
        elif alone and stashed:
            parts.append(stashed(f"$$\n{tex}\n$$"))
        else:
            before, after = text[max(found.start() - 1, 0) : found.start()], text[found.end() : found.end() + 1]
            parts.append(_between_dollars(tex, before, after, within_table=stashed is None))
        done = found.end()
    return "".join([*parts, escaped(text[done:])])


def _between_dollars(tex: str, before: str, after: str, within_table: bool) -> str:
    if within_table:
        tex = tex.replace("|", "\\vert ").strip()
    opening = "{}" if tex[0] in "$,.;:!?)" else ""  # a dollar before these is money
    return f"{' ' * _is_word(before)}${opening}{tex}${' ' * _is_word(after)}"  # one beside a letter is money, too


def _is_word(sign: str) -> bool:
    return sign.isalnum() or sign == "_"
