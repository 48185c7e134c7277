"""Which columns of letters name a person, for when two records of one person become one."""

from lms.accounts.merges import Moved, figure
from lms.notifications.models import ChannelChoice, Notification

MOVES = (
    Moved(Notification.person_id, figure("%(num)s letter", "%(num)s letters"), once_per=(Notification.token,)),
    Moved(ChannelChoice.person_id, once_per=(ChannelChoice.kind,)),
)
