"""What fields of people are called on pages, and their values as people say them."""

from collections.abc import Iterable, Mapping
from datetime import date

from lms.accounts.employment import EmploymentStatus
from lms.accounts.merges import Words
from lms.org.signing import OfficeKind
from lms.org.unit_queries import UnitLine
from lms.permissions import Role
from lms.platform.web.i18n import current_language, day_text, gettext, ngettext

_DAYS = ("birth_date", "first_day", "last_day")


def field_names() -> dict[str, str]:
    """The fields of people, each by its name."""
    return {
        "name": gettext("Name"),
        "nip": gettext("NIP"),
        "title_before": gettext("Titles before"),
        "title_after": gettext("Titles after"),
        "birth_date": gettext("Date of birth"),
        "status": gettext("Status"),
        "rank": gettext("Rank"),
        "position": gettext("Position"),
        "unit": gettext("Unit"),
        "unit_above": gettext("Unit above it"),
        "superior_nip": gettext("NIP of the superior"),
        "email": gettext("E-mail"),
    }


def corrected_names() -> dict[str, str]:
    """What may be corrected of a person, each by its name."""
    return {
        **field_names(),
        "unit_id": gettext("Unit"),
        "superior_id": gettext("Superior"),
        "first_day": gettext("First day"),
        "last_day": gettext("Last day here"),
    }


def status_words(status: str) -> str:
    """A status of employment."""
    return {
        "pns": "PNS",
        "cpns": "CPNS",
        "pppk": "PPPK",
        "pppk-part-time": gettext("PPPK, part time"),
    }.get(status, gettext("Other"))


def status_choices() -> list[tuple[str, str]]:
    """The statuses of a select."""
    return [(status.value, status_words(status.value)) for status in EmploymentStatus]


def role_words() -> dict[Role, str]:
    """What roles are called."""
    return {
        Role.LEARNER: gettext("Learner"),
        Role.SPEAKER: gettext("Speaker"),
        Role.REVIEWER: gettext("Reviewer"),
        Role.UNIT_OFFICER: gettext("Unit officer"),
        Role.COORDINATOR: gettext("Coordinator"),
        Role.LEADER: gettext("Leader"),
        Role.INSPECTOR: gettext("Inspector"),
        Role.OPERATOR: gettext("Operator"),
    }


def office_words() -> dict[OfficeKind, str]:
    """How somebody heads a unit."""
    return {
        OfficeKind.DEFINITIVE: gettext("Head"),
        OfficeKind.ACTING: gettext("Plt. (the post is vacant)"),
        OfficeKind.DAILY: gettext("Plh. (the holder is away)"),
    }


def office_choices() -> list[tuple[str, str]]:
    """The offices of a select."""
    return [(office.value, words) for office, words in office_words().items()]


def unit_choices(units: Iterable[UnitLine]) -> list[tuple[str, str]]:
    """The units of a select, in the order of the tree; each level stands a step further in."""
    return [(str(unit.id), "\u2003" * unit.level + unit.name) for unit in units]


def value_words(field: str, value: object, units: Mapping[str, str]) -> str:
    """A value of a field: units by their names, days in words."""
    text = str(value)
    if field == "unit":
        return units.get(
            text, text.rpartition("new:")[2].partition(" < ")[0].title() if text.startswith("new:") else text
        )
    if field == "status":
        return status_words(text) if text else ""
    return day_text(date.fromisoformat(text), current_language()) if field in _DAYS and text else text


def problem_words(code: str) -> str:
    """What a group of lines with the same problem is called."""
    return {
        "nip-number": gettext("NIP kept as a number"),
        "nip": gettext("NIP with too few or too many digits"),
        "nip-twice": gettext("NIP twice in the list"),
        "nip-other": gettext("Held with another NIP"),
        "nip-several": gettext("NIP of several people"),
        "no-name": gettext("Name missing"),
        "unit": gettext("Unit not decided"),
        "elsewhere": gettext("Recorded in another unit"),
        "person-twice": gettext("Person twice in the list"),
    }.get(code, gettext("Text that cannot be taken"))


def counted(what: Words, number: int) -> str:
    """How many of something a record has."""
    return ngettext(what.one, what.many, number)


def roles_said(roles: Iterable[Role]) -> str:
    """Roles in one line, each once."""
    return ", ".join(dict.fromkeys(role_words()[role] for role in roles))
