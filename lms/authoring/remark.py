"""Remarks on drafts: how one ends (pure)."""

from enum import StrEnum

LONGEST = 2_000
"""Characters of a remark or a reply."""

LONGEST_PROPOSAL = 20_000


class Closing(StrEnum):
    """How a remark came to an end."""

    ACCEPTED = "accepted"  # its wording stands in the draft now
    DONE = "done"  # the author has seen to it otherwise
    WITHDRAWN = "withdrawn"  # whoever wrote it took it back
