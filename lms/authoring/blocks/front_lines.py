"""Changes single settings at the top of a file; every other line, comment and unknown setting stays as it is (pure)."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import yaml

from lms.content.front_matter import BYTE_ORDER_MARK, split_front
from lms.content.markdown_extensions.block_starts import indent_of
from lms.content.source_lines import bare, split_lines


@dataclass(frozen=True)
class NewValue:
    """What a setting becomes: the rest of its first line, and further lines (indented below it)."""

    inline: str
    below: tuple[str, ...] = ()


Changes = Mapping[str, NewValue | None]
"""By name; None takes a setting out. "outcomes.dengar" is the entry `dengar` of the map `outcomes`."""


@dataclass(frozen=True)
class _Entry:
    """A setting: its first and last line (from 0, within the settings), its indent, and where its value stands."""

    first: int
    last: int
    indent: int
    value: yaml.Node


def with_settings(source: str, changes: Changes, order: Sequence[str]) -> str:
    """The file with its settings changed; a new one stands behind those that come before it in `order`.

    A file without settings gets some. Raises ValueError if its settings cannot be read, or stand in one line.
    """
    if not changes:
        return source
    front, body = split_front(source)
    line_end = next((line[len(bare(line)) :] for line in split_lines(source) if line != bare(line)), "\n")
    mark = source[: len(source) - len(source.lstrip(BYTE_ORDER_MARK))]
    lines = [bare(line) for line in split_lines(front.removeprefix(mark))] or ["---", "---"]
    settings = _changed(lines[1:-1], changes, order)
    text = line_end.join([lines[0], *settings, lines[-1]])
    if front.removeprefix(mark):
        return mark + text + front[len(front.rstrip("\r\n")) :] + body
    gap = "" if not body.strip() or body.startswith(("\n", "\r")) else line_end
    return mark + text + line_end + gap + body


def names_with_lines(front: str) -> frozenset[str] | None:
    """The settings of a front matter that have lines of their own; None if they cannot be changed one by one."""
    try:
        return frozenset(_entries([bare(line) for line in split_lines(front.lstrip(BYTE_ORDER_MARK))][1:-1]))
    except ValueError:
        return None


def _changed(lines: list[str], changes: Changes, order: Sequence[str]) -> list[str]:
    entries = _entries(lines)
    edits: list[tuple[int, int, list[str]]] = []
    for name in sorted(changes, key=lambda name: _rank(name, order)):
        value, entry = changes[name], entries.get(name)
        if entry:
            edits.append((entry.first, entry.last + 1, _replaced(lines, entry, name, value) if value else []))
        elif value:
            place, indent = _place_for(name, entries, order)
            edits.append((place, place, _lines_of(name, value, indent)))
    result: list[str] = []
    done = 0
    for start, stop, new in sorted(edits, key=lambda edit: edit[:2]):
        result += [*lines[done:start], *new]
        done = stop
    return [*result, *lines[done:]]


def _entries(lines: Sequence[str]) -> dict[str, _Entry]:
    """The settings by name, those of maps below a setting too."""
    try:
        root = yaml.compose("\n".join(lines), Loader=yaml.CSafeLoader)
    except (yaml.YAMLError, RecursionError) as failure:
        raise ValueError("unreadable settings") from failure
    if root is None:
        return {}
    if not isinstance(root, yaml.MappingNode) or root.flow_style:
        raise ValueError("settings in one line")
    return dict(_entries_of(lines, root, ""))


def _entries_of(lines: Sequence[str], node: yaml.MappingNode, above: str) -> Iterator[tuple[str, _Entry]]:
    for key, value in node.value:
        name = f"{above}{key.value}"
        mark = key.start_mark
        yield name, _Entry(mark.line, _last_line(lines, key, value), mark.column, value)
        if isinstance(value, yaml.MappingNode) and not value.flow_style and not above:
            yield from _entries_of(lines, value, f"{name}.")


def _last_line(lines: Sequence[str], key: yaml.Node, value: yaml.Node) -> int:
    """The last line with something of a value: the marks of YAML's blocks reach to where the next one begins."""
    if isinstance(value, yaml.CollectionNode) and not value.flow_style:
        pairs = [part if isinstance(part, tuple) else (part, part) for part in value.value]
        return max(_last_line(lines, *pair) for pair in pairs)
    if isinstance(value, yaml.ScalarNode) and value.style in ("|", ">"):
        return _end_of_folded(lines, value.start_mark.line)
    return max(int(value.end_mark.line), int(key.end_mark.line))


def _end_of_folded(lines: Sequence[str], first: int) -> int:
    """The last line of a text that begins below `|` or `>`: it goes on as long as lines are indented like its first."""
    below = range(first + 1, len(lines))
    indent = next((indent_of(lines[number]) for number in below if lines[number].strip()), 0)
    last = first
    for number in below:
        if lines[number].strip():
            if not indent or indent_of(lines[number]) < indent:
                break
            last = number
    return last


def _replaced(lines: Sequence[str], entry: _Entry, name: str, value: NewValue) -> list[str]:
    """The lines of a changed setting; a comment behind a value in one line stays."""
    start, end = entry.value.start_mark, entry.value.end_mark
    line = lines[entry.first]
    in_one_line = isinstance(entry.value, yaml.ScalarNode) and entry.first == entry.last == start.line == end.line
    if not in_one_line or value.below:
        return _lines_of(name, value, entry.indent)
    before = line[: start.column]
    gap = "" if before.endswith((" ", "\t")) else " "
    return [before + gap + value.inline + line[end.column :]]


def _place_for(name: str, entries: Mapping[str, _Entry], order: Sequence[str]) -> tuple[int, int]:
    """Before which line a new setting stands, and how far it is indented."""
    above, dot, _ = name.partition(".")
    if dot:
        inner = [entry for other, entry in entries.items() if other.startswith(f"{above}.")]
        return entries[above].last + 1, inner[0].indent if inner else 2
    earlier = [
        entry for other, entry in entries.items() if "." not in other and _rank(other, order) < _rank(name, order)
    ]
    return max((entry.last + 1 for entry in earlier), default=0), 0


def _rank(name: str, order: Sequence[str]) -> int:
    first = name.partition(".")[0]
    return order.index(first) if first in order else len(order)


def _lines_of(name: str, value: NewValue, indent: int) -> list[str]:
    space = " " * indent
    own = name.partition(".")[2] or name
    first = f"{space}{own}: {value.inline}".rstrip()
    return [first, *(f"{space}{line}" for line in value.below)]
