"""An institution that may issue, a recognised course, and people who complete it."""

from datetime import date

from lms.certificates.queries import latest_certificate
from lms.content.operations import recognise_course
from lms.kernel.jp import Jp
from lms.org import operations as org
from lms.platform.db.doors import door
from tests.learning.courses import add_course, enrol, finish, pass_quiz
from tests.support import people
from tests.support.people import NOW

FIRST_DAY = date(2026, 1, 1)
ADDRESS = "Jalan Contoh Nomor 1, Contoh"
FACTS = {
    "letterhead": "PEMERINTAH KOTA CONTOH\nBADAN KEPEGAWAIAN",
    "address": ADDRESS,
    "organiser": "BKPSDM Kota Contoh",
    "office": "BKPSDM",
    "place": "Contoh",
}


def set_up_institution(**others: str) -> None:
    """All facts that certificates need, and a signer."""
    with door(writes=True):
        for name, value in {**FACTS, **others}.items():
            org.set_fact(name, value, FIRST_DAY, by="operator", now=NOW)
        org.add_signer(
            "Drs. Umpama Nyata, M.Si.", "Kepala BKPSDM", FIRST_DAY, nip="197001011995011998", by="operator", now=NOW
        )


def recognise(slug: str = "ramah", jp: int = 4) -> None:
    """The office decides what the course is worth."""
    with door(writes=True):
        form, decision = "pembelajaran mandiri daring", f"800/{jp}/2026"
        recognise_course(slug, Jp(jp), form, decision, date(2026, 1, 5), "Kepala BKPSDM", "operator", NOW)


def complete(person_id: int, mark: int = 90, jp: int = 0) -> int:
    """The person completes the course with a final, worth `jp`; gives the enrolment."""
    items = add_course()
    if jp:
        recognise(jp=jp)
    enrolment = enrol(person_id)
    for lesson in ("sapa", "dengar"):
        finish(enrolment, items[lesson])
    pass_quiz(enrolment, items["ujian"], mark)
    return enrolment


def with_certificate(jp: int = 0, **fields: object) -> tuple[int, str]:
    """A person who holds a certificate, and its code."""
    set_up_institution()
    person_id = people.add_person(**fields)  # type: ignore[arg-type]
    complete(person_id, jp=jp)
    with door(writes=False):
        found = latest_certificate(person_id)
    assert found is not None
    return person_id, found.code
