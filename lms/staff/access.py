"""Who opens what: lists and people of units within reach."""

from dataclasses import dataclass

from lms.accounts.merge_queries import MergePage, merge_page, merges_into, stands_for
from lms.accounts.scope import Scope
from lms.kernel.errors import Conflict, NotFound
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
    if found is None or not is_within(found, scope):
        raise NotFound
    return found


def is_within(found: PersonPage, scope: Scope) -> bool:
    """Whether a person is in a unit within reach, or was last."""
    return scope.is_all or (found.posts != () and found.posts[0].unit_id in scope.keys)


@dataclass(frozen=True)
class Twins:
    """Two records that are to become one: the one that stays and the one that goes."""

    kept: PersonPage
    gone: PersonPage

    @property
    def both(self) -> tuple[int, int]:
        """Both keys."""
        return self.kept.id, self.gone.id


def twins_for(person_id: int, other_id: int, stay: str, scope: Scope) -> Twins:
    """Two people within reach; `stay` names the one who stays, else it is the one whose account is in use.

    Raises NotFound if one of them is out of reach, or Conflict if they are the same record.
    """
    if person_id == other_id:
        raise Conflict("That is the same record. Choose another one.")
    one, other = person_for(person_id, scope), person_for(other_id, scope)
    chosen = other.id if other.is_active and not one.is_active else one.id
    if stay in (str(one.id), str(other.id)):
        chosen = int(stay)
    return Twins(one, other) if chosen == one.id else Twins(other, one)


def merges_seen(person_id: int, scope: Scope, username: str) -> list[MergePage]:
    """The merges into a record, for those who reach everybody and whoever made them."""
    return [one for one in merges_into(person_id) if scope.is_all or one.merged_by == username]


def merge_for(merge_id: int, scope: Scope, username: str) -> MergePage:
    """A merge of somebody within reach, for whoever made it, and for those who reach everybody. Raises NotFound."""
    found = merge_page(merge_id)
    if found is None or not (scope.is_all or found.merged_by == username):
        raise NotFound
    person_for(stands_for(found.kept), scope)
    return found
