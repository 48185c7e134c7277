"""What people choose on the page about their letters, read and checked; sentences are English message ids."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from werkzeug.datastructures import MultiDict

from lms.notifications.letter import Choice, Kind
from lms.notifications.phone_numbers import number_of

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


@dataclass(frozen=True)
class PhoneForm:
    """A number as it was typed, the kinds that were ticked, and whether the person agrees."""

    typed: str
    chosen: frozenset[str]
    agrees: bool

    @property
    def number(self) -> str:
        """The number of a form without errors."""
        return number_of(self.typed) or ""

    @property
    def errors(self) -> dict[str, str]:
        """Field → what to mend."""
        found = {} if self.number else {"number": "Write a mobile number such as 0812 3456 7890."}
        return found if self.agrees else {**found, "agrees": "Tick that you agree, or leave this page."}


def read_phone(form: MultiDict[str, str], kinds: Iterable[Kind]) -> PhoneForm:
    """The fields of a form; kinds that are not offered are left out."""
    offered = {kind.key for kind in kinds}
    chosen = frozenset(form.getlist("kind")) & offered
    return PhoneForm(form.get("number", "")[:60].strip(), chosen, form.get("agrees") == "1")
