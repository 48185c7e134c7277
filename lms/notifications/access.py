"""The door to letters: a person's own; one of somebody else is not there."""

from lms.kernel.errors import NotFound
from lms.notifications.queries import KeptLetter, letter_of


def own_letter(letter_id: int, person_id: int) -> KeptLetter:
    """A letter to this person. Raises NotFound."""
    found = letter_of(letter_id, person_id)
    if found is None:
        raise NotFound
    return found
