"""Which columns of published courses name a person, for when two records of one person become one."""

from lms.accounts.merges import Moved, figure
from lms.content.models import CourseAuthor

MOVES = (
    Moved(
        CourseAuthor.person_id,
        figure("%(num)s course to answer for", "%(num)s courses to answer for"),
        once_per=(CourseAuthor.course_id,),
    ),
)
