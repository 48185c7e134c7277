"""Moodle XML as questions: its own, and what other systems write in its name (pure)."""

import re
from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal

from lms.kernel.problems import Problem
from lms.questions.banks import answers
from lms.questions.banks.answers import CannotCome, Weighted, percent
from lms.questions.banks.bank import MOST_QUESTIONS, Bank, changed, left_out, refused
from lms.questions.banks.cloze import gaps_of, with_gaps
from lms.questions.banks.html_text import at_line_start, escaped, markdown_of
from lms.questions.banks.pictures import Pictures
from lms.questions.banks.xml_nodes import CannotRead, Node, read_xml
from lms.questions.kind import Mark
from lms.questions.question import Question

_TOP = re.compile(r"^(\$\w+\$/?)?(top/?)?")
OUTCOME, LAST, COLUMNS, PARTIAL, WHOLE = "outcome:", "last:", "columns:", "partial", "all-or-nothing"
"""Tags in which our export keeps what Moodle has no place for."""
_HEADS = ("Kiri", "Kanan")
_WITH_PARTS = frozenset({"multichoice", "matching", "ordering", "cloze", "multianswer"})


def read_moodle(data: bytes) -> Bank:
    """The bank in the bytes of a Moodle XML file; never fails, whatever they are."""
    try:
        root = read_xml(data)
    except CannotRead as found:
        return Bank(problems=(found.problem,))
    nodes = root.all("question")
    if root.tag != "quiz" or not nodes:
        return refused("no-moodle-xml", "This XML holds no questions of Moodle.", "Export it as Moodle XML.", root.line)
    if len(nodes) > MOST_QUESTIONS:
        return refused(
            "too-many-questions", "There are more than {most} questions.", "Divide the file.", most=MOST_QUESTIONS
        )
    media: dict[str, bytes] = {}
    problems: list[Problem] = []
    questions: list[Question] = []
    pool = ""
    for node in nodes:
        if node.attributes.get("type") == "category":
            pool = category_words(node.value("category/text"))
            continue
        reader = _QuestionReader(node, pool, media)
        try:
            questions.append(reader.read())
            problems += [changed(node.line, loss) for loss in dict.fromkeys([*reader.losses, *reader.picture_losses])]
        except CannotCome as why:
            problems.append(left_out(node.line, str(why)))
    return Bank(tuple(questions), media, tuple(problems))


def category_words(path: str) -> str:
    """The words of a category without Moodle's own; `//` stands for a slash in a name."""
    names = _TOP.sub("", path).replace("//", "\0").split("/")
    return " / ".join(name.strip().replace("\0", "/") for name in names if name.strip())[:200]


class _QuestionReader:
    """One `<question>`, and what is lost of it."""

    def __init__(self, node: Node, pool: str, media: dict[str, bytes]) -> None:
        self.node, self.pool, self.media = node, pool, media
        self.tags = [tag.value("text") for tag in (node.first("tags") or node).all("tag")]
        self.gaps: list[str] = []
        self.losses: list[str] = []
        self.picture_losses: list[str] = []

    def read(self) -> Question:
        """The question. Raises CannotCome."""
        kind = self.node.attributes.get("type", "")
        read = _KINDS.get(kind)
        if read is None:
            raise CannotCome(f"there is no kind “{kind}”")
        if read is _cloze:
            self._take_gaps()
        return read(self, self._shared())

    def _take_gaps(self) -> None:
        """Gaps are told apart before the text around them becomes Markdown, which has escapes of its own."""
        text = self.node.first("questiontext")
        text = text and (text.first("text") or text)
        if text:
            without, self.gaps = gaps_of(text.text, self.losses)
            text.texts = [without]

    def text(self, node: Node | None) -> str:
        """A text in whatever format it is, as Markdown."""
        if node is None:
            return ""
        raw = (node.first("text") or node).text.strip("\n") if node.first("text") or node.texts else ""
        form = node.attributes.get("format", "html")
        pictures = Pictures(self.media, {file.attributes.get("name", ""): file.text for file in node.all("file")})
        if form == "markdown":
            made = pictures.within(raw.replace("\r\n", "\n"))
        elif form == "plain_text":
            made = at_line_start(escaped(raw.strip()))
        else:
            made = markdown_of(raw.strip(), pictures.markdown)
        self.picture_losses += pictures.losses
        return made

    def line_of(self, node: Node | None) -> str:
        """A text that stands on one line."""
        return " ".join(self.text(node).split())

    def _shared(self) -> Question:
        node = self.node
        first, _, rest = self.text(node.first("questiontext")).partition("\n\n")
        title, stem = (
            (first, rest.strip("\n"))
            if "\n" not in first and len(first) <= 300
            else ("", f"{first}\n\n{rest}".strip("\n"))
        )
        points = percent(node.value("defaultgrade") or "1")
        if points != points.to_integral_value() or not 1 <= points <= 1000:
            self.losses.append(f"the weight {points}")
            points = min(max(points.to_integral_value(), Decimal(1)), Decimal(1000))
        if percent(node.value("penalty")) not in (0, Decimal("0.3333333"), Decimal("0.1"), Decimal("0.33333")):
            self.losses.append("the penalty for further tries")
        return Question(
            kind="",
            title=title or ("" if stem else self.line_of(node.first("name"))),
            stem=stem,
            key=node.value("idnumber") if re.fullmatch(r"[A-Za-z0-9][\w.-]{0,118}", node.value("idnumber")) else "",
            line=node.line,
            end_line=node.line,
            points=int(points),
            outcome=next((tag[len(OUTCOME) :] for tag in self.tags if tag.startswith(OUTCOME)), ""),
            partial=self._has_parts(),
            pool=self.pool,
            hints=tuple(hint for node in node.all("hint") if (hint := self.text(node))),
            explanation=self.text(node.first("generalfeedback")),
            if_correct=self._verdict("correctfeedback"),
            if_incorrect=self._verdict("incorrectfeedback"),
        )

    def _has_parts(self) -> bool:
        """Moodle gives part marks wherever a question has parts."""
        kind = self.node.attributes.get("type", "")
        if kind == "multichoice" and self.node.value("single").lower() not in ("false", "0"):
            return PARTIAL in self.tags
        return WHOLE not in self.tags if kind in _WITH_PARTS else PARTIAL in self.tags

    def _verdict(self, tag: str) -> str:
        """Moodle writes "Your answer is correct." by itself, which every portal says anyway."""
        found = self.text(self.node.first(tag))
        return "" if re.fullmatch(r"Your answer is (in)?correct\.?", found) else found

    def weighted(self, text: Callable[[Node | None], str]) -> list[Weighted]:
        """The answers with their weights."""
        return [
            Weighted(text(node), percent(node.attributes.get("fraction", "0")), self.text(node.first("feedback")))
            for node in self.node.all("answer")
        ]

    def plain(self, node: Node | None) -> str:
        """A text that is compared, not shown."""
        return " ".join(node.value("text").split()) if node else ""


