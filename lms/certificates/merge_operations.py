"""A merge of two records of one person is not undone once a certificate was issued of it. Changes nothing."""

from sqlalchemy import select

from lms.accounts.facts import MergeUndoing
from lms.accounts.operations import touched
from lms.certificates.models import Certificate
from lms.kernel.errors import Conflict
from lms.learning.models import Enrolment
from lms.platform.db.model import db


def require_no_certificate(fact: MergeUndoing) -> None:
    """Raises Conflict if a certificate was issued since for a course that was merged."""
    merged = Certificate.enrolment_id.in_(touched(fact.merge_id, Enrolment))
    issued = select(Certificate.id).where(merged, Certificate.issued_at > fact.merged_at)
    if db.session.scalar(issued.limit(1)) is not None:
        raise Conflict("A certificate was issued since for a course that was merged. The merge stays.")
