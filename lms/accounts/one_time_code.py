"""One-time codes as people type them: eight letters and digits that look alike to nobody (pure)."""

import hashlib
import secrets

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"  # without I, L, O, U
LENGTH = 8
_AS_MEANT = str.maketrans("ILO", "110", " -.\u00a0")


def new_code() -> str:
    """A code that nobody can foretell."""
    return "".join(secrets.choice(ALPHABET) for _ in range(LENGTH))


def printed(code: str) -> str:
    """In two groups, as on a card: ABCD-1234."""
    return f"{code[:4]}-{code[4:]}"


def typed_code(text: str) -> str:
    """The code meant by what was typed: small letters, spaces, hyphens and look-alikes are accepted."""
    return text.strip().upper().translate(_AS_MEANT)


def code_hash(person_id: int, code: str) -> bytes:
    """What the database keeps: a code is worth something only together with the person it was made for."""
    return hashlib.sha256(f"{person_id}:{code}".encode("utf-8", "replace")).digest()
