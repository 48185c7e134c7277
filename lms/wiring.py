"""Fact → the operations that answer it, in order, in the same transaction.

A person confirms their name: learning completes what waited for that.
A learner wants to go on with a newer version: assessment refuses while a final is open.
A course is completed: its JP go into the ledger, then its certificate is issued, then programmes and duties say so.
A course is begun or left, people come, move or go, a unit moves: duties follow.
Somebody offers a fact of the institution: certificates say whether they can print it, reviewing whether it reads.
Files of a draft change: remarks go with their blocks.
A course is withdrawn: learning writes to those who completed it.

The page of a course asks what else may be done: assessment offers its pre-test; and until when: assignments know.
A speaker's papers ask which courses reached whom: learning counts who finished them.
A programme asks what its courses are worth to somebody: the ledger says so.
A review asks how long learners really need: feedback reckons the median of their minutes.
"""

from lms.accounts.facts import AccountsTakenBack, NameConfirmed, PostsChanged
from lms.assessment.pretest_offer import pretest_offer
from lms.assessment.versions import require_no_open_final
from lms.assignments.asked import due_on_course
from lms.assignments.operations import follow_learning, follow_posts, follow_unit, forget_accounts
from lms.authoring.operations.files import DraftChanged
from lms.authoring.operations.remarks import follow_blocks
from lms.certificates.entries import check_offered
from lms.certificates.operations import issue_for_completion
from lms.content.operations import CourseClosed
from lms.feedback.minutes_queries import median_minutes
from lms.hours.operations import record_completion
from lms.hours.queries import jp_of_enrolments
from lms.kernel import facts
from lms.learning import due, offers
from lms.learning.author_reach import reach_of_authors
from lms.learning.facts import CourseBegun, CourseCompleted, CourseLeft, VersionWanted
from lms.learning.operations import complete_what_waited
from lms.learning.withdrawals import tell_who_completed
from lms.org.facts import UnitMoved
from lms.org.institution import Offered
from lms.programmes import worth
from lms.programmes.operations import follow_completion
from lms.reviewing import medians
from lms.reviewing.checklist import require_points
from lms.speakers import reach


def wire() -> None:
    """Connects facts and offers to their answers; called once, by `create_app`."""
    facts.wire(
        {
            NameConfirmed: (complete_what_waited,),
            VersionWanted: (require_no_open_final,),
            CourseCompleted: (record_completion, issue_for_completion, follow_completion, follow_learning),
            CourseBegun: (follow_learning,),
            CourseLeft: (follow_learning,),
            PostsChanged: (follow_posts,),
            AccountsTakenBack: (forget_accounts,),
            UnitMoved: (follow_unit,),
            Offered: (check_offered, require_points),
            DraftChanged: (follow_blocks,),
            CourseClosed: (tell_who_completed,),
        }
    )
    offers.wire(pretest_offer)
    due.wire(due_on_course)
    worth.wire(jp_of_enrolments)
    reach.wire(reach_of_authors)
    medians.wire(median_minutes)
