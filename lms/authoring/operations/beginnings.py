"""Begins drafts: of a new course under a name that is free, and of a course that is published."""

from dataclasses import replace
from datetime import datetime

from lms.authoring.draft import Act, Writer
from lms.authoring.errors import NameTaken
from lms.authoring.guided_start import short_slug
from lms.authoring.operations.authors import add_author
from lms.authoring.operations.drafts import NewDraft, create_draft
from lms.authoring.queries import slugs_in_use
from lms.content.queries import authors_with_accounts
from lms.content.slugs import unique_slug

_MOST_TRIES = 10


def begin_course(new: NewDraft, act: Act, now: datetime, *, by: Writer) -> int:
    """A draft of a new course; its slug is made of the title, and belongs to no other draft and no course.

    Where others begin courses of the same title in the same moment, the next free slug is taken. Raises as
    `create_draft`.
    """
    stem = short_slug(new.title) or "pelatihan"
    for _ in range(_MOST_TRIES):
        try:
            return create_draft(replace(new, slug=unique_slug(stem, slugs_in_use(stem))), act, now, by=by)
        except NameTaken:
            continue
    raise NameTaken


def open_published(new: NewDraft, course_id: int, now: datetime, *, by: Writer) -> int:
    """A draft of a published course, in which all who answer for the course write too. Raises as `create_draft`."""
    draft_id = create_draft(new, Act.IMPORTED, now, by=by)
    for person_id in authors_with_accounts(course_id):
        add_author(draft_id, person_id, now, by=by)
    return draft_id
