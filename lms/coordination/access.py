"""Whose standing somebody may read: that of people within reach."""

from lms.accounts.scope import Scope
from lms.coordination.queries import PersonFacts, person_facts
from lms.kernel.errors import NotFound


def person_for(person_id: int, scope: Scope) -> PersonFacts:
    """A person within reach. Raises NotFound for anybody else."""
    found = person_facts(person_id)
    if found is None or not scope.reaches(found.unit_id):
        raise NotFound
    return found
