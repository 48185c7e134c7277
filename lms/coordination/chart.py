"""Where the points of a drawing lie (pure)."""

from collections.abc import Sequence


def points(shares: Sequence[int], left: float, top: float, width: float, height: float) -> list[tuple[float, float]]:
    """Percents from left to right in a box, 100 at its top."""
    step = width / max(1, len(shares) - 1)
    return [(round(left + step * at, 1), round(top + height * (1 - share / 100), 1)) for at, share in enumerate(shares)]


def line(found: Sequence[tuple[float, float]]) -> str:
    """Points as a polyline has them."""
    return " ".join(f"{x:g},{y:g}" for x, y in found)
