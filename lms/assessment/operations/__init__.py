"""The only writers of assessment: nothing is committed here. Locks: enrolment, then attempt."""

from lms.assessment.operations.attempts import check, grant_extra_time, reveal, save, start, submit

__all__ = ["check", "grant_extra_time", "reveal", "save", "start", "submit"]
