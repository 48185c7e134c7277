"""What the words of a heading say: question, pool or plain heading, and the attributes at its end (pure)."""

import re
from dataclasses import dataclass

from lms.content.slugs import is_plain_key
from lms.kernel.problems import Problem, error, warning

_QUESTION = re.compile(r"(soal|question):(?:\s+|$)", re.IGNORECASE)
_POOL = re.compile(r"(kelompok|pool):(?:\s+|$)", re.IGNORECASE)
_TOKEN = re.compile(r"#[^\s{}#]+|\.[\w-]+|[\w-]+=[^\s{}]+|[\w-]+")
_QUESTION_NAMES = frozenset({"points", "outcome"})
_QUESTION_FLAGS = frozenset({"partial", "keep-order"})
_POOL_NAMES = frozenset({"draw"})
MOST_POINTS = 1000


@dataclass(frozen=True)
class HeadingWords:
    """`word` is "Soal" or the like as written, "" for a plain heading; `title` what follows, without attributes."""

    title: str
    word: str = ""
    is_question: bool = False
    is_pool: bool = False
    key: str = ""
    values: tuple[tuple[str, str], ...] = ()
    flags: frozenset[str] = frozenset()

    def value(self, name: str) -> str:
        """The value of an attribute, "" if it is not there."""
        return dict(self.values).get(name, "")


def read_heading(words: str) -> HeadingWords:
    """The parts of a heading's words."""
    title, tokens = _split_attributes(words.strip())
    match = _QUESTION.match(title) or _POOL.match(title)
    named = [token.partition("=") for token in tokens if "=" in token]
    return HeadingWords(
        title=title[match.end() :].strip() if match else title,
        word=match[1] if match else "",
        is_question=bool(_QUESTION.match(title)),
        is_pool=bool(_POOL.match(title)),
        key=next((token[1:] for token in tokens if token.startswith("#")), ""),
        values=tuple((name, value.strip("\"'")) for name, _, value in named),
        flags=frozenset(token for token in tokens if token[0] not in "#." and "=" not in token),
    )


def attribute_problems(heading: HeadingWords, line: int) -> list[Problem]:
    """Attributes that nothing reads, and numbers that are none. Plain headings may carry whatever other tools read."""
    if not heading.word:
        return []
    names, flags = (_QUESTION_NAMES, _QUESTION_FLAGS) if heading.is_question else (_POOL_NAMES, frozenset[str]())
    unknown = sorted({name for name, _ in heading.values} - names) + sorted(heading.flags - flags)
    found = [
        warning(
            "unknown-attribute",
            "Nothing reads the attribute “{name}”.",
            "Check its spelling, or take it out.",
            line=line,
            name=name,
        )
        for name in unknown
    ]
    if heading.key and not is_plain_key(heading.key):
        found.append(_bad_key(heading.key, line))
    return found + [
        error(
            "attribute-not-a-number",
            "“{name}” must be a whole number from 1 to {most}, not “{value}”.",
            "Write it as {name}=2.",
            line=line,
            name=name,
            value=value,
            most=MOST_POINTS,
        )
        for name, value in heading.values
        if name in ("points", "draw") and name in names and whole_number(value) is None
    ]


def _bad_key(key: str, line: int) -> Problem:
    return error(
        "bad-key",
        "“{key}” cannot be a key.",
        "Write a short key of letters without accents, digits and hyphens, such as hak-warga.",
        line=line,
        key=key,
    )


def whole_number(text: str) -> int | None:
    """A whole number from 1 to `MOST_POINTS`, None for anything else."""
    if not (text.isascii() and text.isdigit() and len(text) <= 4):
        return None
    return int(text) if 1 <= int(text) <= MOST_POINTS else None


def _split_attributes(words: str) -> tuple[str, list[str]]:
    """`{x}` at the end is part of the sentence, `{#x}`, `{x=1}` or a known flag is not."""
    start = words.rfind("{")
    if not words.endswith("}") or start < 0 or (start and not words[start - 1].isspace()):
        return words, []
    tokens = words[start + 1 : -1].split()
    if not tokens or not all(_TOKEN.fullmatch(token) for token in tokens):
        return words, []
    if not any(token[0] in "#." or "=" in token or token in _QUESTION_FLAGS for token in tokens):
        return words, []
    return words[:start].rstrip(), tokens
