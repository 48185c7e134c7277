"""Reads Markdown line by line into a tree of blocks by the rules of CommonMark 0.31 (pure).

Python-Markdown's own block parser splits at blank lines and so misses what people write every day: a list right
after a sentence, a list nested by two spaces, a fence inside a list, Markdown inside `<details>`. Beyond
CommonMark this one knows footnotes, definition lists and `$$` blocks. Inline text is left to Python-Markdown.
"""

import re
from dataclasses import dataclass

from lms.content.markdown_extensions import block_starts as starts
from lms.content.markdown_extensions.block_nodes import MAX_DEPTH, NestedTooDeeply, Node, NodeKind

_BEFORE_TEXT = re.compile(r"(?:[ \t]|>|[-+*:](?=[ \t])|\d{1,9}[.)](?=[ \t]))+")
_TAB = 4


def read_blocks(lines: list[str]) -> Node:
    """The document node over `lines` (without line ends).

    Raises NestedTooDeeply where quotes and lists nest beyond `MAX_DEPTH`.
    """
    reader = _Reader(lines)
    for number in range(1, len(lines) + 1):
        reader.feed(number)
    return reader.document


@dataclass(frozen=True)
class _Context:
    """Where in a line the reader stands: how many open blocks it has matched, and which paragraph it may break into.

    `after_paragraph` also when that paragraph's containers do not go on, so that the text would join it lazily.
    """

    matched: int
    after_paragraph: bool
    in_paragraph: bool


