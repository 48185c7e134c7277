"""The check code of a certificate: how it is drawn by lot, written, and read back from a person's typing (pure).

`RBT-` and 12 characters in fours of an alphabet of 32 without I, L, O and U (Crockford's base 32): 60 random bits,
so a code cannot be guessed, and says nothing about its owner or how many certificates there are.
"""

import re
from collections.abc import Callable
from secrets import token_bytes

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
PREFIX = "RBT"
LENGTH = 12
_BITS = 5 * LENGTH
_LOOKALIKES = str.maketrans("ILO", "110")
_BETWEEN = re.compile(r"[\s\-_.\u00ad\u200b\u2010-\u2015\u2212]+")


def new_code(randbytes: Callable[[int], bytes] = token_bytes) -> str:
    """A fresh code such as `RBT-7K4M-Q2XD-9HTW`; `randbytes(n)` gives `n` random bytes."""
    number = int.from_bytes(randbytes(8), "big") & ((1 << _BITS) - 1)
    characters = [ALPHABET[number >> shift & 31] for shift in range(_BITS - 5, -1, -5)]
    return _written("".join(characters))


def read_code(text: str) -> str | None:
    """The code that `text` stands for, or None.

    Accepted: small letters, spaces, other or missing hyphens, a missing `RBT`, the lookalikes I, L (1) and O (0), and
    the whole check address.
    """
    characters = _BETWEEN.sub("", text.strip().rpartition("/")[2]).upper()
    if len(characters) == len(PREFIX) + LENGTH and characters.startswith(PREFIX):
        characters = characters[len(PREFIX) :]
    characters = characters.translate(_LOOKALIKES)
    if len(characters) != LENGTH or any(character not in ALPHABET for character in characters):
        return None
    return _written(characters)


def check_path(code: str) -> str:
    """The path of the public page that checks `code`; the same address is in the QR."""
    return f"/verify/{code}"


def _written(characters: str) -> str:
    return "-".join((PREFIX, characters[:4], characters[4:8], characters[8:]))
