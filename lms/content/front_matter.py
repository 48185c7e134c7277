"""The settings at the top of a file: a safe subset of YAML, read as the text its author typed (pure).

YAML makes `no` a boolean, `12:30` the number 750 and `1.10` the number 1.1. So every value stays text here, and
`front_fields.py` reads it as what its field wants; only `plain_value` guesses, for settings that no field reads.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType
from typing import Any

import yaml

from lms.content.source_lines import bare, split_lines, unified
from lms.kernel.problems import Problem, error

BYTE_ORDER_MARK = "\ufeff"
LARGEST_FRONT = 32_000  # characters; real ones stay under two thousand
_DEEPEST = 10  # fields need 3; folders written elsewhere bring settings that nobody reads here

Tree = str | list["Tree"] | dict[str, "Tree"]

_INTEGER = re.compile(r"[+-]?(?:0|[1-9]\d{0,17})")
_FRACTION = re.compile(r"[+-]?(?:0|[1-9]\d{0,15})\.\d{1,15}")
_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")
_FIRST_SETTING = re.compile(r"[A-Za-z_][\w-]*[ \t]*:(\s|$)|#")
_WORDS: Mapping[str, bool | None] = MappingProxyType({"true": True, "false": False, "null": None, "~": None})


@dataclass(frozen=True)
class FrontMatter:
    """Settings by name: `tree` as text, `lines` of each name and of names below it ("outcomes.dengar")."""

    tree: Mapping[str, Tree]
    lines: Mapping[str, int]
    problems: tuple[Problem, ...] = ()


NO_FRONT = FrontMatter({}, {})


class _Refused(ValueError):
    """The settings use something beyond the subset."""

    def __init__(self, code: str, message: str, remedy: str, line: int, name: str = "") -> None:
        super().__init__(message)
        self.problem = error(code, message, remedy, line=line, name=name)


def split_front(text: str) -> tuple[str, str]:
    """The front matter with its `---` lines ("" if there is none), and the rest; joined they are `text`.

    Byte order marks go with the front matter, so that the rest begins with Markdown.
    """
    plain = text.lstrip(BYTE_ORDER_MARK)
    mark = text[: len(text) - len(plain)]
    lines = split_lines(plain)
    if not lines or lines[0].rstrip() != "---" or not _opens_settings(lines):
        return mark, plain
    for number, line in enumerate(lines[1:], 1):
        if bare(line).rstrip() in ("---", "..."):
            return mark + "".join(lines[: number + 1]), "".join(lines[number + 1 :])
    return mark, plain


def unclosed_front(text: str) -> bool:
    """Whether a text begins like front matter that is never closed."""
    lines = split_lines(text.lstrip(BYTE_ORDER_MARK))
    opens = len(lines) > 1 and lines[0].rstrip() == "---" and _opens_settings(lines)
    return opens and not split_front(text)[0].lstrip(BYTE_ORDER_MARK)


def read_front(front_text: str) -> FrontMatter:
    """The settings of a front matter that `split_front` cut off; problems have lines but no path yet."""
    lines = split_lines(front_text.lstrip(BYTE_ORDER_MARK))
    source = unified("".join(lines[1:-1]))
    if not source.strip():
        return NO_FRONT
    if len(source) > LARGEST_FRONT:
        return FrontMatter({}, {}, (_too_large(),))
    builder = _Builder()
    try:
        tree = builder.build(yaml.parse(source, Loader=yaml.CSafeLoader))
    except _Refused as refusal:
        return FrontMatter({}, {}, (refusal.problem,))
    except (yaml.YAMLError, RecursionError) as failure:
        return FrontMatter({}, {}, (_unreadable(failure),))
    return FrontMatter(tree, builder.lines)


def plain_value(tree: Tree) -> Any:
    """A tree with numbers, `true`, `false`, `null` and dates as such, and everything else as text."""
    if isinstance(tree, dict):
        return {name: plain_value(value) for name, value in tree.items()}
    if isinstance(tree, list):
        return [plain_value(value) for value in tree]
    if tree in _WORDS:
        return _WORDS[tree]
    if _INTEGER.fullmatch(tree):
        return int(tree)
    if _FRACTION.fullmatch(tree):
        return float(tree)
    return _as_date(tree) if _DATE.fullmatch(tree) else tree


class _Builder:
    """Builds the tree from the parser's events, which show aliases and tags before anything is made of them."""

    def __init__(self) -> None:
        self.lines: dict[str, int] = {}

    def build(self, events: Iterator[yaml.Event]) -> dict[str, Tree]:
        """The outermost map. Raises `_Refused` or YAMLError."""
        tree: dict[str, Tree] = {}
        for event in events:
            if isinstance(event, yaml.MappingStartEvent):
                tree = self._map(events, "", 1)
            elif isinstance(event, yaml.ScalarEvent | yaml.SequenceStartEvent | yaml.AliasEvent):
                raise _Refused(
                    "front-matter-no-settings",
                    "The lines at the top are no settings.",
                    "Write each as `name: value`.",
                    _line(event),
                )
        return tree

    def _value(self, event: yaml.Event, events: Iterator[yaml.Event], path: str, depth: int) -> Tree:
        _refuse_beyond_subset(event, depth)
        if isinstance(event, yaml.ScalarEvent):
            return str(event.value)
        if isinstance(event, yaml.MappingStartEvent):
            return self._map(events, path, depth)
        return self._list(events, path, depth)

    def _list(self, events: Iterator[yaml.Event], path: str, depth: int) -> list[Tree]:
        found: list[Tree] = []
        while not isinstance(event := next(events), yaml.SequenceEndEvent):
            inner = f"{path}.{len(found)}"
            self.lines[inner] = _line(event)
            found.append(self._value(event, events, inner, depth + 1))
        return found

    def _map(self, events: Iterator[yaml.Event], path: str, depth: int) -> dict[str, Tree]:
        found: dict[str, Tree] = {}
        while not isinstance(event := next(events), yaml.MappingEndEvent):
            name = self._name(event, found)
            inner = f"{path}.{name}" if path else name
            self.lines[inner] = _line(event)
            found[name] = self._value(next(events), events, inner, depth + 1)
        return found

    def _name(self, event: yaml.Event, found: Mapping[str, Tree]) -> str:
        _refuse_beyond_subset(event, 0)
        if not isinstance(event, yaml.ScalarEvent):
            raise _Refused(
                "front-matter-bad-name",
                "The name of a setting must be a word.",
                "Write each setting as `name: value`.",
                _line(event),
            )
        name = str(event.value)
        if name in found:
            raise _Refused(
                "setting-twice",
                "The setting “{name}” stands here twice.",
                "Take one of them out.",
                _line(event),
                name=name,
            )
        return name


