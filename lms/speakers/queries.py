"""Questions about offers, speakers, their hours and papers; they change nothing."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import Select, func, select
from sqlalchemy.orm import aliased

from lms.accounts.models import Person
from lms.accounts.queries import full_name
from lms.platform.db.model import db
from lms.speakers.models import Speaker, SpeakerHours, SpeakerOffer, SpeakerPaper, SpeakerPaperFile
from lms.speakers.offer import OfferState
from lms.speakers.papers import PaperFacts, PaperKind

MOST_SHOWN = 200
_AS_STORED = (
    "id", "person_id", "name", "institution", "position", "field", "email", "phone", "topic", "licence",
    "may_be_named", "sent_at", "decided_at", "decided_by", "reply",
)  # fmt: skip


@dataclass(frozen=True)
class OfferLine:
    """An offer in the queue, or one that was decided; `speaker_id` if it was accepted."""

    id: int
    name: str
    institution: str
    field: str
    sent_at: datetime
    decided_at: datetime | None
    speaker_id: int | None


@dataclass(frozen=True)
class OfferPage:
    """An offer with all that was sent and what became of it.

    `username` and `is_active` are of the account it came from or that was made for it, `is_named` of the speaker.
    """

    id: int
    person_id: int | None
    name: str
    institution: str
    position: str
    field: str
    email: str | None
    phone: str | None
    topic: str
    licence: str
    may_be_named: bool
    sent_at: datetime
    state: OfferState
    decided_at: datetime | None
    decided_by: str
    reply: str
    speaker_id: int | None
    is_named: bool
    username: str
    is_active: bool


@dataclass(frozen=True)
class HoursLine:
    """An entry of the ledger of hours; `taken_back` says why it no longer counts, "" if it does."""

    id: int
    day: date
    minutes: int
    what: str
    recorded_by: str
    taken_back: str


@dataclass(frozen=True)
class PaperLine:
    """A paper that was issued."""

    id: int
    kind: PaperKind
    number: str
    issued_at: datetime


@dataclass(frozen=True)
class PaperPage:
    """A paper with all that it prints, and whose it is."""

    id: int
    person_id: int
    kind: PaperKind
    facts: PaperFacts


@dataclass(frozen=True)
class Named:
    """A speaker who wants to be named."""

    person_id: int
    name: str
    institution: str


def offers_in(state: OfferState) -> tuple[OfferLine, ...]:
    """The offers of a state: those that wait from the oldest on, the others from the newest on."""
    order = (SpeakerOffer.sent_at, SpeakerOffer.id)
    if state is not OfferState.WAITING:
        order = (SpeakerOffer.sent_at.desc(), SpeakerOffer.id.desc())  # type: ignore[assignment]
    columns = (SpeakerOffer.id, SpeakerOffer.name, SpeakerOffer.institution, SpeakerOffer.field, SpeakerOffer.sent_at)
    rows: Any = select(*columns, SpeakerOffer.decided_at, Speaker.id)
    rows = rows.outerjoin(Speaker, Speaker.offer_id == SpeakerOffer.id).where(SpeakerOffer.state == state.value)
    return tuple(OfferLine(*row) for row in db.session.execute(rows.order_by(*order).limit(MOST_SHOWN)))


def waiting_offers() -> int:
    """How many offers wait for an answer."""
    counted = select(func.count()).select_from(SpeakerOffer).where(SpeakerOffer.state == OfferState.WAITING.value)
    return db.session.scalar(counted) or 0


def offer_page(offer_id: int) -> OfferPage | None:
    """One offer with the account that goes with it."""
    return _first(_pages().where(SpeakerOffer.id == offer_id))


def standing_of(person_id: int) -> OfferPage | None:
    """Where a person stands with being a speaker: the newest offer, which is the one that was accepted, if any was."""
    return _first(_pages().where(SpeakerOffer.person_id == person_id).order_by(SpeakerOffer.id.desc()).limit(1))


def speaker_page(speaker_id: int) -> OfferPage | None:
    """The offer by which somebody became a speaker, with the account as it is now."""
    return _first(_pages().where(Speaker.id == speaker_id))


def hours_of(speaker_id: int) -> tuple[HoursLine, ...]:
    """The time that a speaker gave, the newest day first; counter-entries stand at the entries that they take back."""
    counter = aliased(SpeakerHours)
    columns = (SpeakerHours.id, SpeakerHours.day, SpeakerHours.minutes, SpeakerHours.what, SpeakerHours.recorded_by)
    rows = select(*columns, counter.reason).outerjoin(counter, counter.reverses_id == SpeakerHours.id)
    rows = rows.where(SpeakerHours.speaker_id == speaker_id, SpeakerHours.reverses_id.is_(None))
    found = db.session.execute(rows.order_by(SpeakerHours.day.desc(), SpeakerHours.id.desc()))
    return tuple(HoursLine(*row[:-1], row[-1] or "") for row in found)


def minutes_given(speaker_id: int, first: date, last: date) -> int:
    """The minutes that a speaker gave from one day to another, without what was taken back."""
    total = select(func.coalesce(func.sum(SpeakerHours.minutes), 0))
    total = total.where(SpeakerHours.speaker_id == speaker_id, SpeakerHours.day.between(first, last))
    return int(db.session.scalar(total) or 0)


def papers_of(speaker_id: int) -> tuple[PaperLine, ...]:
    """The papers of a speaker, the newest first."""
    columns = (SpeakerPaper.id, SpeakerPaper.kind, SpeakerPaper.number, SpeakerPaper.issued_at)
    rows = select(*columns).where(SpeakerPaper.speaker_id == speaker_id).order_by(SpeakerPaper.id.desc())
    return tuple(PaperLine(key, PaperKind(kind), number, at) for key, kind, number, at in db.session.execute(rows))


def paper_page(paper_id: int) -> PaperPage | None:
    """One paper."""
    rows = select(Speaker.person_id, SpeakerPaper.kind, SpeakerPaper.facts)
    rows = rows.join(Speaker, Speaker.id == SpeakerPaper.speaker_id).where(SpeakerPaper.id == paper_id)
    found = db.session.execute(rows).one_or_none()
    return PaperPage(paper_id, found[0], PaperKind(found[1]), PaperFacts.from_json(found[2])) if found else None


def kept_file(paper_id: int) -> bytes | None:
    """The file of a paper; None if it was not made yet."""
    return db.session.scalar(select(SpeakerPaperFile.data).where(SpeakerPaperFile.paper_id == paper_id))


def named_speakers() -> tuple[Named, ...]:
    """The speakers who want to be thanked by name, in the order of names."""
    name = (Person.name, Person.title_before, Person.title_after)
    rows = select(Person.id, *name, SpeakerOffer.institution).select_from(Speaker)
    rows = rows.join(Person, Person.id == Speaker.person_id).join(SpeakerOffer, SpeakerOffer.id == Speaker.offer_id)
    rows = rows.where(Speaker.is_named.is_(True)).order_by(Person.sort_key, Person.id)
    return tuple(
        Named(key, full_name(name, before, after), institution)
        for key, name, before, after, institution in db.session.execute(rows)
    )


def _pages() -> Select[Any]:
    rows: Any = select(SpeakerOffer, Speaker.id, Speaker.is_named, Person.username, Person.password_hash.is_not(None))
    rows = rows.outerjoin(Speaker, Speaker.offer_id == SpeakerOffer.id)
    made: Select[Any] = rows.outerjoin(Person, Person.id == SpeakerOffer.person_id)
    return made


def _first(rows: Select[Any]) -> OfferPage | None:
    found = db.session.execute(rows).one_or_none()
    if found is None:
        return None
    row, speaker_id, is_named, username, is_active = found
    return OfferPage(
        **{name: getattr(row, name) for name in _AS_STORED},
        state=OfferState(row.state),
        speaker_id=speaker_id,
        is_named=bool(is_named),
        username=username or "",
        is_active=bool(is_active),
    )
