"""Writes to the authors of a draft what became of it. Nothing is committed here."""

from datetime import datetime

from lms.authoring.draft import Writer
from lms.authoring.models import Draft
from lms.authoring.queries import authors_of
from lms.notifications.operations import Addressed, notify_many


def tell_authors(draft: Draft, kind: str, token: str, now: datetime, *, by: Writer, **more: object) -> None:
    """To everybody who writes in it, except whoever did it."""
    facts = {"draft": draft.id, "slug": draft.slug, "title": draft.title, **more}
    people = [author.person_id for author in authors_of(draft.id) if author.person_id != by.person_id]
    notify_many([Addressed(person, facts, token) for person in people], kind, now)
