"""Fact → the operations that answer it, in order, in the same transaction.

A course is completed: its JP go into the ledger, then its certificate is issued.
"""

from lms.kernel import facts


def wire() -> None:
    """Connects facts to their answers; called once, by `create_app`."""
    facts.wire({})
