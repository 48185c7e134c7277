"""Every right by name, the roles that hold it, and whether it reaches only a unit (pure)."""

from collections.abc import Iterable
from enum import StrEnum


class Role(StrEnum):
    """What a person is here; one person may hold several."""

    LEARNER = "learner"
    SPEAKER = "speaker"
    REVIEWER = "reviewer"
    UNIT_OFFICER = "unit-officer"
    COORDINATOR = "coordinator"
    LEADER = "leader"
    INSPECTOR = "inspector"
    OPERATOR = "operator"


class Permission(StrEnum):
    """One right. Views name exactly one; nobody asks for a role."""

    LEARN = "learn"  # browse the catalogue, enrol, read, answer, hold certificates
    WRITE_COURSES = "write-courses"  # drafts of one's own
    REVIEW_COURSES = "review-courses"  # approve substance and form
    MARK_ESSAYS = "mark-essays"  # what learners wrote in finals, without their names
    SEE_PEOPLE = "see-people"  # who is in the unit, what they are and were; changes nothing
    KEEP_PEOPLE = "keep-people"  # add and correct people of the unit; say that somebody has left
    HAND_OUT_CODES = "hand-out-codes"  # activation and reset codes for people of the unit
    KEEP_UNITS = "keep-units"  # the tree of units, their heads; staff lists; who else keeps a unit
    ASSIGN = "assign"  # courses to people: with a last day, waived or put off for one person
    KEEP_PROGRAMMES = "keep-programmes"  # courses under one title, offered to everybody: make and end them
    ACCEPT_SPEAKERS = "accept-speakers"  # offers to write: answer them, keep hours, issue papers
    SEE_UNIT_PROGRESS = "see-unit-progress"  # who is done and who is late, by name, within the unit
    REMIND = "remind"  # write to people of the unit about what is asked of them
    SEE_SUMS = "see-sums"  # shares and totals, no single person
    READ_AUDIT = "read-audit"  # who did what to whom and when, in all units
    INSPECT = "inspect"  # draw samples of completions, read what is recorded of them
    OPERATE = "operate"  # settings of the institution, people, revocations


HOLDERS: dict[Permission, frozenset[Role]] = {
    Permission.LEARN: frozenset(Role),
    Permission.WRITE_COURSES: frozenset({Role.SPEAKER, Role.REVIEWER}),
    Permission.REVIEW_COURSES: frozenset({Role.REVIEWER}),
    Permission.MARK_ESSAYS: frozenset({Role.SPEAKER, Role.REVIEWER}),
    Permission.SEE_PEOPLE: frozenset({Role.UNIT_OFFICER, Role.COORDINATOR, Role.INSPECTOR, Role.OPERATOR}),
    Permission.KEEP_PEOPLE: frozenset({Role.UNIT_OFFICER, Role.COORDINATOR, Role.OPERATOR}),
    Permission.HAND_OUT_CODES: frozenset({Role.UNIT_OFFICER, Role.COORDINATOR, Role.OPERATOR}),
    Permission.KEEP_UNITS: frozenset({Role.COORDINATOR, Role.OPERATOR}),
    Permission.ASSIGN: frozenset({Role.COORDINATOR}),
    Permission.KEEP_PROGRAMMES: frozenset({Role.COORDINATOR}),
    Permission.ACCEPT_SPEAKERS: frozenset({Role.COORDINATOR, Role.OPERATOR}),
    Permission.SEE_UNIT_PROGRESS: frozenset({Role.UNIT_OFFICER, Role.COORDINATOR, Role.INSPECTOR}),
    Permission.REMIND: frozenset({Role.UNIT_OFFICER, Role.COORDINATOR}),
    Permission.SEE_SUMS: frozenset({Role.COORDINATOR, Role.LEADER, Role.INSPECTOR}),
    Permission.READ_AUDIT: frozenset({Role.COORDINATOR, Role.INSPECTOR, Role.OPERATOR}),
    Permission.INSPECT: frozenset({Role.INSPECTOR}),
    Permission.OPERATE: frozenset({Role.OPERATOR}),
}

UNIT_SCOPED = frozenset(
    {
        Permission.SEE_PEOPLE,
        Permission.KEEP_PEOPLE,
        Permission.HAND_OUT_CODES,
        Permission.KEEP_UNITS,
        Permission.ASSIGN,
        Permission.SEE_UNIT_PROGRESS,
        Permission.REMIND,
        Permission.SEE_SUMS,
    }
)
"""Rights that reach only the unit for which the role was given (and the units below it); without one, all units."""

WHOLE_ONLY = frozenset({Permission.READ_AUDIT, Permission.ACCEPT_SPEAKERS, Permission.KEEP_PROGRAMMES})
"""Rights that a role given for one unit does not carry, for what they open is not told apart by units."""

GRANTED_BY: dict[Role, frozenset[Role]] = {
    Role.LEARNER: frozenset({Role.UNIT_OFFICER, Role.COORDINATOR, Role.OPERATOR}),
    Role.SPEAKER: frozenset({Role.COORDINATOR, Role.OPERATOR}),
    Role.REVIEWER: frozenset({Role.COORDINATOR, Role.OPERATOR}),
    Role.UNIT_OFFICER: frozenset({Role.COORDINATOR, Role.OPERATOR}),
    Role.COORDINATOR: frozenset({Role.COORDINATOR, Role.OPERATOR}),
    Role.LEADER: frozenset({Role.COORDINATOR, Role.OPERATOR}),
    Role.INSPECTOR: frozenset({Role.OPERATOR}),
    Role.OPERATOR: frozenset({Role.OPERATOR}),
}
"""Who may give a role and take it back: for units that the giver's own role reaches, for all only with all."""

OF_A_UNIT = frozenset({Role.UNIT_OFFICER, Role.COORDINATOR, Role.LEADER})
"""Roles that may be given for one unit and those below it; an officer's always is. They end with the post there."""


def may(roles: Iterable[Role], permission: Permission) -> bool:
    """Whether any of the roles holds the right."""
    return not HOLDERS[permission].isdisjoint(roles)


def rights_of(roles: Iterable[Role], whole_roles: Iterable[Role]) -> frozenset[Permission]:
    """The rights that roles hold, of which some were given for all units."""
    held, whole = frozenset(roles), frozenset(whole_roles)
    return frozenset(one for one in Permission if may(whole if one in WHOLE_ONLY else held, one))


def may_grant(roles: Iterable[Role], role: Role) -> bool:
    """Whether any of the roles lets its holder give `role`."""
    return not GRANTED_BY[role].isdisjoint(roles)
