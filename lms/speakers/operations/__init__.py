"""The only writers of the tables of speakers: offers and their decisions, consent, hours, papers."""

from lms.speakers.operations.offers import NewAccount, Sender, accept, decline, new_code, send_offer, set_named

__all__ = ["NewAccount", "Sender", "accept", "decline", "new_code", "send_offer", "set_named"]
