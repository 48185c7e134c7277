"""A merge of two records of one person is not undone once a certificate was issued of it. Changes nothing."""

from sqlalchemy import or_, select

from lms.accounts.facts import MergeUndoing
from lms.accounts.operations import touched
from lms.certificates.models import Certificate
from lms.kernel.errors import Conflict
from lms.learning.models import Enrolment
from lms.platform.db.model import db
from lms.programmes.models import ProgrammeCompletion


def require_no_certificate(fact: MergeUndoing) -> None:
    """Raises Conflict if a certificate was issued since for a merged course, or for a programme then completed."""
    merged = Certificate.enrolment_id.in_(touched(fact.merge_id, Enrolment))
    whole = Certificate.programme_completion_id.in_(touched(fact.merge_id, ProgrammeCompletion))
    since, at_once = Certificate.issued_at > fact.merged_at, Certificate.issued_at >= fact.merged_at
    issued = select(Certificate.id).where(or_(merged & since, whole & at_once))
    if db.session.scalar(issued.limit(1)) is not None:
        raise Conflict("A certificate was issued since for a course or programme that was merged. The merge stays.")
