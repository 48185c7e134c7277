"""What coordinators say of assignments, read and checked; sentences are English message ids."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from werkzeug.datastructures import MultiDict

from lms.accounts.employment import EmploymentStatus
from lms.accounts.nip import plain_nip
from lms.assignments.aim import Targets
from lms.assignments.states import Kind
from lms.platform.web.typed_text import plain

LONGEST_WHY = 300
FURTHEST = timedelta(days=3 * 366)
MOST_PEOPLE, MOST_POSITIONS, LONGEST_LINE = 100, 20, 100
RENEWALS = (12, 24, 36)
GROUP, NAMED = "group", "named"
PROGRAMME = "p"
"""Before the key of a programme, among those of courses."""

DUE = "due-"
"""Before the key of a unit: its own last day."""


@dataclass(frozen=True)
class AssignmentForm:
    """What is to be assigned to whom, as it is shown again when something is to be mended."""

    course: str = ""  # the key of a course, or of a programme after `PROGRAMME`
    why: str = ""
    kind: str = Kind.MANDATORY.value
    due_on: str = ""
    who: str = GROUP
    reach: str = ""
    units: tuple[str, ...] = ()
    statuses: tuple[str, ...] = ()
    positions: tuple[str, ...] = ()
    people: tuple[str, ...] = ()
    for_joiners: bool = True
    renew: str = ""

    @property
    def course_id(self) -> int | None:
        """The course, of a form without errors; None for a programme."""
        return int(self.course) if self.programme_id is None else None

    @property
    def programme_id(self) -> int | None:
        """The programme, if it is one."""
        return int(self.course.removeprefix(PROGRAMME)) if self.course.startswith(PROGRAMME) else None

    @property
    def day(self) -> date | None:
        """The last day."""
        return day_of(self.due_on)

    def errors(self, today: date, courses: frozenset[str], called: Mapping[str, int]) -> dict[str, str]:
        """Field → what to mend, in the order of the page. `called`: people by what was typed."""
        is_near = self.day is not None and today <= self.day <= today + FURTHEST
        found = {
            "course": "" if self.course in courses else "Choose a course or a programme.",
            "kind-1": "" if self.kind in set(Kind) else "Choose one of these.",
            "due_on": "" if is_near else "Choose a last day from today on, within three years.",
            "why": "Shorten this text." if len(self.why) > LONGEST_WHY else "",
            "positions": "Write at most 20 positions, each of at most 100 characters." if self._too_long else "",
            "people": self._wrong_people(called),
            "renew": self._wrong_renewal,
        }
        return {name: words for name, words in found.items() if words}

    @property
    def _wrong_renewal(self) -> str:
        if self.programme_id is not None and self.renew:
            return "A programme is completed once. Choose that it need not be done again."
        return ""

    @property
    def _too_long(self) -> bool:
        return len(self.positions) > MOST_POSITIONS or any(len(one) > LONGEST_LINE for one in self.positions)

    def _wrong_people(self, called: Mapping[str, int]) -> str:
        if self.who == NAMED and not self.people:
            return "Write who it is for, one person a line."
        if len(self.people) > MOST_PEOPLE:
            return "Name at most 100 people. For more, choose units or positions."
        if any(one not in called for one in self.people):
            return "Nobody within your units is known by one of these, or more than one person is."
        return ""

    def targets(self, called: Mapping[str, int]) -> Targets:
        """Whom it is for, of a form without errors."""
        return Targets(
            self.who == GROUP,
            frozenset(map(int, self.units)),
            frozenset(self.statuses),
            frozenset(self.positions),
            frozenset(called[one] for one in self.people),
        )

    @property
    def fields(self) -> list[tuple[str, str]]:
        """Everything that was said, as hidden fields of the form that saves it."""
        single = ("course", "why", "kind", "due_on", "who", "reach", "renew")
        pairs = [(name, getattr(self, name)) for name in single]
        pairs += [(name, one) for name in ("units", "statuses") for one in getattr(self, name)]
        pairs += [("positions", "\n".join(self.positions)), ("people", "\n".join(self.people))]
        return [*pairs, ("for_joiners", "1" if self.for_joiners else "0")]


def read_assignment(sent: MultiDict[str, str]) -> AssignmentForm:
    """The form as it was sent; what no form of ours would send is left out."""
    lines = {name: tuple(dict.fromkeys(filter(None, map(plain, sent.get(name, "").split("\n"))))) for name in _LINES}
    return AssignmentForm(
        course=_subject(sent.get("course", "")),
        why=" ".join(plain(sent.get("why", "")).split()),
        kind=sent.get("kind", ""),
        due_on=sent.get("due_on", ""),
        who=NAMED if sent.get("who") == NAMED else GROUP,
        reach=_key(sent.get("reach", "")),
        units=tuple(dict.fromkeys(filter(None, map(_key, sent.getlist("units"))))),
        statuses=tuple(one for one in sent.getlist("statuses") if one in set(EmploymentStatus)),
        positions=lines["positions"],
        people=tuple(map(_called, lines["people"])),
        for_joiners=sent.get("for_joiners", "1") == "1",
        renew=sent["renew"] if sent.get("renew", "") in map(str, RENEWALS) else "",
    )


_LINES = ("positions", "people")


def read_dues(sent: Mapping[str, str]) -> dict[int, str]:
    """Unit → its last day as typed, of the form that spreads them."""
    return {
        int(name.removeprefix(DUE)): value
        for name, value in sent.items()
        if re.fullmatch(rf"{DUE}[0-9]{{1,9}}", name) and value
    }


def day_of(text: str) -> date | None:
    """A day as forms send it."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def _key(text: str) -> str:
    return text if re.fullmatch(r"[0-9]{1,9}", text) else ""


def _subject(text: str) -> str:
    return text if re.fullmatch(rf"{PROGRAMME}?[0-9]{{1,9}}", text) else ""


def _called(line: str) -> str:
    return plain_nip(line) if re.fullmatch(r"[\d\s.-]+", line) else line.casefold()
