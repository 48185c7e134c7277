"""Plain words, marks and code as Markdown that shows them as they are (pure)."""

import re

BREAK = "\ue004"
"""A line break, until it is known whether it stands within a paragraph."""
PLACE = re.compile("[\ue002-\ue005]")
"""Characters with a meaning of ours, which no text has."""
LONGEST_TITLE = 300  # characters
_SPECIAL = re.compile(r"([\\`*_\[\]<$|~])")
_ENTITY = re.compile(r"&(?=#?\w+;)")
_BARE_ADDRESS = re.compile(r"https?://[^\s<>|]*[^\s<>|.,;:!?()\[\]{}'\"*~]")
_ESCAPE_OR_MARK = re.compile(
    r"\\([!-/:-@\[-`{-~])|!?\[|\]\(<[^<>]*>\)|</?(?:sub|sup|kbd)>|<(https?:[^<>]*)>|[*`]+|\]\([^()\s]*\)"
)
_LINE_START = re.compile(r"^(\s*)([#>+=:-]|\((?=.?\))|\d{1,9}(?=[.)]))", re.MULTILINE)


def escaped(text: str) -> str:
    """Plain text as Markdown that shows it as it is."""
    return _ENTITY.sub(r"\\&", _SPECIAL.sub(r"\\\1", text))


def page_words(text: str, within_link: bool = False) -> str:
    """Plain text of a page as Markdown that shows it; addresses that an escape would cut stand within `<…>`."""
    if within_link:
        return escaped(text)
    parts, done = [], 0
    for found in _BARE_ADDRESS.finditer(text):
        if escaped(found[0]) != found[0]:
            parts += [escaped(text[done : found.start()]), f"<{found[0]}>"]
            done = found.end()
    return "".join([*parts, escaped(text[done:])])


def plain_words(markdown: str) -> str:
    """What a reader sees of one line that was made here."""
    return " ".join(_ESCAPE_OR_MARK.sub(lambda found: found[1] or found[2] or "", markdown).split())


def heading(level: int, content: str) -> str:
    """A heading of these words, which open no question and carry no attributes; "" without any."""
    words = " ".join(content.replace("\\\n", " ").split())
    words = re.sub(r"(?<![\\#])#+$", lambda found: "\\" + found[0], words)
    words = re.sub(r"(?<=\s)\{(?=[^{}]*\}$)|^\{(?=[^{}]*\}$)", r"\\{", words)
    words = re.sub(r"^(soal|question|kelompok|pool):", r"\1\\:", words, flags=re.IGNORECASE)
    return f"{'#' * level} {words}" if words else ""


def quoted(content: str) -> str:
    """Markdown as a quote; "" without any."""
    return "\n".join(f"> {line}".rstrip() for line in content.split("\n")) if content.strip() else ""


def at_line_start(text: str) -> str:
    """Lines that would begin a heading, list, quote or answer, kept from it."""
    return _LINE_START.sub(lambda m: f"{m[1]}{m[2]}\\" if m[2].isdigit() else f"{m[1]}\\{m[2]}", text)


def title_and_stem(markdown: str, longest: int = LONGEST_TITLE) -> tuple[str, str]:
    """The first paragraph as title of a question, if it is a line that can be one, and the rest."""
    first, _, rest = markdown.partition("\n\n")
    return (first, rest.strip("\n")) if "\n" not in first and len(first) <= longest else ("", markdown)


def on_one_line(markdown: str) -> str:
    """Markdown that has to stand on one line; its breaks stay."""
    return " ".join(markdown.replace("\\\n", "<br>").split())


def marked(content: str, opening: str, closing: str = "") -> str:
    """Each paragraph between marks, which touch its words: `**a **b` would not be bold."""
    closing = closing or opening
    return "".join(_touching(part, opening, closing) for part in re.split(r"((?:\n{2,}|\ue004)\s*)", content))


def _touching(part: str, opening: str, closing: str) -> str:
    words = part.strip()
    already = opening == closing == "**" and words.startswith("**") and words.endswith("**")
    if not words or "\ue002" in words or words == BREAK or already:
        return part
    before = part[: len(part) - len(part.lstrip())]
    return f"{before}{opening}{words}{closing}{part[len(before) + len(words) :]}"


def code_text(content: str) -> str:
    """Code within a line; its backticks are kept by longer ones."""
    words = content.strip()
    if not words:
        return content
    ticks = "`" * (max((len(run) for run in re.findall("`+", words)), default=0) + 1)
    space = " " if words.startswith("`") or words.endswith("`") else ""
    return f"{ticks}{space}{words}{space}{ticks}"


def fenced(lines: list[str]) -> str:
    """Code on lines of its own."""
    longest = max((len(run) for line in lines for run in re.findall("`{3,}", line)), default=2)
    fence = "`" * (longest + 1)
    return "\n".join([fence, *(line.rstrip() for line in lines), fence])


def tidy(content: str) -> str:
    """Paragraphs with a blank line between them, their breaks as Markdown writes them."""
    text = re.sub(r"[ \t]*\n[ \t]*", "\n", re.sub(r"[ \t]{2,}", " ", content))
    text = re.sub(r"\n{3,}", "\n\n", text)
    text = re.sub(rf"\s*{BREAK}(?:\s*{BREAK})+\s*", "\n\n", text)
    text = re.sub(rf"\s*{BREAK}\s*\n\n|\n\n\s*{BREAK}\s*", "\n\n", text).strip(f" \t\n{BREAK}")
    text = re.sub(rf"[ \n]*{BREAK}[ \n]*", "\\\\\n", text)
    return at_line_start(re.sub(r"\n{3,}", "\n\n", text))
