"""Files that a person asked for, for when two records of one person become one."""

from lms.accounts.merges import Stays
from lms.exports.models import ExportJob

MOVES = (Stays(ExportJob.person_id, "a file is for whoever asked for it, and is swept in a few days"),)
