"""Moodle XML as questions: its own, and what other systems write in its name (pure)."""

import re
from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal

from lms.kernel.problems import Problem
from lms.questions.banks import answers
from lms.questions.banks.answers import CannotCome, Weighted, percent
from lms.questions.banks.bank import LONGEST_TEXT, MOST_QUESTIONS, Bank, changed, left_out, refused
from lms.questions.banks.cloze import gaps_of, gaps_to_choose, has_gap, plain_words, with_gaps
from lms.questions.banks.html_text import markdown_of, with_breaks
from lms.questions.banks.markdown_text import LONGEST_TITLE, at_line_start, escaped, on_one_line, title_and_stem
from lms.questions.banks.pictures import Pictures, words_in
from lms.questions.banks.xml_nodes import CannotRead, Node, read_xml
from lms.questions.kind import Mark
from lms.questions.question import Question

_TOP = re.compile(r"^(\$\w+\$/?)?(top/?)?")
OUTCOME, LAST, COLUMNS = "outcome:", "last:", "columns:"
PARTIAL, WHOLE, UNTITLED = "partial", "all-or-nothing", "untitled"
"""Tags in which our export keeps what Moodle has no place for."""
_VERDICT = re.compile(
    r"Your answer is (in|partially )?correct\.?|Votre réponse est (in|partiellement )?correcte\.?"
    r"|Die Antwort ist (richtig|falsch|teilweise richtig)\.?|Respuesta (in|parcialmente )?correcta\.?"
)
"""What Moodle writes by itself and every portal says anyway, in the languages in which it was met."""
_TO_CHOOSE = ("selectoption", "dragbox")
_OURS = re.compile(rf"({OUTCOME}|{LAST}|{COLUMNS}).*|{PARTIAL}|{WHOLE}|{UNTITLED}", re.DOTALL)
_USUAL_PENALTIES = (0, Decimal("0.3333333"), Decimal("0.1"), Decimal("0.33333"))


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
        self.kind = node.attributes.get("type", "")
        self.tags = [tag.value("text") for tag in (node.first("tags") or node).all("tag")]
        self.gaps: list[str] = []
        self.losses: list[str] = []
        self.picture_losses: list[str] = []

    def read(self) -> Question:
        """The question. Raises CannotCome."""
        read = _KINDS.get(self.kind)
        if read is None:
            raise CannotCome(f"there is no kind “{self.kind}”")
        if read is _cloze:
            self._take_gaps()
        question = self._shared()
        if not question.title and not question.stem:
            raise CannotCome("it has no text")
        self._tell_what_has_no_place()
        return read(self, question)

    def _take_gaps(self) -> None:
        """Gaps are told apart before the text around them becomes Markdown, which has escapes of its own."""
        asked = self.node.first("questiontext")
        text = asked and (asked.first("text") or asked)
        if asked is None or text is None:
            return
        options = [(plain_words(o.value("text")), o.value("group")) for tag in _TO_CHOOSE for o in self.node.all(tag)]
        if options:
            without, self.gaps = gaps_to_choose(text.text, options)
        else:
            is_html = asked.attributes.get("format") not in ("markdown", "plain_text")
            without, self.gaps = gaps_of(text.text, is_html, self.losses)
        text.texts = [without]

    def _tell_what_has_no_place(self) -> None:
        node = self.node
        tags = [tag for tag in self.tags if tag and not _OURS.fullmatch(tag)]
        if tags:
            self.losses.append("the tags " + ", ".join(f"“{tag}”" for tag in tags))
        partly = self.text(node.first("partiallycorrectfeedback"))
        if partly and not _VERDICT.fullmatch(partly):
            self.losses.append("what is said to a partly right answer")
        if self.kind == "essay" and self.text(node.first("responsetemplate")):
            self.losses.append("the text that an answer begins with")
        if self.kind == "essay" and node.value("attachments") not in ("", "0"):
            self.losses.append("that files are handed in")

    def text(self, node: Node | None) -> str:
        """A text in whatever format it is, as Markdown. Raises CannotCome."""
        if node is None:
            return ""
        raw = (node.first("text") or node).text.strip("\n") if node.first("text") or node.texts else ""
        if words_in(raw) > LONGEST_TEXT:
            raise CannotCome(f"a text of it has more than {LONGEST_TEXT} characters")
        form = node.attributes.get("format", "html" if "<" in raw else "moodle_auto_format")
        pictures = Pictures(self.media, {file.attributes.get("name", ""): file.text for file in node.all("file")})
        if form == "markdown":
            made = pictures.within(raw.replace("\r\n", "\n"))
        elif form == "plain_text":
            made = at_line_start(escaped(raw.strip()))
        else:
            html = with_breaks(raw.strip()) if form == "moodle_auto_format" else raw.strip()
            made = markdown_of(html, pictures.markdown, self.losses.append)
        self.picture_losses += pictures.losses
        return made

    def line_of(self, node: Node | None) -> str:
        """A text that stands on one line."""
        return on_one_line(self.text(node))

    def _old_picture(self) -> str:
        """The picture that questions had before Moodle 2 below their text."""
        name = self.node.value("image").rpartition("/")[2]
        if not name:
            return ""
        pictures = Pictures(self.media, {name: self.node.value("image_base64")})
        shown = pictures.markdown(f"@@PLUGINFILE@@/{name}", "")
        self.picture_losses += pictures.losses
        return shown

    def _shared(self) -> Question:
        node = self.node
        shown = f"{self.text(node.first('questiontext'))}\n\n{self._old_picture()}".strip("\n")
        title, stem = title_and_stem(shown, LONGEST_TITLE if self._from_elsewhere("questiontext") else len(shown))
        if UNTITLED in self.tags:
            title, stem = "", shown
        points = percent(node.value("defaultgrade") or "1")
        if points != points.to_integral_value() or not 1 <= points <= 1000:
            self.losses.append(f"the weight {points}")
            points = min(max(points.to_integral_value(), Decimal(1)), Decimal(1000))
        if self.kind != "truefalse" and percent(node.value("penalty")) not in _USUAL_PENALTIES:
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
        with_parts = _KINDS[self.kind] in (_matching, _ordering, _cloze)
        if self.node.value("gradingtype") == "ALL_OR_NOTHING":
            with_parts = False
        if _KINDS[self.kind] is _choice:
            with_parts = not self.is_single() and self.kind != "multichoiceset"
        return WHOLE not in self.tags if with_parts else PARTIAL in self.tags

    def is_single(self) -> bool:
        """Whether one answer is chosen."""
        return self.kind == "multichoice" and self.node.value("single").lower() not in ("false", "0")

    def _verdict(self, tag: str) -> str:
        """What is said to a right or a wrong answer."""
        found = self.text(self.node.first(tag))
        return "" if _VERDICT.fullmatch(found) and self._from_elsewhere(tag) else found

    def _from_elsewhere(self, tag: str) -> bool:
        """Whether a text is none that we exported as Markdown."""
        node = self.node.first(tag)
        return node is None or node.attributes.get("format") != "markdown"

    def weighted(self, text: Callable[[Node | None], str]) -> list[Weighted]:
        """The answers with their weights. Raises CannotCome."""
        answers.few_enough(len(self.node.all("answer")))
        return [
            Weighted(
                text(node),
                percent(node.attributes.get("fraction", "0")),
                self.text(node.first("feedback")),
                node.value("tolerance"),
            )
            for node in self.node.all("answer")
        ]

    def plain(self, node: Node | None) -> str:
        """A text that is compared, not shown."""
        return " ".join(node.value("text").split()) if node else ""


