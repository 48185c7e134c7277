"""Which columns of reviews name a person, for when two records of one person become one."""

from lms.accounts.merges import Moved, figure
from lms.reviewing.models import Approval, CourseCheck, PublicationPlan, ReviewerAbsence, Submission

MOVES = (
    Moved(Submission.handed_in_by, figure("%(num)s draft handed in", "%(num)s drafts handed in")),
    Moved(Approval.person_id, figure("%(num)s decision in reviews", "%(num)s decisions in reviews")),
    Moved(PublicationPlan.planned_by),
    Moved(ReviewerAbsence.person_id),
    Moved(CourseCheck.person_id),
)
