"""Which columns of certificates name a person, for when two records of one person become one."""

from lms.accounts.merges import Moved, figure
from lms.certificates.models import Certificate

MOVES = (Moved(Certificate.person_id, figure("%(num)s certificate", "%(num)s certificates")),)
