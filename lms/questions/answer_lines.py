"""How an answer is written as Markdown lines that every editor shows well and the reader reads back (pure)."""

import re

# Text that must begin its own line, else it is no longer a fence, list, table, heading, quote or indented code.
_NEEDS_OWN_LINE = re.compile(r"```|~~~|[-+*] |[-+*]$|\d{1,9}[.)]( |$)|\||#|>|\s|<|(\(.?\)|\[.?\]|=)(\s|$)")


def needs_own_line(text: str) -> bool:
    """Whether `text` would be read as something else if it stood behind a mark or a word on the same line."""
    return _NEEDS_OWN_LINE.match(text) is not None


def item_lines(mark: str, text: str, feedback: str = "", last: bool = False) -> list[str]:
    """A list item `- mark text`, its further lines and its feedback quote indented by two."""
    first, *rest = text.split("\n")
    if needs_own_line(text):
        first, rest = "", text.split("\n")
    lines = [" ".join(part for part in ("-", mark, first, "{last}" if last else "") if part)]
    lines += ["  " + line if line.strip() else "" for line in rest]
    return lines + ["  " + line for line in quote_lines(feedback)]


def numbered_lines(number: int, text: str) -> list[str]:
    """A list item `1. text`, its further lines indented to its text."""
    first, *rest = text.split("\n")
    if needs_own_line(text):
        first, rest = "", text.split("\n")
    mark = f"{number}."
    indent = " " * (len(mark) + 1)
    return [f"{mark} {first}".rstrip(), *(indent + line if line.strip() else "" for line in rest)]


def quote_lines(text: str, word: str = "") -> list[str]:
    """A block quote of `text`, headed by `word:` if there is one; nothing for an empty text."""
    if not text:
        return []
    lines = text.split("\n")
    if word and needs_own_line(text):
        lines = [f"{word}:", *lines]
    elif word:
        lines[0] = f"{word}: {lines[0]}"
    return [f"> {line}" if line.strip() else ">" for line in lines]
