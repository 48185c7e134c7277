"""Which columns of attempts name a person, for when two records of one person become one."""

from lms.accounts.merges import Moved, figure
from lms.assessment.models import EssayDraft, EssayMark, ExtraTime, Remark

MOVES = (
    Moved(ExtraTime.person_id, figure("%(num)s decision on extra time", "%(num)s decisions on extra time")),
    Moved(Remark.decided_by),
    Moved(EssayMark.marker_id, figure("%(num)s essay marked", "%(num)s essays marked")),
    Moved(EssayDraft.marker_id, once_per=(EssayDraft.attempt_question_id,)),
)