def _choice(reader: _QuestionReader, question: Question) -> Question:
    single = reader.is_single()
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
    named = [
        replace(answer, text=words[answer.text.lower()])
        for answer in sorted(found, key=lambda a: words[a.text.lower()])
    ]
    return answers.chosen(replace(question, keep_order=True), named, True, reader.losses)


def _typed(reader: _QuestionReader, question: Question) -> Question:
    if reader.node.value("usecase") == "1":
        reader.losses.append("that capital letters count")
    return answers.typed(question, reader.weighted(reader.plain), reader.losses)


def _number(reader: _QuestionReader, question: Question) -> Question:
    if (units := reader.node.first("units")) and units.all("unit"):
        reader.losses.append("units")
    return answers.number(
        question,
        reader.weighted(reader.plain),
        lambda one: answers.number_answer(one.text, one.tolerance),
        reader.losses,
    )


def _matching(reader: _QuestionReader, question: Question) -> Question:
    pairs = [(reader.line_of(node), reader.line_of(node.first("answer"))) for node in reader.node.all("subquestion")]
    heads = next((tag[len(COLUMNS) :].split("|") for tag in reader.tags if tag.startswith(COLUMNS)), answers.HEADS)
    return answers.matched(question, pairs, heads if len(heads) == 2 else answers.HEADS)


def _ordering(reader: _QuestionReader, question: Question) -> Question:
    items = [answers.item(Mark.NUMBERED, answer.text) for answer in reader.weighted(reader.text)]
    return answers.answered(question, Mark.NUMBERED, items)


def _cloze(reader: _QuestionReader, question: Question) -> Question:
    if not reader.gaps:
        raise CannotCome("it has no gaps")
    title, stem = with_gaps(question.title, reader.gaps), with_gaps(question.stem, reader.gaps)
    if "[[" in title:
        name = reader.line_of(reader.node.first("name"))
        named = name and "[[" not in name and not has_gap(reader.node.value("name/text"))
        title, stem = name if named else "Isi yang kosong", f"{title}\n\n{stem}".strip("\n")
    items = [answers.item(Mark.GAPS, inside) for inside in reader.gaps]
    return answers.answered(replace(question, title=title, stem=stem), Mark.GAPS, items)


def _essay(reader: _QuestionReader, question: Question) -> Question:
    return answers.written(question, reader.text(reader.node.first("graderinfo")), reader.losses)


_KINDS: dict[str, Callable[[_QuestionReader, Question], Question]] = {
    "multichoice": _choice,
    "multichoiceset": _choice,
    "oumultiresponse": _choice,
    "truefalse": _true_false,
    "shortanswer": _typed,
    "numerical": _number,
    "matching": _matching,
    "ddmatch": _matching,
    "ordering": _ordering,
    "cloze": _cloze,
    "multianswer": _cloze,
    "gapselect": _cloze,
    "ddwtos": _cloze,
    "essay": _essay,
}