def _refuse_beyond_subset(event: yaml.Event, depth: int) -> None:
    marked = getattr(event, "anchor", None) or getattr(event, "tag", None)
    if isinstance(event, yaml.AliasEvent) or marked:
        raise _Refused(
            "front-matter-beyond-subset",
            "Values that begin with &, * or ! are not read here.",
            "Put the value in quotes if it is text.",
            _line(event),
        )
    if depth > _DEEPEST + isinstance(event, yaml.ScalarEvent):
        raise _Refused(
            "front-matter-too-deep",
            "The settings are nested too deeply here.",
            "Use fewer levels; nothing here reads more than two.",
            _line(event),
        )


def _line(event: yaml.Event) -> int:
    """The line in the file: the parser counts from 0 and does not see the opening `---`."""
    return (event.start_mark.line if event.start_mark else 0) + 2


def _opens_settings(lines: list[str]) -> bool:
    """`---` above anything but a setting is a rule, not front matter."""
    first = next((line for line in lines[1:] if line.strip()), "---")
    return first.rstrip() in ("---", "...") or _FIRST_SETTING.match(first) is not None or first[0] in "{\"'"


def _as_date(text: str) -> date | str:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return text


def _too_large() -> Problem:
    return error(
        "front-matter-too-large",
        "The settings at the top are longer than {most} characters.",
        "Move text below the second ---.",
        line=1,
        most=LARGEST_FRONT,
    )


def _unreadable(failure: Exception) -> Problem:
    mark = getattr(failure, "problem_mark", None)
    return error(
        "front-matter-unreadable",
        "The settings at the top cannot be read from here on.",
        "Write each setting as `name: value`, indent with spaces, and put a value with : or # in quotes.",
        line=mark.line + 2 if mark else 1,
    )
