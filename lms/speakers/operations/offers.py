"""Offers: sent once, decided once; accepting makes somebody a speaker. The door commits."""

from dataclasses import asdict, dataclass
from datetime import datetime, timedelta

from sqlalchemy import delete, func, or_, select
from sqlalchemy.exc import IntegrityError

from lms.accounts import operations as accounts
from lms.accounts.operations import IssuedCode
from lms.accounts.queries import account_of
from lms.kernel.errors import Conflict, NotFound, TooManyRequests, Unprocessable
from lms.notifications.operations import notify
from lms.permissions import Role
from lms.platform.audit.operations import record
from lms.platform.db.doors import lock_row
from lms.platform.db.model import db
from lms.speakers.letters import OFFER_ACCEPTED
from lms.speakers.models import Speaker, SpeakerOffer, SpeakerOfferTry
from lms.speakers.offer import Offer, OfferState

WINDOW = timedelta(hours=1)
KEPT = timedelta(days=1)
OFFERS_OF_ADDRESS = 20  # a campus or an office shares one address
LONGEST_REPLY = 1000


@dataclass(frozen=True)
class NewAccount:
    """The account that a speaker without one gets."""

    username: str
    name: str
    title_before: str = ""
    title_after: str = ""


@dataclass(frozen=True)
class Sender:
    """Whoever sends an offer: the person who is signed in, if any, and the address that it comes from."""

    person_id: int | None
    username: str
    address: str = ""


def send_offer(offer: Offer, token: str, sender: Sender, now: datetime) -> datetime | None:
    """Puts an offer into the queue. None if it is there now, also for the second tap with the same token.

    Since when the sender's earlier offer waits, if it does: then nothing is added. Raises Conflict if the person is a
    speaker already, TooManyRequests if too many came from the address.
    """
    if _is_sent(token):
        return None
    _slow_down(sender.address, now)
    if sender.person_id is not None and _speaker_of(sender.person_id) is not None:
        raise Conflict("You are a speaker already.")
    row = SpeakerOffer(
        **asdict(offer), token=token, person_id=sender.person_id, sent_at=now, state=OfferState.WAITING.value
    )
    try:
        with db.session.begin_nested():
            db.session.add(row)
    except IntegrityError:  # an earlier offer waits, or another tap was faster
        if _is_sent(token):
            return None
        since = _waiting_since(offer, sender)
        if since is None:
            raise
        return since
    record(sender.username or "stranger", "speakers.offer", f"speaker_offer:{row.id}", now)
    return None


def accept(offer_id: int, reply: str, account: NewAccount | None, now: datetime, *, by: str) -> IssuedCode | None:
    """Makes the sender a speaker; gives the activation code of a new account, None for somebody who had one.

    `account` is for offers of strangers. Raises NotFound; Conflict if it is decided, one's own, or the name is taken;
    Unprocessable for a reply that is too long; UnusableUsername.
    """
    row = _undecided(offer_id, by)
    person_id, code = row.person_id, None
    if person_id is None:
        if account is None:
            raise Unprocessable("A new account needs a user name.")
        person_id = accounts.add_person(
            account.username,
            account.name,
            now,
            by=by,
            email=row.email,
            title_before=account.title_before,
            title_after=account.title_after,
        )
        code = accounts.issue_code(account.username, now, by=by, is_reset=False)
        row.person_id = person_id
    elif _speaker_of(person_id) is not None:
        raise Conflict("This person is a speaker already.")
    db.session.add(Speaker(person_id=person_id, offer_id=row.id, accepted_at=now, is_named=row.may_be_named))
    accounts.grant_role(person_id, Role.SPEAKER, now, by=by)
    _decide(row, OfferState.ACCEPTED, reply, now, by)
    if code is None:
        notify(person_id, OFFER_ACCEPTED, {"reply": row.reply}, f"offer:{row.id}:accepted", now)
    return code


