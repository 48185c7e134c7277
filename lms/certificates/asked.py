"""What others ask about certificates, handed down by `lms/wiring.py`; it changes nothing."""

from sqlalchemy import select

from lms.certificates.models import Certificate, CertificateEvent
from lms.platform.db.model import db
from lms.platform.web.pages import url
from lms.programmes.models import ProgrammeCompletion


def programme_certificate(programme_id: int, person_id: int) -> str:
    """The address of the certificate in force that a person holds of a programme; "" without one."""
    rows = select(Certificate.code).join(
        ProgrammeCompletion, ProgrammeCompletion.id == Certificate.programme_completion_id
    )
    rows = rows.outerjoin(CertificateEvent, CertificateEvent.certificate_id == Certificate.id)
    mine = (ProgrammeCompletion.programme_id == programme_id, Certificate.person_id == person_id)
    code = db.session.scalar(rows.where(*mine, CertificateEvent.id.is_(None)).order_by(Certificate.id).limit(1))
    return url("certificates.show", code=code) if code else ""
