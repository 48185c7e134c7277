"""How a sample is drawn, so that anybody can draw it again with its seed (pure)."""

import hashlib
from collections.abc import Iterable


def draw(keys: Iterable[int], seed: str, size: int) -> list[int]:
    """The first `size` keys in the order of the SHA-256 of “seed:key”."""
    return sorted(keys, key=lambda key: hashlib.sha256(f"{seed}:{key}".encode()).digest())[:size]
