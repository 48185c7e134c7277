"""The rows of a Markdown table, cell by cell (pure)."""

import re
from collections.abc import Sequence

_PARTS = re.compile(r"\\.|(`+)(?:.*?)(?<!`)\1(?!`)|\|")


def cells_of(row: str) -> list[str]:
    """The Markdown of each cell; a `|` in code or behind a backslash parts nothing."""
    row = row.strip()
    bars = [match.start() for match in _PARTS.finditer(row) if match[0] == "|"]
    ends = [*bars, len(row)]
    starts = [0, *(bar + 1 for bar in bars)]
    cells = [row[start:end].strip() for start, end in zip(starts, ends, strict=True)]
    opens, closes = row.startswith("|"), len(bars) > 1 and bars[-1] == len(row) - 1
    return cells[opens : len(cells) - closes]


def row_of(cells: Sequence[str]) -> str:
    """The row that `cells_of` reads back."""
    return f"| {' | '.join(cells)} |".replace("|  |", "| |")