class _Reader:
    """The open blocks, from the document down to the innermost, while lines are fed in order."""

    def __init__(self, lines: list[str]) -> None:
        self.source = lines
        self.document = Node(NodeKind.DOCUMENT, 1, 1)
        self.open: list[Node] = [self.document]
        self.number = 0

    @property
    def tip(self) -> Node:
        return self.open[-1]

    def feed(self, number: int) -> None:
        """Takes line `number` in."""
        self.number = number
        raw = self.source[number - 1]
        matched, rest = self._match_containers(_without_early_tabs(raw))
        leaf = self.tip if not self.tip.is_container else None
        everything_matched = matched == len(self.open) - (leaf is not None)
        if everything_matched and leaf and leaf.kind in _VERBATIM:
            plain = raw if matched == 1 else rest
            if self._continue_verbatim(leaf, plain):
                return
        self._read_rest(matched, rest, leaf if leaf and leaf.kind is NodeKind.PARAGRAPH else None, everything_matched)

    def _match_containers(self, line: str) -> tuple[int, str]:
        """How many open containers this line goes on with, and what is left of it."""
        matched = 1
        for node in self.open[1:]:
            if not node.is_container:
                break
            stripped = _continue_container(node, line)
            if stripped is None:
                break
            line = stripped
            matched += 1
        return matched, line

    def _continue_verbatim(self, leaf: Node, line: str) -> bool:
        """Adds `line` to an open code, math or HTML block; False if that block ended before this line."""
        if leaf.kind is NodeKind.CODE:
            return self._continue_code(leaf, line)
        if leaf.kind is NodeKind.HTML and not line.strip() and starts.html_ends_before_blank(leaf.level):
            self.open.pop()
            return True
        self._touch()
        if leaf.kind is NodeKind.FENCE:
            if _closes_fence(leaf, line):
                self.open.pop()
            else:
                leaf.lines.append(_without_indent(line, leaf.offset))
            return True
        leaf.lines.append(line)
        ended = starts.html_ends(leaf.level, line) if leaf.kind is NodeKind.HTML else line.rstrip().endswith("$$")
        if ended:
            self.open.pop()
        return True

    def _continue_code(self, leaf: Node, line: str) -> bool:
        expanded = _without_early_tabs(line)
        if expanded.strip() and starts.indent_of(expanded) < _TAB:
            self.open.pop()
            return False
        leaf.lines.append(expanded[_TAB:])
        if expanded.strip():
            self._touch()
        return True

    def _read_rest(self, matched: int, rest: str, paragraph: Node | None, everything_matched: bool) -> None:
        """Opens the blocks that begin in what is left of the line, then gives its text to the innermost."""
        context = _Context(matched, paragraph is not None, paragraph is not None and everything_matched)
        while (inside := self._open_block(context, rest)) is not None:
            if not self.tip.is_container:
                return
            rest, paragraph = inside, None
            context = _Context(len(self.open), False, False)
        self._add_text(context.matched, rest, paragraph)

    def _add_text(self, matched: int, rest: str, paragraph: Node | None) -> None:
        if not rest.strip():
            self._close_to(matched)
            if self.source[self.number - 1].strip():  # a lone ">" is no blank line
                self._touch()
        elif paragraph:  # also a lazy line, which goes on in a paragraph though not in its containers
            paragraph.lines.append(rest)
            self._touch()
        else:
            self._start(matched, self._node(NodeKind.PARAGRAPH, lines=[rest]))

    def _open_block(self, context: "_Context", rest: str) -> str | None:
        """Opens one block at the start of `rest`; gives what is left for blocks inside it, None if none opens."""
        if not rest.strip():
            return None
        if starts.indent_of(rest) >= _TAB:
            return self._open_code(context, rest)
        if match := starts.QUOTE.match(rest):
            self._start(context.matched, self._node(NodeKind.QUOTE))
            return rest[match.end() :]
        if self._open_leaf(context, rest):
            return ""
        return self._open_list_like(context, rest)

    def _open_code(self, context: "_Context", rest: str) -> str | None:
        if context.after_paragraph:
            return None
        self._start(context.matched, self._node(NodeKind.CODE, lines=[rest[_TAB:]]))
        return ""

    def _open_leaf(self, context: "_Context", rest: str) -> bool:
        if heading := starts.heading_start(rest):
            self._start(context.matched, self._node(NodeKind.HEADING, level=heading[0], lines=[heading[1]]))
            self.open.pop()
            return True
        if match := starts.FENCE.match(rest):
            fence = self._node(NodeKind.FENCE, marker=match["fence"], info=match["info"].strip())
            fence.offset = len(match["indent"])
            self._start(context.matched, fence)
            return True
        if self._open_html(context, rest) or self._open_math(context.matched, rest):
            return True
        if context.in_paragraph and (match := starts.SETEXT_LINE.match(rest)) and self._make_setext(match[1]):
            return True
        if starts.RULE.match(rest):
            self._start(context.matched, self._node(NodeKind.RULE))
            self.open.pop()
            return True
        return False

    def _open_html(self, context: "_Context", rest: str) -> bool:
        kind = starts.html_start(rest)
        if kind is None or (context.after_paragraph and kind == starts.ONLY_AFTER_BLANK):
            return False
        self._start(context.matched, self._node(NodeKind.HTML, level=kind, lines=[rest]))
        if starts.html_ends(kind, rest):
            self.open.pop()
        return True

    def _open_math(self, matched: int, rest: str) -> bool:
        """Opens a `$$` block if its end comes before the next blank line."""
        match = starts.MATH.match(rest)
        if not match:
            return False
        first = match["rest"].strip()
        ends_here = len(first) > 2 and first.endswith("$$")
        if "$$" in (first[:-2] if ends_here else first) or not (ends_here or self._math_is_closed()):
            return False
        self._start(matched, self._node(NodeKind.MATH, lines=[rest.strip()]))
        if ends_here:
            self.open.pop()
        return True

    def _math_is_closed(self) -> bool:
        for number in range(self.number, len(self.source)):  # no slice: it would copy all that follows
            line = self.source[number]
            if not line.strip():
                return False
            if "$$" in line:
                return line.rstrip().endswith("$$")
        return False

    def _make_setext(self, underline: str) -> bool:
        """Turns the open paragraph into a heading."""
        paragraph = self.tip
        if paragraph.kind is not NodeKind.PARAGRAPH or not _has_words(paragraph):
            return False
        paragraph.kind = NodeKind.HEADING
        paragraph.level = 1 if underline[0] == "=" else 2
        self._touch()
        self.open.pop()
        return True

    def _open_list_like(self, context: "_Context", rest: str) -> str | None:
        matched = context.matched
        if item := starts.item_start(rest):
            if context.in_paragraph and (item.is_empty or item.number not in (None, 1)):
                return None
            self._start_item(matched, item)
            return rest[item.offset :]
        if match := starts.FOOTNOTE.match(rest):
            self._start(matched, self._node(NodeKind.FOOTNOTE, marker=match["label"]))
            return rest[match.end() :]
        if (match := starts.MEANING.match(rest)) and self._start_meaning(matched, match.end()):
            return rest[match.end() :]
        return None

    def _start_item(self, matched: int, item: starts.ItemStart) -> None:
        self._close_to(matched)
        if self.tip.kind is NodeKind.LIST and self.tip.marker != item.bullet:
            self.open.pop()
        if self.tip.kind is not NodeKind.LIST:
            self._leave_groups()
            self._push(self._node(NodeKind.LIST, marker=item.bullet, level=-1 if item.number is None else item.number))
        self._push(self._node(NodeKind.ITEM, offset=item.offset))

    def _start_meaning(self, matched: int, offset: int) -> bool:
        """Opens a definition (`: text`) if the paragraph or the definition list before it gives its term."""
        parent = self.open[matched - 1]
        before = parent.children[-1] if parent.children else None
        if parent.kind is NodeKind.TERMS:
            self._close_to(matched)
        elif before and before.kind is NodeKind.PARAGRAPH and before.end >= self.number - 2:
            self._close_to(matched)
            self._make_terms(parent, before)
        else:
            return False
        self._push(self._node(NodeKind.MEANING, offset=offset))
        return True

    def _make_terms(self, parent: Node, paragraph: Node) -> None:
        """Turns `paragraph` into the terms of a definition list, of the one just before it if there is one."""
        parent.children.pop()
        if parent.children and parent.children[-1].kind is NodeKind.TERMS:
            self.open.append(parent.children[-1])
        else:
            self._push(Node(NodeKind.TERMS, paragraph.start, self.number))
        terms = [Node(NodeKind.TERM, paragraph.start, paragraph.end, lines=[line]) for line in paragraph.lines]
        self.tip.children.extend(terms)

    def _node(self, kind: NodeKind, **fields: object) -> Node:
        return Node(kind, self.number, self.number, **fields)  # type: ignore[arg-type]

    def _start(self, matched: int, node: Node) -> None:
        self._close_to(matched)
        self._leave_groups()
        self._push(node)

    def _push(self, node: Node) -> None:
        if len(self.open) > MAX_DEPTH:
            raise NestedTooDeeply(self.number)
        self.tip.children.append(node)
        self.open.append(node)
        self._touch()

    def _touch(self) -> None:
        """Notes that this line's text belongs to every open block."""
        for node in self.open:
            node.end = self.number

    def _close_to(self, matched: int) -> None:
        del self.open[matched:]

    def _leave_groups(self) -> None:
        """Lists hold only items: any other block closes them."""
        while self.tip.kind in _GROUPS:
            self.open.pop()


