"""The choices of the catalogue's filters in words, and why something cannot be searched."""

from collections.abc import Iterable, Mapping

from lms.catalog.offer import Filters, Offer
from lms.catalog.search import MOST_LETTERS, Search
from lms.content.course import Level
from lms.platform.web.i18n import gettext

Choices = Mapping[str, Mapping[str, str]]


def choices(offers: Iterable[Offer]) -> Choices:
    """What can be chosen, by the name of the field: value to words; "" is everything."""
    topics = sorted({topic for offer in offers for topic in offer.topics}, key=str.casefold)
    return {
        "topic": {"": gettext("All topics"), **{topic: topic[:1].upper() + topic[1:] for topic in topics}},
        "jp": {
            "": gettext("Any number of JP"),
            "none": gettext("No JP yet"),
            "1-2": gettext("1 to 2 JP"),
            "3-5": gettext("3 to 5 JP"),
            "6": gettext("6 JP or more"),
        },
        "level": {
            "": gettext("All levels"),
            Level.BASIC.value: gettext("Basic"),
            Level.MIDDLE.value: gettext("Intermediate"),
            Level.ADVANCED.value: gettext("Advanced"),
        },
        "minutes": {
            "": gettext("Any length"),
            "30": gettext("At most 30 minutes"),
            "90": gettext("31 to 90 minutes"),
            "longer": gettext("Longer than 90 minutes"),
        },
    }


def search_error(search: Search) -> str:
    """What is to be corrected of a search, "" if nothing."""
    if search.is_too_long:
        return gettext("Search for a few words, at most %(num)s letters.", num=MOST_LETTERS)
    if search.has_no_word:
        return gettext("Write a word of the subject. Marks and words such as “dan” or “yang” find nothing.")
    return ""


def chosen_words(filters: Filters, offered: Choices) -> str:
    """What is looked for, in words; "" if everything is."""
    values = {name: getattr(filters, name) for name in offered}
    return ", ".join(offered[name][value] for name, value in values.items() if value)
