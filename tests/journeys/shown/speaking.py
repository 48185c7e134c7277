"""Pages of volunteers and of the office that accepts them."""

from collections.abc import Sequence

from tests.journeys.shown.page import Shown
from tests.journeys.volunteers import new_code, offer_of, offered_again, send_unchecked, speaker_number

SHOWN: Sequence[Shown] = (
    Shown("speakers", "/speakers"),
    Shown("speakers-apply", "/speakers/apply"),
    Shown("speakers-apply-known", "/speakers/apply", "new"),
    Shown("speakers-apply-wrong", "/speakers/apply", act=send_unchecked("/apply")),
    Shown("speakers-apply-waits", "/speakers/apply", act=offered_again),
    Shown("speakers-applied", "/speakers/applied"),
    Shown("speakers-thanks", "/speakers/thanks"),
    Shown("speakers-me-none", "/speakers/me", "new"),
    Shown("speakers-me-waits", "/speakers/me", "offering"),
    Shown("speakers-me-declined", "/speakers/me", "declined"),
    Shown("speakers-me", "/speakers/me", "speaking"),
    Shown("home-office", "/", "office", queries=6),
    Shown("offers", "/speakers/offers", "office"),
    Shown("offers-accepted", "/speakers/offers?state=accepted", "office"),
    Shown("offers-declined", "/speakers/offers?state=declined", "office"),
    Shown("offer", lambda _cast: offer_of("umpama@kampus.contoh.id"), "office"),
    Shown("offer-known", lambda _cast: offer_of("menunggu@contoh.id"), "office"),
    Shown("offer-wrong", lambda _cast: offer_of("umpama@kampus.contoh.id"), "office", act=send_unchecked("/decline")),
    Shown("offer-accepted", lambda _cast: offer_of("tanpa-akun@contoh.id"), "office"),
    Shown("offer-declined", lambda _cast: offer_of("ditolak@contoh.id"), "office"),
    Shown("offer-code", lambda _cast: offer_of("tanpa-akun@contoh.id"), "office", act=new_code),
    Shown("offer-code-shown", lambda _cast: offer_of("tanpa-akun@contoh.id", "/card"), "office"),
    Shown("speaker", lambda _cast: speaker_number(0), "office"),
    Shown("speaker-new", lambda _cast: speaker_number(1), "office"),
    Shown("speaker-hours-wrong", lambda _cast: speaker_number(0), "office", act=send_unchecked("/hours")),
    Shown("speaker-paper-wrong", lambda _cast: speaker_number(1), "office", act=send_unchecked("/papers")),
)
