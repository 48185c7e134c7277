"""Tables of HTML as tables of Markdown (pure)."""

from collections.abc import Mapping, Sequence

from lms.questions.table_rows import row_of

_WIDEST = 30  # columns that one cell may span


class Table:
    """The cells of a table that is being read; what spans several places fills the first, the others stay empty."""

    def __init__(self) -> None:
        self._rows: list[list[str]] = []
        self._row: list[str] = []
        self._from_above: dict[int, int] = {}  # how many rows more a column is filled from above

    def add(self, text: str, attributes: Mapping[str, str]) -> None:
        """A cell; its line ends are breaks."""
        self._skip_filled()
        down = _span(attributes.get("rowspan", "")) - 1
        for place in range(_span(attributes.get("colspan", ""))):
            if down:
                self._from_above[len(self._row)] = down
            self._row.append("" if place else _on_one_line(text))

    def end_row(self) -> None:
        """The next cell begins another row."""
        self._skip_filled()
        if self._row:
            self._rows.append(self._row)
        self._row = []

    def rows(self) -> list[list[str]]:
        """The rows, all of one length, without those that are empty."""
        self.end_row()
        width = max((len(row) for row in self._rows), default=0)
        return [row + [""] * (width - len(row)) for row in self._rows if any(row)]

    def _skip_filled(self) -> None:
        while left := self._from_above.pop(len(self._row), 0):
            if left > 1:
                self._from_above[len(self._row)] = left - 1
            self._row.append("")


def table_text(rows: Sequence[Sequence[str]]) -> str:
    """A table whose first row is its head."""
    head, *others = rows
    return "\n".join([row_of(head), "|" + "---|" * len(head), *(row_of(row) for row in others)])


def layout_text(rows: Sequence[Sequence[str]]) -> str:
    """The cells of a table that only arranges, row by row as paragraphs."""
    return "\n\n".join(" ".join(cell for cell in row if cell).replace("<br>", "\ue004") for row in rows)


def _span(text: str) -> int:
    return min(max(int(text), 1), _WIDEST) if text.strip().isdecimal() and len(text) < 4 else 1


def _on_one_line(text: str) -> str:
    return "<br>".join(line.removesuffix("\\").strip() for line in text.split("\n") if line.strip())
