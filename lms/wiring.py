"""Fact → the operations that answer it, in order, in the same transaction.

A person confirms their name: learning completes what waited for that.
A learner wants to go on with a newer version: assessment refuses while a final is open.
Somebody uses their account for the first time: it is no longer among the unused ones that are counted.
People come, move or go: sums of their JP follow, who goes or moves stands for nobody, then duties, whose lock is last.
A course is begun or left, a programme is completed, a unit moves: duties follow, after roles of units above it end.
A course is completed: its JP go into the ledger, then its certificate is issued, then programmes and duties say so.
A programme is completed: its certificate is issued; the counter of numbers is held before programmes are locked.
A programme is to end: assignments refuse while it is asked of people.
Somebody offers a fact of the institution: certificates say whether they can print it, reviewing whether it reads.
Files of a draft change: remarks go with their blocks.
A course is withdrawn: learning writes to those who completed it.
Two records of one person are about to become one: who cannot make one of two says so, what collides is settled. Then
programmes and duties follow, locked in the order in which whoever completes a course locks them. Before that is
undone, whoever sees something torn refuses; sums of JP and duties are counted again.

The page of a course asks what else may be done: assessment offers its pre-test; and until when: assignments know.
A speaker's papers ask which courses reached whom: learning counts who finished them.
A programme asks what its courses are worth to somebody: the ledger says so; where its certificate is; and
who is asked for it until when.
A review asks how long learners really need: feedback reckons the median of their minutes.
Pages of assignments and the overview ask what can be done about people who are not done: they can be reminded.
"""

from lms.accounts.facts import (
    AccountsTakenBack,
    AccountUsed,
    MergeUndoing,
    MergeUndone,
    NameConfirmed,
    PeopleMerged,
    PeopleMerging,
    PostsChanged,
)
from lms.accounts.operations import end_roles_of_moved, end_with_posts
from lms.assessment.operations.merging import require_no_attempt
from lms.assessment.pretest_offer import pretest_offer
from lms.assessment.versions import require_no_open_final
from lms.assignments import followups
from lms.assignments.asked import asking_for_programme, due_on_course, due_on_programme
from lms.assignments.operations import (
    follow_learning,
    follow_posts,
    follow_programme,
    follow_unit,
    forget_accounts,
    require_not_assigned,
)
from lms.assignments.operations.merging import count_merged, lock_all_duties, merge_duties, uncount_merged
from lms.authoring.operations.files import DraftChanged
from lms.authoring.operations.merging import merge_authors
from lms.authoring.operations.remarks import follow_blocks
from lms.certificates.asked import programme_certificate
from lms.certificates.entries import check_offered
from lms.certificates.merge_operations import require_no_certificate
from lms.certificates.operations import hold_counter, issue_for_completion, issue_for_programme
from lms.content.operations import CourseClosed
from lms.feedback.minutes_queries import median_minutes
from lms.hours import operations as hours
from lms.hours.queries import jp_of_enrolments
from lms.kernel import facts
from lms.learning import due, offers
from lms.learning.author_reach import reach_of_authors
from lms.learning.facts import CourseBegun, CourseCompleted, CourseLeft, VersionWanted
from lms.learning.merge_operations import merge_enrolments, require_nothing_learnt
from lms.learning.operations import complete_what_waited
from lms.learning.withdrawals import tell_who_completed
from lms.org.facts import UnitMoved
from lms.org.institution import Offered
from lms.programmes import asking, papers, worth
from lms.programmes.completing import ProgrammesCompleting
from lms.programmes.facts import ProgrammeCompleted, ProgrammeEnding
from lms.programmes.operations import follow_completion, follow_merge, lock_programmes, require_no_part_since
from lms.reminders.views.sending import FOLLOWUP
from lms.reviewing import medians
from lms.reviewing.checklist import require_points
from lms.reviewing.operations.merging import require_no_own_approval
from lms.speakers import reach
from lms.speakers.operations.merging import require_one_speaker


def wire() -> None:
    """Connects facts and offers to their answers; called once, by `create_app`."""
    facts.wire(
        {
            NameConfirmed: (complete_what_waited,),
            VersionWanted: (require_no_open_final,),
            CourseCompleted: (hours.record_completion, issue_for_completion, follow_completion, follow_learning),
            ProgrammesCompleting: (hold_counter,),
            ProgrammeCompleted: (issue_for_programme, follow_programme),
            ProgrammeEnding: (require_not_assigned,),
            CourseBegun: (follow_learning,),
            CourseLeft: (follow_learning,),
            PostsChanged: (hours.follow_posts, end_with_posts, follow_posts),
            AccountUsed: (hours.count_used,),
            AccountsTakenBack: (hours.forget_accounts, forget_accounts),
            UnitMoved: (end_roles_of_moved, follow_unit),
            Offered: (check_offered, require_points),
            DraftChanged: (follow_blocks,),
            CourseClosed: (tell_who_completed,),
            PeopleMerging: (
                require_one_speaker,
                require_no_own_approval,
                merge_enrolments,
                hours.take_back_twice,
                hours.leave_sums,
                merge_authors,
            ),
            PeopleMerged: (hours.come_back, lock_programmes, lock_all_duties, follow_merge, merge_duties),
            MergeUndoing: (
                require_nothing_learnt,
                require_no_attempt,
                hours.require_no_entry,
                require_no_certificate,
                hours.leave_sums,
                require_no_part_since,
                uncount_merged,
            ),
            MergeUndone: (hours.come_back, count_merged),
        }
    )
    offers.wire(pretest_offer)
    due.wire(due_on_course)
    worth.wire(jp_of_enrolments)
    papers.wire(programme_certificate)
    asking.wire(asking_for_programme, due_on_programme)
    reach.wire(reach_of_authors)
    medians.wire(median_minutes)
    followups.wire(FOLLOWUP)
