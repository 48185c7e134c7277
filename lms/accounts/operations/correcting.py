"""What is held of one person is corrected in place; both values and the reason stay on record. The door commits.

What somebody is from a day on is no correction: `change_posts` writes a new post.
"""

from datetime import datetime, timedelta

from sqlalchemy import select

from lms.accounts.correction import OF_THE_PERSON, OWN, Record, Why, overwritten
from lms.accounts.correction_queries import earliest_first_day, newest_posts, record_of
from lms.accounts.facts import PostsChanged
from lms.accounts.models import Employment, Person, PersonCorrection
from lms.accounts.operations.staffing import end_roles, person_columns, post_columns
from lms.kernel import facts
from lms.kernel.errors import Conflict, NotFound
from lms.platform.audit.operations import record
from lms.platform.db.doors import lock_row
from lms.platform.db.model import db


def correct(person_id: int, wanted: Record, seen: str, why: Why, now: datetime, *, by: str) -> bool:
    """Overwrites what is wrong of a person; whether anything was. `seen` is the mark of what its writer looked at.

    Raises NotFound, or Conflict: no reason, something else stands there by now, a day that another post holds.
    """
    person = db.session.scalar(lock_row(select(Person).where(Person.id == person_id)))
    if person is None or person.merged_into_id is not None:
        raise NotFound
    db.session.expire_all()  # what was read before the row was locked may be another thing now
    held = record_of(person_id)
    changed = overwritten(held.values, wanted.values)
    if not changed:
        return False
    if held.mark != seen:
        raise Conflict("Somebody else has changed this person in the meantime. Look at it again.")
    if not why.is_given:
        raise Conflict("Say why this is corrected.")
    _keep(person_id, None, {name: both for name, both in changed.items() if name in OF_THE_PERSON}, why, now, by)
    if wanted.identity != held.identity:
        _identify(person, wanted)
    of_post = {name: both for name, both in changed.items() if name not in OF_THE_PERSON}
    if of_post:
        _correct_post(person_id, wanted, of_post, why, now, by)
    record(by, "person.correct", f"person:{person_id}", now, reason=why.reason, words=why.words, fields=[*changed])
    return True


def set_titles(person_id: int, before: str, after: str, now: datetime, *, by: str) -> None:
    """People write their own titles; what had been confirmed was another name, so that is asked again."""
    person = db.session.get_one(Person, person_id, with_for_update=True)
    held = {"title_before": person.title_before, "title_after": person.title_after}
    changed = overwritten(held, {"title_before": before, "title_after": after})
    if changed:
        _keep(person_id, None, changed, Why(OWN), now, by)
        person.title_before, person.title_after, person.name_confirmed_at = before, after, None
        record(by, "person.titles", f"person:{person_id}", now, before=before, after=after)


def _identify(person: Person, wanted: Record) -> None:
    before = (person.name, person.title_before, person.title_after)
    for name, value in person_columns(wanted.identity).items():
        setattr(person, name, value)
    if before != (person.name, person.title_before, person.title_after):
        person.name_confirmed_at = None


def _correct_post(
    person_id: int, wanted: Record, changed: dict[str, tuple[str, str]], why: Why, now: datetime, by: str
) -> None:
    """Overwrites the newest post; roles of units in which the person, it turns out, is not end."""
    post, earliest = newest_posts(person_id)[0], earliest_first_day(person_id)
    if wanted.post is None or wanted.first_day is None:
        raise Conflict("Choose the day from which this holds.")
    if earliest is not None and wanted.first_day < earliest:
        raise Conflict("Another post holds on that day. Choose a later day.")
    _keep(person_id, post.id, changed, why, now, by)
    _give_way(person_id, post, wanted, why, now, by)
    for name, value in post_columns(wanted.post).items():
        setattr(post, name, value)
    post.valid_from, post.valid_to = wanted.first_day, wanted.last_day
    db.session.flush()
    facts.publish(PostsChanged((person_id,), now, by))
    end_roles({person_id: post.unit_id}, now, by=by, are_here=post.valid_to is None)


def _give_way(person_id: int, post: Employment, wanted: Record, why: Why, now: datetime, by: str) -> None:
    """The post that ended the day before goes on ending the day before."""
    before = next(iter(newest_posts(person_id)[1:]), None)
    if before is None or wanted.first_day is None or before.valid_to != post.valid_from - timedelta(days=1):
        return
    last_day = wanted.first_day - timedelta(days=1)
    if last_day != before.valid_to:
        changed = {"last_day": (before.valid_to.isoformat(), last_day.isoformat())}
        _keep(person_id, before.id, changed, why, now, by)
        before.valid_to = last_day


def _keep(
    person_id: int, post_id: int | None, changed: dict[str, tuple[str, str]], why: Why, now: datetime, by: str
) -> None:
    db.session.add_all(
        PersonCorrection(
            person_id=person_id,
            employment_id=post_id,
            field=name,
            before=before,
            after=after,
            reason=why.reason,
            words=why.words,
            at=now,
            by=by,
        )
        for name, (before, after) in changed.items()
    )
