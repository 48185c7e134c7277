"""What kinds, states, reasons and last days of assignments are called on pages."""

from collections.abc import Mapping
from typing import Protocol

from lms.assignments import reasons
from lms.assignments.queries import TargetWords
from lms.assignments.states import State
from lms.assignments.sums import UnitTally
from lms.platform.web.i18n import gettext, ngettext
from lms.platform.web.pages import url
from lms.staff.words import status_words


def state_names() -> dict[State, str]:
    """The states, in the order in which somebody should look at them."""
    return {
        State.OVERDUE: gettext("Overdue"),
        State.DUE_SOON: gettext("Due soon"),
        State.NOT_STARTED: gettext("Not started"),
        State.IN_PROGRESS: gettext("In progress"),
        State.EXPIRED: gettext("To be renewed"),
        State.DONE: gettext("Done"),
        State.WAIVED: gettext("Waived"),
    }


def reason_choices(codes: Mapping[str, str]) -> list[tuple[str, str]]:
    """The reasons of a select, none of them chosen at first."""
    return [("", gettext("Choose a reason")), *((code, gettext(words)) for code, words in codes.items())]


def reason_words(code: str) -> str:
    """A reason; "" for one that is no longer in the list."""
    words = reasons.ALL.get(code, "")
    return gettext(words) if words else ""


def change_words(kind: str) -> str:
    """What was decided, or followed from a post."""
    return {
        "waived": gettext("Waived"),
        "extended": gettext("Put off"),
        "released": gettext("Released"),
        "re-given": gettext("Given again"),
    }[kind]


def target_words(of: TargetWords, unit: str) -> str:
    """Whom an assignment is for; `unit` is the unit that it does not reach beyond, "" for none."""
    parts = [", ".join(of.units) or unit or gettext("Everybody")] if of.is_group else []
    parts += [", ".join(map(status_words, of.statuses))] if of.statuses else []
    parts += [", ".join(f"“{one}”" for one in of.positions)] if of.positions else []
    named = [ngettext("%(num)s person by name", "%(num)s people by name", of.people)] if of.people else []
    return "; ".join([*parts, *named])


class Named(Protocol):
    """What is assigned: a course, or the programme of this number."""

    @property
    def title(self) -> str: ...
    @property
    def programme_id(self) -> int | None: ...


def called(of: Named) -> str:
    """The title; of a programme, that it is one."""
    return gettext("Programme: %(title)s", title=of.title) if of.programme_id is not None else of.title


def address_of(slug: str, programme_id: int | None) -> str:
    """The page of what is assigned: of the programme, or of the course of this name."""
    if programme_id is not None:
        return url("programmes.one", programme_id=programme_id)
    return url("learning.course", slug=slug)


def unit_label(line: UnitTally) -> str:
    """What a line of the table is called."""
    if line.unit is None:
        return gettext("In no unit")
    return gettext("%(unit)s itself", unit=line.unit.name) if line.is_own else line.unit.name
