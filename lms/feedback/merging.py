"""Which columns of faults name a person, for when two records of one person become one."""

from lms.accounts.merges import Moved, figure
from lms.feedback.models import FaultAnswer, FaultReport

MOVES = (
    Moved(
        FaultReport.person_id,
        figure("%(num)s fault reported", "%(num)s faults reported"),
        once_per=(FaultReport.token,),
    ),
    Moved(FaultAnswer.answered_by),
)
