"""Drafts follow when two records of one person become one. Never commits."""

from sqlalchemy import select, update
from sqlalchemy.orm import aliased

from lms.accounts.facts import PeopleMerging
from lms.accounts.operations import watching
from lms.authoring.models import DraftAuthor
from lms.platform.db.model import db


def merge_authors(fact: PeopleMerging) -> None:
    """Whoever writes in a draft twice writes in it once."""
    other = aliased(DraftAuthor)
    writes = select(other.id).where(
        other.person_id == fact.kept, other.removed_at.is_(None), other.draft_id == DraftAuthor.draft_id
    )
    twice = (DraftAuthor.person_id == fact.gone, DraftAuthor.removed_at.is_(None), writes.exists())
    with watching(fact.merge_id, DraftAuthor, DraftAuthor.person_id == fact.gone):
        ended = update(DraftAuthor).where(*twice).values(removed_at=fact.at)
        db.session.execute(ended, execution_options={"synchronize_session": False})
