"""Papers of speakers: issued with facts frozen and the next number of the year; appended. The door commits.

A number is taken by the last statements before the commit, so that numbers have no gap and nobody waits for long.
"""

from dataclasses import dataclass, replace
from datetime import date, datetime

from sqlalchemy import select, text
from sqlalchemy.exc import IntegrityError

from lms.accounts.queries import person_name
from lms.kernel.clock import local_date
from lms.kernel.errors import Conflict, Unprocessable
from lms.org.number_pattern import NumberParts, certificate_number
from lms.org.queries import institution_on, signer_of, signer_on
from lms.org.signing import letterhead_of
from lms.platform.audit.operations import record
from lms.platform.db.model import db
from lms.platform.documents.typesetting import Pdf
from lms.platform.documents.words import Language
from lms.platform.zone import local_zone
from lms.speakers.models import Speaker, SpeakerOffer, SpeakerPaper, SpeakerPaperFile
from lms.speakers.operations.hours import lock_speaker
from lms.speakers.papers import WORDS_IN_NUMBERS, PaperFacts, PaperKind
from lms.speakers.queries import minutes_given
from lms.speakers.reach import reach_of

_NEXT = text(
    "INSERT INTO speaker_paper_counter (year, last) VALUES (:year, 1) "
    "ON CONFLICT (year) DO UPDATE SET last = speaker_paper_counter.last + 1 RETURNING last"
)


@dataclass(frozen=True)
class Wish:
    """Which paper is wanted, of which period; `addressee` is the head of the institution, for a request only."""

    kind: PaperKind
    first_day: date
    last_day: date
    addressee: str = ""


def issue_paper(speaker_id: int, wish: Wish, token: str, now: datetime, *, by: str) -> None:
    """Issues a paper, once however often it is asked for with the same token.

    Raises NotFound; Conflict while the institution's facts or its signer are missing; Unprocessable where a statement
    or certificate would attest nothing. Then no number is used.
    """
    speaker = lock_speaker(speaker_id)
    if db.session.scalar(select(SpeakerPaper.id).where(SpeakerPaper.token == token)) is not None:
        return
    today = local_date(now, local_zone())
    facts = _draft(speaker, wish, today)
    if wish.kind is not PaperKind.REQUEST and not facts.minutes and not facts.courses:
        raise Unprocessable("Nothing is recorded in this period: no time and no published course.")
    institution = institution_on(today)
    db.session.flush()
    sequence: int = db.session.execute(_NEXT, {"year": today.year}).scalar_one()
    parts = NumberParts(sequence, WORDS_IN_NUMBERS[wish.kind], institution.office, today)
    number = certificate_number(institution.number_pattern, parts)
    paper = SpeakerPaper(
        speaker_id=speaker_id,
        token=token,
        kind=wish.kind.value,
        year=today.year,
        sequence=sequence,
        number=number,
        facts=replace(facts, number=number).to_json(),
        issued_at=now,
        issued_by=by,
    )
    db.session.add(paper)
    db.session.flush()
    record(by, "speakers.paper", f"speaker:{speaker_id}", now, kind=wish.kind.value, number=number)


def keep_paper_file(paper_id: int, pdf: Pdf, now: datetime) -> bytes:
    """Keeps the file of a paper and gives it; whoever made one a moment earlier was first, and theirs stays."""
    file = SpeakerPaperFile(paper_id=paper_id, sha256=pdf.sha256, data=pdf.data, engine=pdf.engine, made_at=now)
    try:
        with db.session.begin_nested():
            db.session.add(file)
    except IntegrityError:
        kept = select(SpeakerPaperFile.data).where(SpeakerPaperFile.paper_id == paper_id)
        return db.session.scalars(kept).one()
    return pdf.data


def _draft(speaker: Speaker, wish: Wish, today: date) -> PaperFacts:
    """What the paper will say, but its number."""
    institution, signer = institution_on(today), signer_on(today)
    if institution.missing or signer is None:
        raise Conflict("The institution's facts or its signer are not complete.")
    offer = db.session.get_one(SpeakerOffer, speaker.offer_id)
    attests = wish.kind is not PaperKind.REQUEST
    courses = reach_of(speaker.person_id) if attests else ()
    return PaperFacts(
        kind=wish.kind,
        language=Language(institution.language),
        number="",
        letterhead=letterhead_of(institution),
        organiser=institution.organiser,
        place=institution.place,
        issued_on=today,
        signer=signer_of(signer),
        signature=institution.signature,
        name=person_name(speaker.person_id).printed,
        position=offer.position,
        institution=offer.institution,
        field=offer.field,
        topic=" ".join(offer.topic.split()),
        addressee=wish.addressee,
        first_day=wish.first_day,
        last_day=wish.last_day,
        minutes=minutes_given(speaker.id, wish.first_day, wish.last_day) if attests else 0,
        courses=tuple(course for course in courses if course.published_on <= wish.last_day),
    )
