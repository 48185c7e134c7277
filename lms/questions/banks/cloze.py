"""Moodle's `{1:SHORTANSWER:=loket~=meja}` in a text and our `[[loket|meja]]`, each from the other (pure)."""

import re
from collections.abc import Sequence
from decimal import Decimal
from html import unescape

from lms.questions.banks.answers import CannotCome, percent
from lms.questions.question import Blank

_GAP = re.compile(r"(?<!\\)\{\s{0,9}(?P<points>\d{0,9})\s{0,9}:(?P<type>[A-Z_]{1,20}):")
_BRACE = "&#123;"
_GUARDED = re.compile(_GAP.pattern.replace(r"\{", _BRACE, 1))
_GAP_END = re.compile(r"(?<!\\)\}")
_CHOICE_PLACE = re.compile(r"\[\[(\d{1,3})\]\]")
_TAG = re.compile(r"</?[a-zA-Z][^<>]*>")
_ANSWER = re.compile(r"^(?:(=)|%(-?[\d.,]+)%)?(.*)$", re.DOTALL)
_CHOSEN = ("MULTICHOICE", "MC", "MCV", "MCH", "MCS", "MCVS", "MCHS")
_TYPED = ("SHORTANSWER", "SA", "SAC", "MW", "MWC")
_NUMBERS = ("NUMERICAL", "NM")


def gaps_of(text: str, is_html: bool, losses: list[str]) -> tuple[str, list[str]]:
    """The text with a placeholder for each gap, and what stands within each. Raises CannotCome."""
    parts: list[str] = []
    inside: list[str] = []
    points: set[str] = set()
    done = 0
    while (found := _GAP.search(text, done)) and (end := _GAP_END.search(text, found.end())):
        kind = re.sub("(_[VHSC]+)+$", "", found["type"])
        parts += [text[done : found.start()], f"\ue000{len(inside)}\ue001"]
        inside.append(_inside(kind, text[found.end() : end.start()], is_html, losses))
        points.add(found["points"] or "1")
        done = end.end()
    if len(points) > 1:
        losses.append("the different weights of gaps")
    return "".join([*parts, text[done:]]), inside


def has_gap(text: str) -> bool:
    """Whether a gap of Moodle begins in the text."""
    return _GAP.search(text) is not None


def with_gaps(text: str, inside: Sequence[str]) -> str:
    """The text with our gaps in the places of the placeholders; what only looks like a gap is itself again."""
    text = re.sub("\ue000(\\d+)\ue001", lambda found: f"[[{inside[int(found[1])]}]]", text)
    return _GUARDED.sub(lambda found: found[0].replace(_BRACE, "{", 1), text)


def gaps_to_choose(text: str, options: Sequence[tuple[str, str]]) -> tuple[str, list[str]]:
    """The same for `[[2]]`, which is the second of the options (text, group), chosen among those of its group.

    Raises CannotCome.
    """
    inside: list[str] = []

    def gap(found: re.Match[str]) -> str:
        number = int(found[1]) - 1
        if not 0 <= number < len(options):
            raise CannotCome("a gap has no option")
        right, group = options[number]
        inside.append(_choice([(one == right, one) for one in dict.fromkeys(t for t, g in options if g == group)]))
        return f"\ue000{len(inside) - 1}\ue001"

    return _CHOICE_PLACE.sub(gap, text), inside


def plain_words(text: str) -> str:
    """The words of a piece of HTML."""
    return " ".join(unescape(_TAG.sub("", text)).split())


def _inside(kind: str, answers: str, is_html: bool, losses: list[str]) -> str:
    parts = [_ANSWER.match(part) for part in re.split(r"(?<!\\)~", plain_words(answers) if is_html else answers)]
    found = [(m[1] or m[2] or "0", re.split(r"(?<!\\)#", m[3])) for m in parts if m]
    if any(len(pieces) > 1 for _, pieces in found):
        losses.append("feedback to gaps")
    weighted = [(Decimal(100) if sign == "=" else percent(sign), pieces[0]) for sign, pieces in found]
    if any(weight not in (0, 100) for weight, _ in weighted):
        losses.append("part marks within gaps")
    if kind in _CHOSEN:
        return _choice([(weight >= 100, _plain(text)) for weight, text in weighted if text.strip()])
    if kind not in (*_TYPED, *_NUMBERS):
        raise CannotCome(f"gaps of the type {kind} are not known")
    full = [text for weight, text in weighted if weight >= 100 and text.strip()]
    accepted = [_plain(text) for text in full if not re.search(r"(?<!\\)\*", text)]
    if len(accepted) < len(full):
        losses.append("accepted answers with the wildcard *")
    if kind in _NUMBERS:
        losses += ["the tolerance of a gap"] if any(":" in text for text in accepted) else []
        numbers = [text.partition(":")[0].strip() for text in accepted]
        accepted = list(dict.fromkeys(one for text in numbers for one in (text, text.replace(".", ","))))
    if not accepted:
        raise CannotCome("a gap has no accepted answer")
    return "|".join(_held(text) for text in accepted)


def _choice(options: Sequence[tuple[bool, str]]) -> str:
    return "|".join(f"({'x' if right else ' '}) {_held(text)}" for right, text in options)


def _held(text: str) -> str:
    if "|" in text or "]]" in text or text.startswith("("):
        raise CannotCome("an answer of a gap has signs that gaps cannot hold")
    return text


def cloze_of(text: str, blanks: Sequence[Blank]) -> str:
    """The text with Moodle's gaps in the places of the placeholders, for the blanks in their order.

    What only looks like one of Moodle's gaps begins with an entity, which Moodle shows as the brace that it is.
    """
    text = _GAP.sub(lambda found: found[0].replace("{", _BRACE, 1), text)
    return re.sub("\ue000(\\d+)\ue001", lambda found: _written(blanks[int(found[1])]), text)


def _written(blank: Blank) -> str:
    if blank.options:
        return "{1:MULTICHOICE:" + "~".join(("=" if o.correct else "") + _escaped(o.text) for o in blank.options) + "}"
    return "{1:SHORTANSWER:" + "~".join("=" + _escaped(text) for text in blank.accepted) + "}"


def _escaped(text: str) -> str:
    return re.sub(r"([\\~#}/\"=%*])", r"\\\1", text)


def _plain(text: str) -> str:
    return " ".join(re.sub(r"\\(.)", r"\1", text).split())