def decline(offer_id: int, reply: str, now: datetime, *, by: str) -> None:
    """Says no, in words that the person reads. Raises NotFound, Conflict as `accept`, Unprocessable without words."""
    row = _undecided(offer_id, by)
    if not reply.strip():
        raise Unprocessable("Say in a few words why.")
    _decide(row, OfferState.DECLINED, reply, now, by)


def new_code(offer_id: int, now: datetime, *, by: str) -> IssuedCode:
    """Makes a new activation code for an accepted speaker; the earlier one becomes worthless.

    Raises NotFound, or Conflict if the account is active already.
    """
    person_id = db.session.scalar(select(Speaker.person_id).where(Speaker.offer_id == offer_id))
    if person_id is None:
        raise NotFound
    return accounts.issue_code(account_of(person_id).username, now, by=by, is_reset=False)


def set_named(person_id: int, is_named: bool, now: datetime, *, by: str) -> None:
    """Whether a speaker stands on the page of thanks, as they wish. Raises NotFound if they are none."""
    speaker = db.session.scalar(lock_row(select(Speaker).where(Speaker.person_id == person_id)))
    if speaker is None:
        raise NotFound
    if speaker.is_named != is_named:
        speaker.is_named = is_named
        record(by, "speakers.named", f"speaker:{speaker.id}", now, is_named=is_named)


def _slow_down(address: str, now: datetime) -> None:
    """Counts an offer of this address, and forgets those that no longer count."""
    recent = select(func.count()).select_from(SpeakerOfferTry)
    recent = recent.where(SpeakerOfferTry.address == address, SpeakerOfferTry.tried_at > now - WINDOW)
    if (db.session.scalar(recent) or 0) >= OFFERS_OF_ADDRESS:
        minutes = int(WINDOW.total_seconds()) // 60
        raise TooManyRequests(
            "Too many offers came from here. Try again in %(minutes)s minutes.", minutes=minutes, seconds=60 * minutes
        )
    db.session.execute(delete(SpeakerOfferTry).where(SpeakerOfferTry.tried_at < now - KEPT))
    db.session.add(SpeakerOfferTry(address=address, tried_at=now))


def _is_sent(token: str) -> bool:
    return db.session.scalar(select(SpeakerOffer.id).where(SpeakerOffer.token == token)) is not None


def _waiting_since(offer: Offer, sender: Sender) -> datetime | None:
    """When the offer was sent that waits under the same e-mail, telephone or account."""
    same = {SpeakerOffer.email: offer.email, SpeakerOffer.phone: offer.phone, SpeakerOffer.person_id: sender.person_id}
    is_same = or_(*(column == value for column, value in same.items() if value is not None))
    rows = select(SpeakerOffer.sent_at).where(SpeakerOffer.state == OfferState.WAITING.value, is_same)
    return db.session.scalar(rows.order_by(SpeakerOffer.id).limit(1))


def _speaker_of(person_id: int) -> int | None:
    return db.session.scalar(select(Speaker.id).where(Speaker.person_id == person_id))


def _undecided(offer_id: int, by: str) -> SpeakerOffer:
    """The offer, held until the transaction ends, so that of two who decide at once the second finds it decided."""
    row: SpeakerOffer | None = db.session.scalar(lock_row(select(SpeakerOffer).where(SpeakerOffer.id == offer_id)))
    if row is None:
        raise NotFound
    if row.state != OfferState.WAITING.value:
        raise Conflict("This offer was decided already, by %(who)s.", who=row.decided_by)
    if row.person_id is not None and account_of(row.person_id).username == by:
        raise Conflict("Nobody decides on their own offer.")
    return row


def _decide(row: SpeakerOffer, state: OfferState, reply: str, now: datetime, by: str) -> None:
    if len(reply) > LONGEST_REPLY:
        raise Unprocessable("The reply has more than %(limit)s characters.", limit=LONGEST_REPLY)
    row.state, row.reply, row.decided_at, row.decided_by = state.value, reply.strip(), now, by
    record(by, f"speakers.{state.value}", f"speaker_offer:{row.id}", now, reply=row.reply)
