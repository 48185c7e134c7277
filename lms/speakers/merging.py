"""Which columns of speakers name a person, for when two records of one person become one."""

from lms.accounts.merges import Moved, figure
from lms.speakers.models import Speaker, SpeakerOffer

MOVES = (
    Moved(SpeakerOffer.person_id, figure("%(num)s offer to write", "%(num)s offers to write")),
    Moved(Speaker.person_id, figure("%(num)s acceptance as speaker", "%(num)s acceptances as speaker")),
)