_GROUPS = frozenset({NodeKind.LIST, NodeKind.TERMS})
_VERBATIM = frozenset({NodeKind.FENCE, NodeKind.CODE, NodeKind.MATH, NodeKind.HTML})


def _continue_container(node: Node, line: str) -> str | None:
    """`line` without what makes it go on in `node`, or None if it does not."""
    if node.kind in _GROUPS:
        return line
    if node.kind is NodeKind.QUOTE:
        match = starts.QUOTE.match(line)
        return line[match.end() :] if match else None
    if not line.strip():
        return line if node.children else None
    offset = _TAB if node.kind is NodeKind.FOOTNOTE else node.offset
    return line[offset:] if starts.indent_of(line) >= offset else None


def _closes_fence(leaf: Node, line: str) -> bool:
    text = line.strip(" \t")
    return starts.indent_of(line) < _TAB and text.startswith(leaf.marker) and not text.strip(leaf.marker[0])


def _without_indent(line: str, width: int) -> str:
    return line[min(width, starts.indent_of(line)) :]


def _without_early_tabs(line: str) -> str:
    """`line` with the tabs before its text as spaces; tabs inside the text stay."""
    if "\t" not in line:
        return line
    match = _BEFORE_TEXT.match(line)
    return line if not match else match[0].expandtabs(_TAB) + line[match.end() :]


def _has_words(paragraph: Node) -> bool:
    """Whether a paragraph is more than link definitions, which leave nothing to underline."""
    return any(not re.match(r" {0,3}\[[^\]]+\]:", line) for line in paragraph.lines)
