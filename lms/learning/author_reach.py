"""How many learners finished the courses of their authors; changes nothing. Speakers' papers print it."""

from collections.abc import Collection, Mapping
from typing import Any

from sqlalchemy import distinct, func, select
from sqlalchemy.orm import aliased

from lms.content.models import CourseAuthor, CourseRow, CourseVersion
from lms.kernel.clock import local_date
from lms.learning.models import Enrolment
from lms.platform.db.model import db
from lms.platform.zone import local_zone
from lms.speakers.reach import Reach


def reach_of_authors(person_ids: Collection[int]) -> Mapping[int, tuple[Reach, ...]]:
    """The published courses of each person, the first one first, with how many others finished them; one query.

    A course counts from its first version on, whoever publishes the later ones, and stays when it is withdrawn.
    """
    earlier = aliased(CourseVersion)
    first = select(func.min(earlier.published_at)).where(earlier.course_id == CourseAuthor.course_id).scalar_subquery()
    finished = select(func.count(distinct(Enrolment.person_id))).where(
        Enrolment.course_id == CourseAuthor.course_id,
        Enrolment.state == "completed",
        Enrolment.person_id != CourseAuthor.person_id,
    )
    columns: Any = (CourseAuthor.person_id, CourseVersion.title, first, finished.scalar_subquery())
    rows = select(*columns).select_from(CourseAuthor).join(CourseRow, CourseRow.id == CourseAuthor.course_id)
    rows = rows.join(CourseVersion, CourseVersion.id == CourseRow.current_version_id)
    rows = rows.where(CourseAuthor.person_id.in_(person_ids)).order_by(first, CourseRow.id)
    found: dict[int, tuple[Reach, ...]] = {}
    for person_id, title, published_at, learners in db.session.execute(rows):
        reach = Reach(title, local_date(published_at, local_zone()), learners)
        found[person_id] = (*found.get(person_id, ()), reach)
    return found
