"""Finds the answer of a question by its marks, and takes its list apart into options with their feedback (pure)."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from lms.content.gap_finder import find_gaps, is_table
from lms.content.markdown_extensions.block_nodes import Node, NodeKind
from lms.content.source_lines import bare
from lms.questions.kind import AnswerItem, Mark

_MARKED = re.compile(r"[ \t]*(?:(?P<round>\([ \t]*[xX]?[ \t]*\))|(?P<square>\[[ \t]*[xX]?[ \t]*\])|(?P<equals>=)(?!=))")
_MARKER = re.compile(r"[ \t]*(?:[-+*]|\d{1,9}[.)])")
_LAST = re.compile(r"(?:^|\s+)\{\s*last\s*\}\s*$")
_VERBATIM = frozenset({NodeKind.FENCE, NodeKind.HTML, NodeKind.MATH})


@dataclass(frozen=True)
class FoundAnswer:
    """Lines `start` to before `stop` (numbers of the file) hold the answer; `items` are its list items, if a list."""

    mark: Mark
    start: int
    stop: int
    items: tuple[Node, ...] = ()


def find_answer(nodes: Sequence[Node], lines: Sequence[str], stop: int) -> FoundAnswer:
    """The answer among the top-level blocks of a question, whose quotes after the answers begin in line `stop`.

    A list with marks wins over everything; only without one may gaps, a numbered list or a table be the answer.
    """
    marked = _marked_list(nodes, lines)
    if marked:
        return marked
    before = [node for node in nodes if node.start < stop]
    last = before[-1] if before else None
    if before and find_gaps("".join(lines[before[0].start - 1 : stop - 1])):
        return FoundAnswer(Mark.GAPS, before[0].start, stop)
    if last and last.kind is NodeKind.LIST and last.level >= 0:
        return FoundAnswer(Mark.NUMBERED, last.start, last.end + 1, tuple(last.children))
    if last and last.kind is NodeKind.PARAGRAPH and is_table(last):
        return FoundAnswer(Mark.TABLE, last.start, last.end + 1)
    return FoundAnswer(Mark.NONE, stop, stop)


def read_items(found: FoundAnswer, lines: Sequence[str]) -> tuple[AnswerItem, ...]:
    """The list items of an answer, each with its mark, text and feedback; of a text with gaps, the gaps."""
    if found.mark is Mark.GAPS:
        gaps = find_gaps("".join(lines[found.start - 1 : found.stop - 1]))
        return tuple(AnswerItem(Mark.GAPS, False, gap.inside, "", False, found.start + gap.line - 1) for gap in gaps)
    return tuple(_read_item(item, lines) for item in found.items)


def _marked_list(nodes: Sequence[Node], lines: Sequence[str]) -> FoundAnswer | None:
    for index, node in enumerate(nodes):
        if node.kind is not NodeKind.LIST:
            continue
        first = next((n for n, item in enumerate(node.children) if _mark_of(item, lines) is not Mark.NONE), None)
        if first is None:
            continue
        items = node.children[first:]
        for follower in nodes[index + 1 :]:  # another bullet opens another list, but goes on with the same answer
            if follower.kind is not NodeKind.LIST:
                break
            items = items + follower.children
        return FoundAnswer(_mark_of(items[0], lines), items[0].start, items[-1].end + 1, tuple(items))
    return None


def _read_item(item: Node, lines: Sequence[str]) -> AnswerItem:
    head = _head(item, lines)
    match = _mark(head)
    mark = _mark_named(match)
    first = head[match.end() :].strip() if match else head.strip()
    last = _LAST.search(first)
    text, feedback = _text_and_feedback(item, lines)
    return AnswerItem(
        mark=mark,
        checked=bool(match and "x" in match[0].lower()),
        text="\n".join([first[: last.start()] if last else first, *text]).strip(),
        feedback="\n".join(feedback).strip("\n"),
        last=last is not None,
        line=item.start,
    )


def _head(item: Node, lines: Sequence[str]) -> str:
    """The item's first line behind its marker."""
    line = bare(lines[item.start - 1])
    match = _MARKER.match(line)
    return line[match.end() :] if match else line


def _mark(head: str) -> re.Match[str] | None:
    """A box must stand alone: `[x](address)` is a link and `(x)-ray` a word."""
    match = _MARKED.match(head)
    if match and not match["equals"] and head[match.end() : match.end() + 1] not in ("", " ", "\t"):
        return None
    return match


def _mark_of(item: Node, lines: Sequence[str]) -> Mark:
    return _mark_named(_mark(_head(item, lines)))


def _mark_named(match: re.Match[str] | None) -> Mark:
    if match is None:
        return Mark.NONE
    if match["equals"]:
        return Mark.EQUALS
    return Mark.ROUND if match["round"] else Mark.SQUARE


def _text_and_feedback(item: Node, lines: Sequence[str]) -> tuple[list[str], list[str]]:
    """The further lines of an item, without their common indent, and the lines of its quotes without their `>`.

    Feedback that was indented too far for Markdown is still feedback: shown as text it would give the answer away.
    """
    verbatim = _verbatim_lines(item)
    text: list[str] = []
    feedback: list[str] = []
    in_quote = False
    for number in range(item.start + 1, item.end + 1):
        line = _with_spaces(bare(lines[number - 1]))
        plain = line.strip()
        starts_quote = plain.startswith(">") and number not in verbatim
        if starts_quote and not in_quote and feedback:
            feedback.append("")
        in_quote = starts_quote or (in_quote and bool(plain) and number not in verbatim)
        if in_quote:
            feedback.append(plain[1:].removeprefix(" ") if starts_quote else plain)
        else:
            text.append(line)
    return _dedented(text), feedback


def _with_spaces(line: str) -> str:
    """`line` with the tabs of its indent as spaces."""
    text = line.lstrip(" \t")
    return line[: len(line) - len(text)].expandtabs(4) + text


def _dedented(lines: list[str]) -> list[str]:
    widths = [len(line) - len(line.lstrip(" ")) for line in lines if line.strip()]
    indent = min(widths, default=0)
    return [line[indent:] if line.strip() else "" for line in lines]


def _verbatim_lines(node: Node) -> set[int]:
    if node.kind in _VERBATIM:
        return set(range(node.start, node.end + 1))
    return {number for child in _outside_quotes(node.children) for number in _verbatim_lines(child)}


def _outside_quotes(nodes: Iterable[Node]) -> Iterable[Node]:
    return (node for node in nodes if node.kind is not NodeKind.QUOTE)
