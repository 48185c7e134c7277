"""The parts of a name as people write it, and a user name made of it (pure)."""

import re
from dataclasses import dataclass
from unicodedata import normalize

_PROPOSALS = 99
_SHORT_NAMES = frozenset({"m.", "muh.", "moh.", "mhd.", "abd.", "st.", "a.", "i.", "ni."})
""" "M. Yusuf" is short for a name, no title."""


@dataclass(frozen=True)
class NameParts:
    """A name and its titles; each title may be ""."""

    before: str
    name: str
    after: str


def parts_of(written: str) -> NameParts:
    """ "Dr. Siti Contoh, M.Si." in its parts: words with a full stop come before, what follows a comma comes after."""
    front, _, after = written.partition(",")
    words = front.split()
    count = next((place for place, word in enumerate(words) if not _is_title(word)), 0)
    return NameParts(" ".join(words[:count]), " ".join(words[count:]), after.strip())


def _is_title(word: str) -> bool:
    return word.endswith(".") and word.lower() not in _SHORT_NAMES


def person_key(name: str) -> str:
    """How names of people are compared: their words in small letters."""
    return " ".join(re.findall(r"[^\W_]+", name.casefold()))[:200]


def proposed_usernames(name: str) -> tuple[str, ...]:
    """The words of a name in small letters with dots between; the same with a number behind it, should it be taken."""
    made = username_of(name)
    return (made, *(f"{made}{number}" for number in range(2, _PROPOSALS + 1)))


def username_of(name: str) -> str:
    """The words of a name in small letters with dots between; "orang" for one without letters of ours."""
    plain = normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    made = ".".join(re.findall(r"[a-z0-9]+", plain))[:50].strip(".")
    return made if re.search(r"[a-z].", made) else "orang"
