"""Compares a staff list with what is held: who is new, changed, moved, gone, and what somebody must decide (pure)."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from lms.accounts.names import person_key
from lms.kernel.problems import Problem, error, warning
from lms.staff.lists.held import FIELDS, HeldPeople, HeldPerson
from lms.staff.lists.rows import StaffRow
from lms.staff.lists.units import UnitPlan


class Kind(StrEnum):
    """What a list does to a person."""

    NEW = "new"
    CHANGED = "changed"
    MOVED = "moved"
    LEFT = "left"


class Choice(StrEnum):
    """What somebody decided about a line."""

    USE = "use"  # the person who is proposed
    NEW = "new"  # somebody else than is proposed, or somebody without a NIP
    SKIP = "skip"


@dataclass(frozen=True)
class Change:
    """What one line, or its absence, changes: field → value before and after, the unit by `UnitPlan.place`."""

    kind: Kind
    name: str
    person: HeldPerson | None
    row: StaffRow | None
    before: Mapping[str, str]
    after: Mapping[str, str]


@dataclass(frozen=True)
class Question:
    """A line that is not taken as it stands: why, who is proposed, what may be chosen, what was."""

    row: StaffRow
    problem: Problem
    proposal: HeldPerson | None
    choices: tuple[Choice, ...]
    chosen: Choice = Choice.SKIP


@dataclass(frozen=True)
class Comparison:
    """The differences of a list to what is held."""

    changes: tuple[Change, ...]
    questions: tuple[Question, ...]
    notes: tuple[Problem, ...]  # left out or kept otherwise than written
    same: int

    def of(self, kind: Kind) -> list[Change]:
        """The changes of one kind."""
        return [change for change in self.changes if change.kind is kind]


@dataclass(frozen=True)
class Asked:
    """What is compared: the lines, the units they name, who is within reach, what was chosen."""

    rows: tuple[StaffRow, ...]
    units: UnitPlan
    reach: frozenset[int] | None  # keys of units; None: everybody
    is_complete: bool
    choices: Mapping[int, Choice]  # by number of the line


def compare(asked: Asked, held: HeldPeople) -> Comparison:
    """Who is new, changed, moved or gone; a line with a question counts only as it was decided."""
    return _Comparing(asked, held).whole()


class _Comparing:
    def __init__(self, asked: Asked, held: HeldPeople) -> None:
        self.asked, self.held = asked, held
        self.changes: list[Change] = []
        self.questions: list[Question] = []
        self.notes: list[Problem] = []
        self.found: set[int] = set()  # people whose line was taken
        self.named: set[str] = set()  # names of lines that were not: whoever has them has not left
        self.emails: set[str] = set()
        self.nips = {row.nip for row in asked.rows if row.is_usable}
        self.same = 0

    def whole(self) -> Comparison:
        for row in self.asked.rows:
            self._take(row)
        if self.asked.is_complete:
            self.changes += map(_left, self._missing())
        return Comparison(tuple(self.changes), tuple(self.questions), tuple(self.notes), self.same)

    def _take(self, row: StaffRow) -> None:
        self.notes += [problem for problem in row.problems if problem.severity == "warning"]
        question, person = self._asked_about(row)
        if question is not None:
            self.questions.append(question)
            if question.chosen is Choice.SKIP:
                self.named.add(person_key(row.name))
                self.found.update({question.proposal.id} if question.proposal else ())
                return
            person = question.proposal if question.chosen is Choice.USE else None
        if person is not None and person.id in self.found:
            self._ask_again(row, person)
            return
        self._change(row, person)

    def _change(self, row: StaffRow, person: HeldPerson | None) -> None:
        after = self._values(row, person)
        if person is None:
            self.changes.append(Change(Kind.NEW, row.name, None, row, {}, after))
            return
        self.found.add(person.id)
        before = {field: person.value(field) for field in after}
        if person.is_here and before == after:
            self.same += 1
            return
        differing = [field for field in FIELDS if field in after and before[field] != after[field]]
        kind = Kind.MOVED if "unit" in differing or not person.is_here else Kind.CHANGED
        self.changes.append(
            Change(kind, row.name, person, row, {name: before[name] for name in differing},
                   {name: after[name] for name in differing})
        )  # fmt: skip

    def _values(self, row: StaffRow, person: HeldPerson | None) -> dict[str, str]:
        """What the line says, but for fields that it leaves empty."""
        values = {
            **{name: getattr(row, name) for name in ("name", "title_before", "title_after", "nip", "rank", "position")},
            "birth_date": row.birth_date.isoformat() if row.birth_date else "",
            "status": row.status.value if row.status else "",
            "unit": self.asked.units.place(row.unit, row.unit_above),
            "superior_nip": self._superior(row),
            "email": self._email(row, person),
        }
        return {field: values[field] for field in FIELDS if values[field]}

    def _superior(self, row: StaffRow) -> str:
        nip = row.superior_nip
        if not nip or nip == row.nip:
            return ""
        if nip in self.nips or any(one.is_here and one.nip == nip for one in self.held.with_nip(nip)):
            return nip
        message = "Nobody has the NIP of the superior, {nip}."
        self.notes.append(warning("superior", message, "It is left out.", line=row.number, nip=nip))
        return ""

    def _email(self, row: StaffRow, person: HeldPerson | None) -> str:
        owner = self.held.emails.get(row.email)
        if not row.email:
            return ""
        if row.email in self.emails or owner not in (None, person.id if person else None):
            message = "The e-mail “{email}” belongs to somebody else."
            self.notes.append(warning("email-taken", message, "It is left out.", line=row.number, email=row.email))
            return ""
        self.emails.add(row.email)
        return row.email

    def _asked_about(self, row: StaffRow) -> tuple[Question | None, HeldPerson | None]:
        """The question about a line, or the person whose line it is without one."""
        if any(problem.severity == "error" for problem in row.problems):
            wrong = next(problem for problem in row.problems if problem.severity == "error")
            return self._question(row, wrong, self._same_person(row), ()), None
        if row.nip_start:
            return self._ruined(row), None
        if not self.asked.units.is_known(row.unit, row.unit_above):
            problem = error("unit", "It is not decided which unit “{unit}” is.", "Decide it above.", line=row.number,
                            unit=row.unit)  # fmt: skip
            return self._question(row, problem, self._same_person(row), ()), None
        return self._matched(row)

    def _matched(self, row: StaffRow) -> tuple[Question | None, HeldPerson | None]:
        people = self.held.with_nip(row.nip) if row.nip else []
        if len(people) > 1:
            message, remedy = "Several people have this NIP.", "Bring their records together first."
            return self._question(row, error("nip-several", message, remedy, line=row.number), None, ()), None
        person = people[0] if people else self._same_person(row)
        if person is not None and not self._is_reached(person):
            message = "This person is recorded in a unit that you do not keep."
            remedy = "Ask the office that keeps all units to move them."
            return self._question(row, error("elsewhere", message, remedy, line=row.number), None, ()), None
        if person is None or people or not person.nip or not row.nip:
            return None, person
        message = "The same name and date of birth are held with another NIP: {nip}."
        problem = error("nip-other", message, "Is it the same person?", line=row.number, nip=person.nip)
        return self._question(row, problem, person, (Choice.USE, Choice.NEW)), None

    def _ruined(self, row: StaffRow) -> Question:
        alike = [one for one in self.held.named(row.name) if any(nip.startswith(row.nip_start) for nip in one.nips)]
        proposal = alike[0] if len(alike) == 1 else self._same_person(row)
        proposal = proposal if proposal is not None and self._is_reached(proposal) else None
        message = "Excel kept the NIP as a number, so its last digits are lost: {start}…"
        remedy = "Write the NIP as text in the file, or decide here."
        problem = error("nip-number", message, remedy, line=row.number, start=row.nip_start)
        return self._question(row, problem, proposal, (Choice.USE,) if proposal else (Choice.NEW,))

    def _same_person(self, row: StaffRow) -> HeldPerson | None:
        """The one person of that name and date of birth; without dates, of that name in that unit."""
        unit = self.asked.units.place(row.unit, row.unit_above)
        alike = [
            one
            for one in self.held.named(row.name)
            if (one.birth_date == row.birth_date if one.birth_date and row.birth_date else one.value("unit") == unit)
        ]
        return alike[0] if len(alike) == 1 else None

    def _question(
        self, row: StaffRow, problem: Problem, proposal: HeldPerson | None, choices: Iterable[Choice]
    ) -> Question:
        offered = (*choices, Choice.SKIP)
        chosen = self.asked.choices.get(row.number, Choice.SKIP)
        return Question(row, problem, proposal, offered, chosen if chosen in offered else Choice.SKIP)

    def _ask_again(self, row: StaffRow, person: HeldPerson) -> None:
        message, remedy = "Another line is about {name} already.", "Take one of the two lines out of the file."
        problem = error("person-twice", message, remedy, line=row.number, name=person.name)
        self.questions = [one for one in self.questions if one.row is not row]
        self.questions.append(Question(row, problem, None, (Choice.SKIP,)))

    def _missing(self) -> Iterable[HeldPerson]:
        for person in self.held.people:
            is_gone = person.is_here and person.id not in self.found and person_key(person.name) not in self.named
            if is_gone and person.unit_id is not None and self._is_reached(person):
                yield person

    def _is_reached(self, person: HeldPerson) -> bool:
        return self.asked.reach is None or person.unit_id in self.asked.reach


def _left(person: HeldPerson) -> Change:
    before = {
        field: person.value(field) for field in ("nip", "status", "rank", "position", "unit") if person.value(field)
    }
    return Change(Kind.LEFT, person.name, person, None, before, {})
