"""Moodle's `{1:SHORTANSWER:=loket~=meja}` in a text and our `[[loket|meja]]`, each from the other (pure)."""

import re
from collections.abc import Sequence

from lms.questions.banks.answers import CannotCome
from lms.questions.question import Blank

_GAP = re.compile(r"(?<!\\)\{(?P<points>\d*):(?P<type>[A-Z_]+):(?P<answers>(?:\\.|[^\\{}])*)\}")
_OURS = re.compile(r"\[\[.*?\]\]", re.DOTALL)
_ANSWER = re.compile(r"^(?:(=)|%(-?[\d.]+)%)?(.*)$", re.DOTALL)
_CHOSEN = ("MULTICHOICE", "MC", "MCV", "MCH", "MCS", "MCVS", "MCHS")
_TYPED = ("SHORTANSWER", "SA", "SAC", "MW", "MWC", "SHORTANSWER_C")


def gaps_of(text: str, losses: list[str]) -> tuple[str, list[str]]:
    """The text with a placeholder for each gap, and what stands within each. Raises CannotCome."""
    inside: list[str] = []

    def ours(found: re.Match[str]) -> str:
        inside.append(_inside(found["type"].removesuffix("_S").split("_V")[0], found["answers"], losses))
        return f"\ue000{len(inside) - 1}\ue001"

    if len({found["points"] or "1" for found in _GAP.finditer(text)}) > 1:
        losses.append("the different weights of gaps")
    return _GAP.sub(ours, text), inside


def with_gaps(text: str, inside: Sequence[str]) -> str:
    """The text with our gaps in the places of the placeholders."""
    return re.sub("\ue000(\\d+)\ue001", lambda found: f"[[{inside[int(found[1])]}]]", text)


def _inside(kind: str, answers: str, losses: list[str]) -> str:
    parts = [_ANSWER.match(part) for part in re.split(r"(?<!\\)~", answers)]
    found = [(bool(m[1] or m[2] == "100"), m[2], _plain(re.split(r"(?<!\\)#", m[3])[0])) for m in parts if m]
    if any(m and re.search(r"(?<!\\)#", m[3]) for m in parts):
        losses.append("feedback to gaps")
    if any(weight and float(weight) not in (0, 100) for _, weight, _ in found):
        losses.append("part marks within gaps")
    texts = [text for _, _, text in found if text]
    if any("|" in text or "]]" in text or text.startswith("(") for text in texts):
        raise CannotCome("an answer of a gap has signs that gaps cannot hold")
    if kind in _CHOSEN:
        return "|".join(f"({'x' if right else ' '}) {text}" for right, _, text in found if text)
    if kind not in (*_TYPED, "NUMERICAL", "NM"):
        raise CannotCome(f"gaps of the type {kind} are not known")
    accepted = [text for right, _, text in found if right and text and "*" not in text]
    if kind in ("NUMERICAL", "NM"):
        losses += ["the tolerance of a gap"] if any(":" in text for text in accepted) else []
        accepted = [text.partition(":")[0] for text in accepted]
    if not accepted:
        raise CannotCome("a gap has no accepted answer")
    return "|".join(accepted)


def cloze_of(text: str, blanks: Sequence[Blank]) -> str:
    """The text with Moodle's gaps, for the blanks in the order of the text."""
    left = iter(blanks)
    return _OURS.sub(lambda found: _written(blank) if (blank := next(left, None)) else found[0], text)


def _written(blank: Blank) -> str:
    if blank.options:
        return "{1:MULTICHOICE:" + "~".join(("=" if o.correct else "") + _escaped(o.text) for o in blank.options) + "}"
    return "{1:SHORTANSWER:" + "~".join("=" + _escaped(text) for text in blank.accepted) + "}"


def _escaped(text: str) -> str:
    return re.sub(r"([\\~#}/\"=%])", r"\\\1", text)


def _plain(text: str) -> str:
    return " ".join(re.sub(r"\\(.)", r"\1", text).split())
