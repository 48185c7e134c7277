"""Names of units as staff lists write them: what is the same name, and which known one may be meant (pure)."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import lru_cache

_WORDS = re.compile(r"[^\W_]+")
_MEANT = {
    "pkm": ("puskesmas",),
    "pusk": ("puskesmas",),
    "kec": ("kecamatan",),
    "kel": ("kelurahan",),
    "din": ("dinas",),
    "bag": ("bagian",),
    "sub": ("sub",),
    "sdn": ("sd", "negeri"),
    "smpn": ("smp", "negeri"),
    "tkn": ("tk", "negeri"),
    "kes": ("kesehatan",),
    "dinkes": ("dinas", "kesehatan"),
    "disdik": ("dinas", "pendidikan"),
    "dishub": ("dinas", "perhubungan"),
    "sekda": ("sekretariat", "daerah"),
    "setda": ("sekretariat", "daerah"),
}
"""What abbreviations of staff lists stand for."""
_FORMS = frozenset({"uptd", "upt"})  # the form of a unit, which lists leave out
CLOSE_ENOUGH = 0.82  # of 1, by difflib; found by trying names of units with slips of the pen
_MOST_OF_IT = 0.6  # of the words of the longer name


@dataclass(frozen=True)
class UnitName:
    """A unit as lists may name it: its own name, and those of the units above, nearest first."""

    id: int
    name: str
    above: tuple[str, ...] = ()


@lru_cache(maxsize=4096)
def name_key(name: str, above: str = "") -> str:
    """How names are compared: small letters, without punctuation, abbreviations written out; with the unit above."""
    return _key(name) + (f" < {_key(above)}" if above.strip() else "")


class UnitNames:
    """The units there are, by name; made once and asked for each name of a list."""

    def __init__(self, units: Iterable[UnitName]) -> None:
        self._units = [_Known(unit.id, _key(unit.name), frozenset(map(_key, unit.above))) for unit in units]
        self._by_key: dict[str, list[_Known]] = {}
        for unit in self._units:
            self._by_key.setdefault(unit.key, []).append(unit)

    def exact(self, name: str, above: str = "") -> list[int]:
        """The units with this very name; where a unit above is given too, only those that stand below it."""
        return [unit.id for unit in self._by_key.get(_key(name), ()) if unit.stands_below(_key(above))]

    def closest(self, name: str, above: str = "") -> int | None:
        """The one unit whose name is most like this one; None if none is, or several are alike."""
        key, above_key = _core(_key(name)), _key(above)
        rated = ((_likeness(key, _core(unit.key)), unit.id) for unit in self._units if unit.stands_below(above_key))
        found = sorted((one for one in rated if one[0] >= CLOSE_ENOUGH), reverse=True)
        if not found or (len(found) > 1 and found[1][0] == found[0][0]):
            return None
        return found[0][1]


@dataclass(frozen=True)
class _Known:
    id: int
    key: str
    above: frozenset[str]

    def stands_below(self, above_key: str) -> bool:
        return not above_key or above_key in self.above


def _key(name: str) -> str:
    words = _WORDS.findall(name.casefold())
    return " ".join(word for one in words for word in _MEANT.get(one, (one,)))


def _core(key: str) -> str:
    words = [word for word in key.split() if word not in _FORMS]
    return " ".join(words) or key


def _likeness(written: str, known: str) -> float:
    if written == known:
        return 1.0
    if _numbers(written) != _numbers(known):  # SD Negeri 12 is not SD Negeri 21
        return 0.0
    words, others = set(written.split()), set(known.split())
    shared = min(len(words), len(others)) / max(len(words), len(others))
    if shared >= _MOST_OF_IT and (words <= others or others <= words):
        return 0.85 + 0.1 * shared
    matcher = SequenceMatcher(None, written, known, autojunk=False)
    return matcher.ratio() if matcher.real_quick_ratio() >= CLOSE_ENOUGH else 0.0


def _numbers(key: str) -> list[str]:
    return [word.lstrip("0") for word in key.split() if word.isdigit()]
