"""Which columns of letters name a person, for when two records of one person become one."""

from lms.accounts.merges import Moved, Stays, figure
from lms.notifications.models import ChannelChoice, Notification, Phone

MOVES = (
    Moved(Notification.person_id, figure("%(num)s letter", "%(num)s letters"), once_per=(Notification.token,)),
    Moved(ChannelChoice.person_id, once_per=(ChannelChoice.kind,)),
    Stays(Phone.person_id, "who gave a number agreed to it for that record, and gives it again"),
)
