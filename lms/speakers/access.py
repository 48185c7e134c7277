"""Offers fetched by whoever answers them; their right is checked by the view's guard."""

from lms.kernel.errors import NotFound
from lms.speakers.queries import OfferPage, offer_page


def offer_for(offer_id: int) -> OfferPage:
    """The offer. Raises NotFound if there is none."""
    found = offer_page(offer_id)
    if found is None:
        raise NotFound
    return found