def _choice(reader: _QuestionReader, question: Question) -> Question:
    single = reader.node.value("single").lower() not in ("false", "0")
    keeps = reader.node.value("shuffleanswers").lower() in ("false", "0")
    weighted = reader.weighted(reader.text)
    made = answers.chosen(replace(question, keep_order=keeps), weighted, single, reader.losses)
    last = {int(tag[len(LAST) :]) for tag in reader.tags if re.fullmatch(rf"{LAST}\d{{1,3}}", tag)}
    return replace(made, options=tuple(replace(o, last=n in last) for n, o in enumerate(made.options)))


def _true_false(reader: _QuestionReader, question: Question) -> Question:
    words = {"true": "Benar", "false": "Salah"}
    found = reader.weighted(reader.plain)
    if {answer.text.lower() for answer in found} != set(words):
        raise CannotCome("its answers are not true and false")
    named = [replace(answer, text=words[answer.text.lower()]) for answer in found]
    return answers.chosen(replace(question, keep_order=True), named, True, reader.losses)


def _typed(reader: _QuestionReader, question: Question) -> Question:
    if reader.node.value("usecase") == "1":
        reader.losses.append("that capital letters count")
    return answers.typed(question, reader.weighted(reader.plain), reader.losses)


def _number(reader: _QuestionReader, question: Question) -> Question:
    full = [node for node in reader.node.all("answer") if percent(node.attributes.get("fraction", "0")) >= 100]
    if len(full) < len(reader.node.all("answer")):
        reader.losses.append("numbers that bring part marks, or feedback alone")
    if reader.node.first("units") and reader.node.first("units").all("unit"):  # type: ignore[union-attr]
        reader.losses.append("units")
    if not full or any(node.value("text") == "*" for node in full):
        raise CannotCome("no accepted number is told")
    texts = [answers.number_answer(node.value("text"), node.value("tolerance")) for node in full]
    return answers.answered(question, Mark.EQUALS, [answers.item(Mark.EQUALS, text) for text in texts])


def _matching(reader: _QuestionReader, question: Question) -> Question:
    pairs = [(reader.line_of(node), reader.line_of(node.first("answer"))) for node in reader.node.all("subquestion")]
    heads = next((tag[len(COLUMNS) :].split("|") for tag in reader.tags if tag.startswith(COLUMNS)), _HEADS)
    return answers.matched(question, pairs, heads if len(heads) == 2 else _HEADS)


def _ordering(reader: _QuestionReader, question: Question) -> Question:
    items = [answers.item(Mark.NUMBERED, answer.text) for answer in reader.weighted(reader.text)]
    return answers.answered(question, Mark.NUMBERED, items)


def _cloze(reader: _QuestionReader, question: Question) -> Question:
    if not reader.gaps:
        raise CannotCome("it has no gaps")
    title, stem = with_gaps(question.title, reader.gaps), with_gaps(question.stem, reader.gaps)
    if "[[" in title:
        title, stem = reader.line_of(reader.node.first("name")) or "Isi yang kosong", f"{title}\n\n{stem}".strip("\n")
    items = [answers.item(Mark.GAPS, inside) for inside in reader.gaps]
    return answers.answered(replace(question, title=title, stem=stem), Mark.GAPS, items)


def _essay(reader: _QuestionReader, question: Question) -> Question:
    return answers.written(question, reader.text(reader.node.first("graderinfo")), reader.losses)


_KINDS: dict[str, Callable[[_QuestionReader, Question], Question]] = {
    "multichoice": _choice,
    "truefalse": _true_false,
    "shortanswer": _typed,
    "numerical": _number,
    "matching": _matching,
    "ordering": _ordering,
    "cloze": _cloze,
    "multianswer": _cloze,
    "essay": _essay,
}
