"""Passwords: hashed with argon2id, and checked in the same time whether the name exists or not."""

import unicodedata
from functools import cache

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

_HASHER = PasswordHasher(time_cost=2, memory_cost=19456, parallelism=1)


def hash_password(password: str) -> str:
    """What the database keeps of a password."""
    return _HASHER.hash(_bytes(password))


def verify(kept: str | None, password: str) -> bool:
    """Whether `password` is the one kept. Takes one argon2 verification even if nothing is kept (`None`)."""
    try:
        return _HASHER.verify(kept or _nobody(), _bytes(password)) and kept is not None
    except (VerificationError, InvalidHashError):
        return False


@cache
def _nobody() -> str:
    """The hash checked for names that do not exist or have no password yet."""
    return _HASHER.hash("nobody")


def _bytes(password: str) -> bytes:
    # Phones and computers compose letters differently; the person typed the same.
    return unicodedata.normalize("NFC", password).encode("utf-8", "replace")
