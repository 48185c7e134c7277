"""What an export is; which there are, each feature says in its own `exports.py`.

To register one, give the feature an `exports.py` with `EXPORTS: Sequence[Export]`; `create_app` finds it by its name.
Its `sheet` is called twice, when it is asked for and when it is made (perhaps later, by another process): it counts the
rows and gives an iterator that reads them as they are wanted, a batch at a time, never all at once. It looks only at
what `Asked` holds: `asked.scope` is what `right` reaches for whoever asks at that time. What cannot be asked so is
refused by raising a `Refusal` (NotFound for what is out of reach). A page offers it by the macro `export_form` of
`exports/form.html`. Beside it stands one more line: its `title` in the feature's catalogue of words.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from lms.accounts.scope import Scope
from lms.permissions import Permission
from lms.platform.documents.workbook import Column


class Form(StrEnum):
    """Which kind of file."""

    XLSX = "xlsx"
    CSV = "csv"


@dataclass(frozen=True)
class Asked:
    """What is asked for, and for whom: their rights, what the export's own right reaches, the fields that were sent."""

    person_id: int
    rights: frozenset[Permission]
    scope: Scope
    fields: Mapping[str, str]
    today: date


@dataclass(frozen=True)
class Sheet:
    """How many rows there are, and an iterator that reads them once they are wanted; only an `int` is a number."""

    columns: Sequence[Column]
    total: int
    rows: Iterator[Sequence[str | int]]


@dataclass(frozen=True)
class Export:
    """One export. `title` is a message id, `file_name` the beginning of the file's name, `fields` what a form sends."""

    key: str
    title: str
    right: Permission
    file_name: str
    sheet: Callable[[Asked], Sheet]
    fields: tuple[str, ...] = ()


Exports = Mapping[str, Export]
"""All exports by key, in the order of the features."""
