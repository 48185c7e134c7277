"""Who opens what: offers and speakers whoever holds the view's right, a paper also its own speaker."""

from lms.kernel.errors import NotFound
from lms.permissions import Permission
from lms.platform.web.actor import SignedIn
from lms.speakers.queries import OfferPage, PaperPage, offer_page, paper_page, speaker_page


def offer_for(offer_id: int) -> OfferPage:
    """The offer. Raises NotFound if there is none."""
    found = offer_page(offer_id)
    if found is None:
        raise NotFound
    return found


def speaker_for(speaker_id: int) -> OfferPage:
    """The offer by which somebody became a speaker. Raises NotFound if there is no such speaker."""
    found = speaker_page(speaker_id)
    if found is None:
        raise NotFound
    return found


def paper_for(paper_id: int, person: SignedIn) -> PaperPage:
    """A paper of the person's own, or of anybody for whoever issues them. Raises NotFound otherwise."""
    found = paper_page(paper_id)
    if found is None or not (found.person_id == person.id or person.may(Permission.ACCEPT_SPEAKERS)):
        raise NotFound
    return found
