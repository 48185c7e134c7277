"""The only writers of assessment: nothing is committed here. Locks: enrolment, then attempt."""

from lms.assessment.operations.attempts import check, grant_extra_time, reveal, save, start, submit
from lms.assessment.operations.pretest import give_pretest

__all__ = ["check", "give_pretest", "grant_extra_time", "reveal", "save", "start", "submit"]
