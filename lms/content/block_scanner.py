"""Divides the Markdown of a file into headings, texts, questions and pools, each with its lines (pure).

The structure comes from the reader that also renders, so that there are no two opinions about what is code and
what a heading. Definitions of links and footnotes are collected from texts only: what stands within a question
could give its answer away.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from lms.content.course import Block, BlockKind
from lms.content.heading_words import HeadingWords, attribute_problems, read_heading, whole_number
from lms.content.markdown_extensions.block_nodes import NestedTooDeeply, Node, NodeKind
from lms.content.markdown_extensions.block_structure import read_blocks
from lms.content.markdown_extensions.link_definitions import take_definitions
from lms.content.question_reader import QuestionSource, read_question
from lms.content.slugs import heading_slug, slug, unique_slug
from lms.content.source_lines import bare, split_lines
from lms.kernel.problems import Problem, error, warning
from lms.questions.question import Pool

_LONGEST_POOL_KEY = 80
_COMMENT = 1  # the kind of HTML block that a comment is


@dataclass(frozen=True)
class Scan:
    """The blocks of a text, whose texts joined are that text; problems have lines but no path yet."""

    blocks: tuple[Block, ...]
    definitions: str
    problems: tuple[Problem, ...]


@dataclass(frozen=True)
class _Heading:
    node: Node
    words: HeadingWords

    @property
    def title(self) -> str:
        return self.words.title


@dataclass(frozen=True)
class _Section:
    """A heading (None at the beginning of the text), its first line, and the line of the next section."""

    heading: _Heading | None
    start: int
    stop: int


def scan(text: str) -> Scan:
    """The blocks of a text (front matter taken off), lines counted from its first."""
    lines = split_lines(text)
    if not lines:
        return Scan((), "", ())
    try:
        nodes = read_blocks([bare(line) for line in lines]).children
    except NestedTooDeeply as refusal:
        whole = Block(BlockKind.TEXT, 1, len(lines), text)
        return Scan((whole,), "", (_nested_too_deeply(refusal.line),))
    return _Scanner(lines, nodes).scan()


class _Scanner:
    """One pass over the sections of a text."""

    def __init__(self, lines: list[str], nodes: Sequence[Node]) -> None:
        self.lines = lines
        self.nodes = nodes
        self.position = 0  # of the next node
        self.blocks: list[Block] = []
        self.definitions: list[str] = []
        self.problems: list[Problem] = [problem for node in nodes for problem in _unclosed(node, len(lines))]
        self.pool: tuple[str, int] | None = None  # key and level of the open pool

    def scan(self) -> Scan:
        headings = [_Heading(node, read_heading(" ".join(node.lines))) for node in self.nodes if _is_heading(node)]
        for section in _sections(headings, len(self.lines)):
            self._read(section, self._nodes_before(section.stop))
        blocks = _with_heading_keys(self.blocks)
        return Scan(tuple(blocks), "\n".join(self.definitions), tuple(self.problems))

    def _nodes_before(self, stop: int) -> tuple[Node, ...]:
        first = self.position
        while self.position < len(self.nodes) and self.nodes[self.position].start < stop:
            self.position += 1
        return tuple(self.nodes[first : self.position])

    def _read(self, section: _Section, nodes: tuple[Node, ...]) -> None:
        heading = section.heading
        if heading is None:
            self._add_text(section.start, section.stop, nodes)
            return
        self.problems += attribute_problems(heading.words, section.start)
        if self.pool and heading.node.level <= self.pool[1]:
            self.pool = None
        if heading.words.is_question:
            self._add_question(section, heading, nodes)
            return
        body = nodes[0].start if (nodes := nodes[1:]) else section.stop
        kind = BlockKind.POOL if heading.words.is_pool else BlockKind.HEADING
        block = self._block(kind, section.start, body, heading)
        self.blocks.append(self._as_pool(block, heading) if heading.words.is_pool else block)
        self._add_text(body, section.stop, nodes)

    def _as_pool(self, block: Block, heading: _Heading) -> Block:
        taken = {earlier.key for earlier in self.blocks if earlier.kind is BlockKind.POOL}
        key = heading.words.key or unique_slug(heading_slug(heading.title)[:_LONGEST_POOL_KEY] or "kelompok", taken)
        self.pool = (key, heading.node.level)
        draw = whole_number(heading.words.value("draw"))
        return replace(block, key=key, pool=Pool(key, heading.title, draw, block.line))

    def _add_question(self, section: _Section, heading: _Heading, nodes: tuple[Node, ...]) -> None:
        source = QuestionSource(
            heading=heading.words,
            level=heading.node.level,
            line=section.start,
            body_line=heading.node.end + 1,
            end_line=section.stop - 1,
            nodes=nodes[1:],
            pool=self.pool[0] if self.pool else "",
        )
        question, problems = read_question(source, self.lines)
        block = self._block(BlockKind.QUESTION, section.start, section.stop, heading)
        self.blocks.append(replace(block, key=question.key, question=question))
        self.problems += [*problems, *_questions_inside(nodes[1:])]

    def _add_text(self, start: int, stop: int, nodes: Sequence[Node]) -> None:
        if start < stop:
            self.blocks.append(self._block(BlockKind.TEXT, start, stop))
            self.definitions += [found for node in nodes if (found := self._definitions_of(node))]

    def _definitions_of(self, node: Node) -> str:
        """The source of the definitions that a top-level block begins with or is."""
        if node.kind is NodeKind.FOOTNOTE:
            return self._source(node.start, node.end)
        if node.kind is not NodeKind.PARAGRAPH:
            return ""
        text = "\n".join(node.lines)
        _, rest = take_definitions(text)
        count = text[: len(text) - len(rest)].count("\n") + (not rest)
        return self._source(node.start, node.start + count - 1) if count else ""

    def _source(self, start: int, end: int) -> str:
        return "".join(bare(line) + "\n" for line in self.lines[start - 1 : end])

    def _block(self, kind: BlockKind, start: int, stop: int, heading: _Heading | None = None) -> Block:
        text = "".join(self.lines[start - 1 : stop - 1])
        if heading is None:
            return Block(kind, start, stop - 1, text)
        return Block(kind, start, stop - 1, text, heading.node.level, heading.title, heading.words.key)


def _is_heading(node: Node) -> bool:
    return node.kind is NodeKind.HEADING


def _sections(headings: Sequence[_Heading], count: int) -> Iterator[_Section]:
    """The text before the first heading, then each heading; within a question, deeper ones are part of it."""
    starts: list[_Heading] = []
    question_level = 0
    for heading in headings:
        if question_level and heading.node.level > question_level:
            continue
        starts.append(heading)
        question_level = heading.node.level if heading.words.is_question else 0
    stops = [heading.node.start for heading in starts] + [count + 1]
    yield _Section(None, 1, stops[0])
    for heading, stop in zip(starts, stops[1:], strict=True):
        yield _Section(heading, heading.node.start, stop)


def _with_heading_keys(blocks: Sequence[Block]) -> list[Block]:
    """Headings without a key of their own get the slug of their words, numbered where it is taken."""
    taken = {block.key for block in blocks if block.key}
    keyed = []
    for block in blocks:
        if block.kind is BlockKind.HEADING:
            key = slug(block.key) if block.key else unique_slug(heading_slug(block.title), taken)
            taken.add(key)
            block = replace(block, key=key)
        keyed.append(block)
    return keyed


def _questions_inside(nodes: Sequence[Node]) -> list[Problem]:
    return [
        error(
            "question-in-question",
            "This question stands within another one.",
            "Give its heading as many # as that of the question above.",
            line=node.start,
        )
        for node in nodes
        if _is_heading(node) and read_heading(" ".join(node.lines)).word
    ]


def _unclosed(node: Node, count: int) -> Iterator[Problem]:
    """A fence or comment without an end swallows all that follows, questions too."""
    if node.kind is NodeKind.FENCE and node.end == count and node.end - node.start == len(node.lines):
        yield warning(
            "fence-not-closed",
            "This code block has no end; all that follows counts as code.",
            "Write {fence} on a line of its own after the code; or take this line out, if nothing begins here.",
            line=node.start,
            fence=node.marker,
        )
    if node.kind is NodeKind.HTML and node.level == _COMMENT and "-->" not in node.lines[-1]:
        yield warning(
            "comment-not-closed",
            "This comment has no end; all that follows is hidden.",
            "Write --> where the comment ends.",
            line=node.start,
        )


def _nested_too_deeply(line: int) -> Problem:
    return error(
        "nested-too-deeply",
        "Lists or quotes are nested too deeply here.",
        "Take some of the levels out.",
        line=line,
    )
