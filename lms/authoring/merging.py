"""Which columns of drafts name a person, for when two records of one person become one."""

from lms.accounts.merges import Moved, figure
from lms.authoring.models import Draft, DraftAuthor, DraftRemark, DraftRemarkReply, DraftRevision

MOVES = (
    Moved(Draft.owner_id, figure("%(num)s draft begun", "%(num)s drafts begun"), once_per=(Draft.token,)),
    Moved(DraftAuthor.person_id, figure("%(num)s draft written in", "%(num)s drafts written in")),
    Moved(DraftRevision.person_id),
    Moved(DraftRemark.person_id, figure("%(num)s remark on drafts", "%(num)s remarks on drafts")),
    Moved(DraftRemark.closed_by),
    Moved(DraftRemarkReply.person_id),
)
