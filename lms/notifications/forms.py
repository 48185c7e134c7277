"""What people choose on the page about their letters, read and checked; sentences are English message ids."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from lms.notifications.letter import Choice, Kind

WRONG = "Choose one of these."


@dataclass(frozen=True)
class ChoicesForm:
    """The choice for each kind as it was sent, by the key of the kind."""

    kinds: tuple[Kind, ...]
    values: Mapping[str, str]

    @property
    def errors(self) -> dict[str, str]:
        """Kind → what to mend."""
        return {kind.key: WRONG for kind in self.kinds if self.values[kind.key] not in kind.choices}

    @property
    def choices(self) -> dict[str, Choice]:
        """What was chosen, in a form without errors."""
        return {kind.key: Choice(self.values[kind.key]) for kind in self.kinds}


def read_choices(form: Mapping[str, str], kinds: Iterable[Kind]) -> ChoicesForm:
    """The fields of a form."""
    asked = tuple(kinds)
    return ChoicesForm(asked, {kind.key: form.get(kind.key, "") for kind in asked})


def kept_choices(chosen: Mapping[str, Choice], kinds: Iterable[Kind]) -> ChoicesForm:
    """The form as it stands: what was chosen, else the usual."""
    asked = tuple(kinds)
    return ChoicesForm(asked, {kind.key: chosen.get(kind.key, kind.usual).value for kind in asked})
