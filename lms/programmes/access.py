"""Programmes are open to everybody who learns; how far one is, only to oneself."""

from lms.kernel.errors import NotFound
from lms.programmes.queries import ProgrammePage, programme_page


def programme_for(programme_id: int, person_id: int) -> ProgrammePage:
    """A programme as the person stands in it. Raises NotFound."""
    found = programme_page(programme_id, person_id)
    if found is None:
        raise NotFound
    return found
