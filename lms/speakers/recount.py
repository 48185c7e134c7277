"""Offers against speakers, hours against what they take back, papers against their facts, numbers and files."""

import hashlib
from collections.abc import Iterator

from sqlalchemy import case, func, select
from sqlalchemy.orm import aliased

from lms.platform.db.recounting import Difference, streamed, unequal
from lms.speakers.models import (
    Speaker,
    SpeakerHours,
    SpeakerOffer,
    SpeakerPaper,
    SpeakerPaperCounter,
    SpeakerPaperFile,
)
from lms.speakers.papers import PaperFacts


def differences() -> Iterator[Difference]:
    """Each speaker with an accepted offer of their own, and the reverse; counter-entries; papers."""
    accepted = select(SpeakerOffer.person_id).where(
        SpeakerOffer.id == Speaker.offer_id, SpeakerOffer.state == "accepted"
    )
    yield from unequal(Speaker.person_id, accepted.scalar_subquery())
    has_speaker = select(Speaker.id).where(Speaker.offer_id == SpeakerOffer.id).exists()
    state = case((has_speaker, "accepted"), else_="waiting")
    yield from unequal(SpeakerOffer.state, state, SpeakerOffer.state != "declined")
    yield from _counter_entries()
    yield from _copies()
    yield from _numbers()
    yield from _files()


def _counter_entries() -> Iterator[Difference]:
    """A counter-entry takes back exactly what its entry gave, of the same speaker on the same day."""
    entry = aliased(SpeakerHours)
    taken_back = select(-entry.minutes).where(
        entry.id == SpeakerHours.reverses_id,
        entry.speaker_id == SpeakerHours.speaker_id,
        entry.day == SpeakerHours.day,
        entry.reverses_id.is_(None),
    )
    is_counter = SpeakerHours.reverses_id.is_not(None)
    yield from unequal(SpeakerHours.minutes, taken_back.scalar_subquery(), is_counter)


def _copies() -> Iterator[Difference]:
    rows = select(SpeakerPaper.id, SpeakerPaper.facts, SpeakerPaper.number, SpeakerPaper.kind)
    for paper_id, text, number, kind in streamed(rows):
        facts = PaperFacts.from_json(text)
        for column, stored, printed in (("number", number, facts.number), ("kind", kind, facts.kind.value)):
            if stored != printed:
                yield Difference("speaker_paper", paper_id, column, stored, printed)


def _numbers() -> Iterator[Difference]:
    """The last number of each year is how many were issued in it."""
    last = {row.year: row.last for row in streamed(select(SpeakerPaperCounter.year, SpeakerPaperCounter.last))}
    issued = select(SpeakerPaper.year, func.count(SpeakerPaper.id), func.max(SpeakerPaper.sequence))
    for year, number, highest in streamed(issued.group_by(SpeakerPaper.year)):
        stored = last.pop(year, None)
        if not stored == number == highest:
            counted = f"{number} issued, the highest {highest}"
            yield Difference("speaker_paper_counter", year, "last", str(stored), counted)
    for year, stored in last.items():
        if stored:
            yield Difference("speaker_paper_counter", year, "last", str(stored), "0 issued")


def _files() -> Iterator[Difference]:
    for file_id, stored, data in streamed(select(SpeakerPaperFile.id, SpeakerPaperFile.sha256, SpeakerPaperFile.data)):
        found = hashlib.sha256(data).hexdigest()
        if stored != found:
            yield Difference("speaker_paper_file", file_id, "sha256", stored, found)
