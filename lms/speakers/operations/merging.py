"""Two records of one person become one: not while both have an offer that waits, or are speakers. Never commits."""

from sqlalchemy import func, select

from lms.accounts.facts import PeopleMerging
from lms.kernel.errors import Conflict
from lms.platform.db.model import db
from lms.speakers.models import Speaker, SpeakerOffer


def require_one_speaker(fact: PeopleMerging) -> None:
    """Raises Conflict while both have an offer that waits, or if both are speakers with papers of their own."""
    both = (fact.kept, fact.gone)
    waiting = select(func.count()).select_from(SpeakerOffer)
    waiting = waiting.where(SpeakerOffer.person_id.in_(both), SpeakerOffer.state == "waiting")
    if (db.session.scalar(waiting) or 0) > 1:
        raise Conflict("Both records have an offer to write that waits. Answer one of them first.")
    speakers = select(func.count()).select_from(Speaker).where(Speaker.person_id.in_(both))
    if (db.session.scalar(speakers) or 0) > 1:
        raise Conflict(
            "Both records are accepted as speakers, with hours and papers of their own. They cannot be merged."
        )
