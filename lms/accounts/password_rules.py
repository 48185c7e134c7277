"""Which passwords people may choose: long enough, and not among those that are tried first (pure).

`common_passwords.txt` holds words on which common passwords are built, English and Indonesian, one a line, without
the digits and signs that people put around them. The English ones are the most frequent of zxcvbn's list (MIT).
"""

from collections.abc import Iterable
from functools import cache
from pathlib import Path
from string import digits, punctuation

from lms.accounts.errors import UnusablePassword

SHORTEST = 10
FEWEST_LETTERS = 4  # besides digits and signs at the ends
_AROUND = digits + punctuation + " "


def check_password(password: str, own_names: Iterable[str] = ()) -> None:
    """Raises UnusablePassword, in words, for a password that others would guess. `own_names`: of the person."""
    if len(password) < SHORTEST:
        raise UnusablePassword("A password has at least %(least)s characters.", least=SHORTEST)
    core = password.lower().strip(_AROUND)
    if len(set(core)) < FEWEST_LETTERS:
        raise UnusablePassword("Digits alone or the same letters again are guessed soon. Use several words.")
    words = _common() | {name.lower() for name in own_names}
    if password.lower() in words or _once(core) in words:
        raise UnusablePassword("This password is among those that are tried first. Use three words that you choose.")


def _once(core: str) -> str:
    """A word that is written several times in a row, once: sayangsayang."""
    period = (core + core).find(core, 1)
    return core[:period]


@cache
def _common() -> frozenset[str]:
    return frozenset(Path(__file__).with_name("common_passwords.txt").read_text("utf-8").split())
