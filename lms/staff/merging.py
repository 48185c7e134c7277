"""Which columns of staff lists name a person, for when two records of one person become one."""

from lms.accounts.merges import Stays
from lms.staff.models import StaffChange

MOVES = (Stays(StaffChange.person_id, "what a list did to a record stays with it; undoing the list leaves it alone"),)
