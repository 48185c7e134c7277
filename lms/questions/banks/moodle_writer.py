"""Questions as Moodle XML, from which they come back without loss: texts stay Markdown, which Moodle reads (pure)."""

import base64
import re
from collections.abc import Callable, Iterable, Mapping
from decimal import Decimal
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from lms.questions.banks.cloze import cloze_of
from lms.questions.banks.moodle_reader import COLUMNS, LAST, OUTCOME, PARTIAL, UNTITLED, WHOLE
from lms.questions.question import Question

_WITH_PARTS = frozenset({"multiple_choice", "matching", "ordering", "gaps"})
_NOT_IN_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_PICTURE = re.compile(r"(!\[[^\]]*\]\()<?([^)>\s]+)>?(\))")


def write_moodle(questions: Iterable[Question], pools: Mapping[str, str], media: Mapping[str, bytes]) -> bytes:
    """The bank as UTF-8, of questions that have a counterpart.

    `pools` gives the title of a pool's key, `media` the pictures by the address in the text. In the stem of a question
    with gaps, U+E000, its number and U+E001 stand for each gap.
    """
    root = Element("quiz")
    pool = None
    for question in questions:
        if question.pool != pool:
            pool = question.pool
            _category(root, pools.get(pool, pool))
        _add(root, question, media)
    indent(root, "  ")
    return b'<?xml version="1.0" encoding="UTF-8"?>\n' + tostring(root, encoding="unicode").encode() + b"\n"


def has_counterpart(question: Question) -> bool:
    """Whether Moodle knows this kind of question."""
    return question.kind in _KINDS


def _category(root: Element, title: str) -> None:
    node = SubElement(root, "question", type="category")
    path = "$course$/top" + (f"/{title.replace('/', '//')}" if title else "")
    SubElement(SubElement(node, "category"), "text").text = _clean(path)


def _add(root: Element, question: Question, media: Mapping[str, bytes]) -> None:
    kind, write = _KINDS[question.kind]
    node = SubElement(root, "question", type=kind)
    stem = cloze_of(question.stem, question.blanks) if question.kind == "gaps" else question.stem
    SubElement(SubElement(node, "name"), "text").text = _clean(question.title or question.key)[:255]
    _text(node, "questiontext", f"{question.title}\n\n{stem}".strip("\n"), media)
    _text(node, "generalfeedback", question.explanation, media)
    SubElement(node, "defaultgrade").text = str(question.points)
    SubElement(node, "idnumber").text = question.key
    write(node, question, media)
    if question.if_correct:
        _text(node, "correctfeedback", question.if_correct, media)
    if question.if_incorrect:
        _text(node, "incorrectfeedback", question.if_incorrect, media)
    for hint in question.hints:
        _text(node, "hint", hint, media)
    _tags(node, question)


def _text(parent: Element, tag: str, markdown: str, media: Mapping[str, bytes]) -> Element:
    """A text with the pictures that stand in it."""
    node = SubElement(parent, tag, format="markdown")
    names: dict[str, str] = {}

    def within(found: re.Match[str]) -> str:
        if (address := found[2]) not in media:
            return found[0]
        plain = address.rpartition("/")[2]
        name = plain if plain not in names.values() or address in names else f"{len(names)}-{plain}"
        return f"{found[1]}@@PLUGINFILE@@/{names.setdefault(address, name)}{found[3]}"

    text = _PICTURE.sub(within, markdown)
    SubElement(node, "text").text = _clean(text)
    for address, name in names.items():
        file = SubElement(node, "file", name=name, path="/", encoding="base64")
        file.text = base64.b64encode(media[address]).decode()
    return node


def _answer(node: Element, text: str, weight: object, feedback: str, media: Mapping[str, bytes]) -> Element:
    answer = _text(node, "answer", text, media)
    answer.set("fraction", str(weight))
    _text(answer, "feedback", feedback, media)
    return answer


def _choices(node: Element, question: Question, media: Mapping[str, bytes]) -> None:
    single = question.kind == "single_choice"
    right = sum(option.correct for option in question.options) or 1
    share = "100" if single else f"{Decimal(100) / right:.5f}".rstrip("0").rstrip(".")
    SubElement(node, "single").text = "true" if single else "false"
    SubElement(node, "shuffleanswers").text = "false" if question.keep_order else "true"
    for option in question.options:
        _answer(node, option.text, share if option.correct else "0", option.feedback, media)


def _typed(node: Element, question: Question, media: Mapping[str, bytes]) -> None:
    SubElement(node, "usecase").text = "0"
    for text in question.accepted:
        _plain_answer(node, text.replace("*", "\\*"))


def _number(node: Element, question: Question, media: Mapping[str, bytes]) -> None:
    for span in question.ranges:
        low, high = Decimal(span.low), Decimal(span.high)
        answer = _plain_answer(node, f"{(low + high) / 2:f}")
        SubElement(answer, "tolerance").text = f"{(high - low) / 2:f}"


def _plain_answer(node: Element, text: str) -> Element:
    answer = SubElement(node, "answer", fraction="100", format="plain_text")
    SubElement(answer, "text").text = _clean(text)
    return answer


def _ordering(node: Element, question: Question, media: Mapping[str, bytes]) -> None:
    for place, option in enumerate(question.options, 1):
        _answer(node, option.text, place, "", media)


def _matching(node: Element, question: Question, media: Mapping[str, bytes]) -> None:
    SubElement(node, "shuffleanswers").text = "true"
    pairs = [(blank.text, blank.accepted[0]) for blank in question.blanks]
    for left, right in [*pairs, *(("", option.text) for option in question.options if not option.correct)]:
        pair = _text(node, "subquestion", left, media)
        SubElement(SubElement(pair, "answer", format="markdown"), "text").text = _clean(right)


def _essay(node: Element, question: Question, media: Mapping[str, bytes]) -> None:
    SubElement(node, "responseformat").text = "plain"
    _text(node, "graderinfo", question.rubric, media)


def _nothing(node: Element, question: Question, media: Mapping[str, bytes]) -> None:
    """Its gaps stand in the text."""


def _tags(node: Element, question: Question) -> None:
    words = [OUTCOME + question.outcome] if question.outcome else []
    words += [f"{LAST}{number}" for number, option in enumerate(question.options) if option.last]
    words += [COLUMNS + "|".join(question.columns)] if question.columns else []
    words += [] if question.title else [UNTITLED]
    if question.kind in _WITH_PARTS and not question.partial:
        words.append(WHOLE)
    elif question.kind not in _WITH_PARTS and question.partial:
        words.append(PARTIAL)
    if words:
        tags = SubElement(node, "tags")
        for word in words:
            SubElement(SubElement(tags, "tag"), "text").text = word


def _clean(text: str) -> str:
    return _NOT_IN_XML.sub("", text)


_KINDS: Mapping[str, tuple[str, Callable[[Element, Question, Mapping[str, bytes]], None]]] = {
    "single_choice": ("multichoice", _choices),
    "multiple_choice": ("multichoice", _choices),
    "typed_answer": ("shortanswer", _typed),
    "number": ("numerical", _number),
    "ordering": ("ordering", _ordering),
    "matching": ("matching", _matching),
    "gaps": ("cloze", _nothing),
    "essay": ("essay", _essay),
}
