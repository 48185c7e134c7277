"""The only writers of the tables of speakers: offers and their answers, consent, hours, papers."""

from lms.speakers.operations.hours import TimeGiven, give_hours, take_hours_back
from lms.speakers.operations.offers import NewAccount, Sender, accept, decline, new_code, send_offer, set_named
from lms.speakers.operations.papers import Wish, issue_paper, keep_paper_file

__all__ = [
    "NewAccount",
    "Sender",
    "TimeGiven",
    "Wish",
    "accept",
    "decline",
    "give_hours",
    "issue_paper",
    "keep_paper_file",
    "new_code",
    "send_offer",
    "set_named",
    "take_hours_back",
]
