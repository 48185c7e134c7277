"""Programmes of two records of one person: who completed one with both, completed it once."""

from lms.accounts.merges import Moved, figure
from lms.programmes.models import ProgrammeCompletion

MOVES = (
    Moved(
        ProgrammeCompletion.person_id,
        figure("%(num)s completed programme", "%(num)s completed programmes"),
        once_per=(ProgrammeCompletion.programme_id,),
    ),
)
