"""Who opens what: lists of units within reach, whoever began them."""

from lms.accounts.scope import Scope
from lms.kernel.errors import NotFound
from lms.staff.queries import ListPage, list_page


def list_for(list_id: int, scope: Scope) -> ListPage:
    """A staff list. Raises NotFound for one that reaches further than `scope`."""
    found = list_page(list_id)
    if found is None or not scope.reaches(found.unit_id):
        raise NotFound
    return found
