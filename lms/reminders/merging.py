"""Which column of reminders names a person, for when two records of one person become one."""

from lms.accounts.merges import Moved
from lms.reminders.models import Reminded

MOVES = (Moved(Reminded.person_id, once_per=(Reminded.assignment_id, Reminded.step, Reminded.due_on)),)
