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
    HAND_OUT_CODES = "hand-out-codes"  # activation and reset codes for people of the unit
    ACCEPT_SPEAKERS = "accept-speakers"  # offers to write: answer them, keep hours, issue papers
    SEE_UNIT_PROGRESS = "see-unit-progress"  # who is done and who is late, by name, within the unit
    SEE_SUMS = "see-sums"  # shares and totals, no single person
    INSPECT = "inspect"  # read everything that is recorded, change nothing
    OPERATE = "operate"  # settings of the institution, people, revocations


HOLDERS: dict[Permission, frozenset[Role]] = {
    Permission.LEARN: frozenset(Role),
    Permission.WRITE_COURSES: frozenset({Role.SPEAKER, Role.REVIEWER}),
    Permission.REVIEW_COURSES: frozenset({Role.REVIEWER}),
    Permission.MARK_ESSAYS: frozenset({Role.SPEAKER, Role.REVIEWER}),
    Permission.HAND_OUT_CODES: frozenset({Role.UNIT_OFFICER, Role.COORDINATOR, Role.OPERATOR}),
    Permission.ACCEPT_SPEAKERS: frozenset({Role.COORDINATOR, Role.OPERATOR}),
    Permission.SEE_UNIT_PROGRESS: frozenset({Role.UNIT_OFFICER, Role.COORDINATOR}),
    Permission.SEE_SUMS: frozenset({Role.COORDINATOR, Role.LEADER, Role.INSPECTOR}),
    Permission.INSPECT: frozenset({Role.INSPECTOR}),
    Permission.OPERATE: frozenset({Role.OPERATOR}),
}

UNIT_SCOPED = frozenset({Permission.HAND_OUT_CODES, Permission.SEE_UNIT_PROGRESS})
"""Rights that reach only the unit for which the role was given (and the units below it)."""


def may(roles: Iterable[Role], permission: Permission) -> bool:
    """Whether any of the roles holds the right."""
    return not HOLDERS[permission].isdisjoint(roles)
