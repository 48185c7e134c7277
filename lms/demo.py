"""The demonstration: five people, an institution and a decision that are plainly made up, for trying the portal out.

They exist only in a data folder that is served with DEMO on, and never beside real people.
"""

from datetime import date, datetime

from lms.accounts import operations as accounts
from lms.accounts.employment import EmploymentStatus, Job
from lms.accounts.passwords import hash_password, verify
from lms.accounts.queries import DemoPerson, demo_people, has_real_people
from lms.content import operations as content
from lms.content.queries import all_courses
from lms.kernel.errors import Conflict
from lms.kernel.jp import Jp
from lms.org import operations as org
from lms.org.queries import all_signers
from lms.permissions import Role
from lms.platform.db.doors import door

BY = "command:demo"
SINCE = date(2020, 1, 1)
# The shipped courses, as their authors propose.
WORTH = {
    "keamanan-informasi-asn": Jp(3),
    "menulis-pelatihan-di-rambutan": Jp(2),
    "pelayanan-publik-ramah": Jp(2),
    "spbe-melayani-lebih-cepat": Jp(3),
}

PEOPLE = {
    "peserta": ("Peserta Contoh", Role.LEARNER, "199001012015012999"),
    "narasumber": ("Narasumber Contoh", Role.SPEAKER, "198502022010011999"),
    "penelaah": ("Penelaah Contoh", Role.REVIEWER, "198003032005012999"),
    "koordinator": ("Koordinator Contoh", Role.COORDINATOR, "197904042004011999"),
    "operator": ("Operator Contoh", Role.OPERATOR, "199205052019012999"),
}
FACTS = {
    "letterhead": "PEMERINTAH KOTA CONTOH\nBADAN KEPEGAWAIAN DAN PENGEMBANGAN SDM",
    "address": "Jalan Umpama Nomor 1, Kota Contoh. Hanya peragaan, bukan dokumen resmi.",
    "organiser": "BKPSDM Kota Contoh",
    "office": "BKPSDM",
    "place": "Kota Contoh",
    "contact": "Peragaan: tidak ada kantor di balik data ini.",
    "title": "SERTIFIKAT CONTOH",
    "signature": "Contoh peragaan, tidak ditandatangani siapa pun.",
}


class NotForDemo(Conflict):
    """The data folder and the setting DEMO do not fit together."""


def refuse_where_off() -> None:
    """With DEMO off, demo people must not exist. Raises NotForDemo where they do."""
    with door(writes=False):
        if demo_people():
            raise NotForDemo(
                "DEMO is off, but this data folder holds demo people and what they did. "
                "Start with another DATA_DIR (and DATABASE_URL), or keep DEMO on."
            )


def load(password: str, now: datetime) -> None:
    """Puts in what is missing; a second time changes nothing. Raises NotForDemo beside real people."""
    with door(writes=False):
        found = {person.username: person for person in demo_people()}
        if not found and has_real_people():
            raise NotForDemo("This data folder holds real people; demo people are not put beside them. Set DEMO=off.")
    new_hash = "" if _all_have(password, found) else hash_password(password)  # slow, so before the transaction
    with door(writes=True):
        if new_hash:
            _put_people(found, new_hash, now)
        _put_institution(now)
        _put_recognition(now)


def words(site_url: str, password: str) -> str:
    """How to sign in, for whoever starts the portal."""
    names = ", ".join(PEOPLE)
    return f"Demonstration: open {site_url} and sign in as {names}; the password of each is {password}"


def _all_have(password: str, found: dict[str, DemoPerson]) -> bool:
    return all(name in found and verify(found[name].password_hash, password) for name in PEOPLE)


def _put_people(found: dict[str, DemoPerson], password_hash: str, now: datetime) -> None:
    for username, (name, role, nip) in PEOPLE.items():
        person_id = found[username].id if username in found else None
        if person_id is None:
            person_id = accounts.add_person(username, name, now, by=BY, is_demo=True)
            accounts.grant_role(person_id, role, now, by=BY)
            job = Job(nip, "Dinas Contoh", "Pelaksana Contoh", "Penata Muda (III/a)", EmploymentStatus.PNS)
            accounts.employ(person_id, job, SINCE, now, by=BY)
        accounts.set_password(person_id, password_hash, now, by=BY)


def _put_institution(now: datetime) -> None:
    for name, value in FACTS.items():
        org.set_fact(name, value, SINCE, by=BY, now=now)
    if not all_signers():
        name, position = "Drs. Umpama Nyata, M.Si.", "Kepala BKPSDM Kota Contoh"
        org.add_signer(name, position, SINCE, rank="Pembina Utama Muda (IV/c)", by=BY, now=now)


def _put_recognition(now: datetime) -> None:
    decision = ("E-Learning", "CONTOH/1/2026", date(2026, 1, 2), "Kepala BKPSDM Kota Contoh")
    for line in all_courses():
        if line.slug in WORTH and line.jp is None:
            content.recognise_course(line.slug, WORTH[line.slug], *decision, by=BY, now=now)
