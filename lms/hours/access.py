"""Whose entry of the ledger may be opened by whom: the person's own, and nobody else's."""

from lms.hours.entry_facts import EntryFacts, entry_facts
from lms.kernel.errors import NotFound


def own_entry(entry_id: int, person_id: int) -> EntryFacts:
    """The entry with what it comes from. Raises NotFound if there is none, or if it is somebody else's."""
    found = entry_facts(entry_id, person_id)
    if found is None:
        raise NotFound
    return found
