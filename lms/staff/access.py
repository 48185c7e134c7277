"""Who opens what: lists and people of units within reach."""

from lms.accounts.scope import Scope
from lms.kernel.errors import NotFound
from lms.staff.people_queries import PersonPage, person_page
from lms.staff.queries import ListPage, list_page


def list_for(list_id: int, scope: Scope) -> ListPage:
    """A staff list. Raises NotFound for one that reaches further than `scope`."""
    found = list_page(list_id)
    if found is None or not scope.reaches(found.unit_id):
        raise NotFound
    return found


def person_for(person_id: int, scope: Scope) -> PersonPage:
    """A person who is in a unit within reach, or was last. Raises NotFound for any other."""
    found = person_page(person_id)
    if found is None or not (scope.is_all or (found.posts and found.posts[0].unit_id in scope.keys)):
        raise NotFound
    return found
