"""For the office: the queue of offers, their answers, and the code that lets a new speaker in."""

from collections.abc import Mapping

from flask import Response, current_app, request

from lms.accounts.errors import UnusableUsername
from lms.accounts.handing_over import forget, hand_over, handed_over
from lms.accounts.names import parts_of, proposed_usernames
from lms.accounts.operations import IssuedCode
from lms.accounts.queries import first_free, has_email
from lms.kernel.clock import utc_now
from lms.permissions import Permission
from lms.platform.web.guards import actor, requires
from lms.platform.web.i18n import gettext
from lms.platform.web.pages import render, see_other, url
from lms.platform.zone import local_zone
from lms.speakers import operations
from lms.speakers.access import offer_for
from lms.speakers.forms import DecisionForm, read_decision
from lms.speakers.offer import OfferState, wait_of
from lms.speakers.operations import NewAccount
from lms.speakers.queries import OfferPage, offers_in
from lms.speakers.views.blueprint import answer_days, bp, today


@bp.get("/speakers/offers")
@requires(Permission.ACCEPT_SPEAKERS)
def offers() -> Response:
    """The offers that wait, the oldest first; or those that were accepted or declined."""
    asked = request.args.get("state", "")
    state = OfferState(asked) if asked in set(OfferState) else OfferState.WAITING
    days, zone = answer_days(), local_zone()
    lines = [(line, wait_of(line.sent_at, days, today(), zone)) for line in offers_in(state)]
    return render("speakers/offers.html", title=gettext("Offers from speakers"), lines=lines, state=state, days=days)


@bp.get("/speakers/offers/<int:offer_id>")
@requires(Permission.ACCEPT_SPEAKERS)
def offer(offer_id: int) -> Response:
    """One offer with all that was sent, and the forms of the answer."""
    page = offer_for(offer_id)
    return _page(page, _proposed(page))


@bp.post("/speakers/offers/<int:offer_id>/accept")
@requires(Permission.ACCEPT_SPEAKERS)
def accept(offer_id: int) -> Response:
    """Makes the sender a speaker; a new account's code is shown on the next page, once."""
    page, form = offer_for(offer_id), read_decision(request.form)
    errors = form.errors(is_accepted=True, is_new=page.person_id is None)
    if errors and page.state is OfferState.WAITING:
        return _page(page, form, errors, status=422)
    account = NewAccount(form["username"], form["name"], form["title_before"], form["title_after"])
    try:
        code = operations.accept(offer_id, form["reply"], account, utc_now(), by=actor().username)
    except UnusableUsername as problem:
        return _page(page, form, {"username": problem.message}, status=422)
    return _hand_over(code, offer_id) if code else see_other("speakers.offer", offer_id=offer_id, note="offer-accepted")


@bp.post("/speakers/offers/<int:offer_id>/decline")
@requires(Permission.ACCEPT_SPEAKERS)
def decline(offer_id: int) -> Response:
    """Says no, in words."""
    page, form = offer_for(offer_id), read_decision(request.form)
    errors = form.errors(is_accepted=False, is_new=False)
    if errors and page.state is OfferState.WAITING:
        return _page(page, _proposed(page, form["reply"]), {"decline_reply": errors["reply"]}, status=422)
    operations.decline(offer_id, form["reply"], utc_now(), by=actor().username)
    return see_other("speakers.offer", offer_id=offer_id, note="offer-declined")


@bp.post("/speakers/offers/<int:offer_id>/code")
@requires(Permission.ACCEPT_SPEAKERS)
def make_code(offer_id: int) -> Response:
    """Makes a new code where the first one was lost."""
    return _hand_over(operations.new_code(offer_id, utc_now(), by=actor().username), offer_id)


@bp.get("/speakers/offers/<int:offer_id>/card")
@requires(Permission.ACCEPT_SPEAKERS)
def card(offer_id: int) -> Response:
    """The code that was just made, to pass on; it comes in a cookie of this page alone and goes with it."""
    page = offer_for(offer_id)
    if page.speaker_id is None:
        return see_other("speakers.offer", offer_id=offer_id)
    address = current_app.extensions["settings"].site_url + url("accounts.activate")
    response = render("speakers/card.html", store="no-store", title=gettext("Pass this on"), offer=page,
                      code=handed_over(), address=address)  # fmt: skip
    return forget(response, url("speakers.card", offer_id=offer_id))


def _proposed(page: OfferPage, reply: str = "") -> DecisionForm:
    """The form of an answer with the account that the name suggests."""
    parts = parts_of(page.name)
    username = first_free(proposed_usernames(parts.name))
    account = {"username": username, "title_before": parts.before, "name": parts.name, "title_after": parts.after}
    return DecisionForm({**account, "reply": reply})


def _hand_over(code: IssuedCode, offer_id: int) -> Response:
    return hand_over(see_other("speakers.card", offer_id=offer_id), code.code, url("speakers.card", offer_id=offer_id))


def _page(page: OfferPage, form: DecisionForm, errors: Mapping[str, str] | None = None, status: int = 200) -> Response:
    return render(
        "speakers/offer.html",
        status=status,
        title=page.name,
        offer=page,
        form=form,
        errors={field: gettext(words) for field, words in (errors or {}).items()},
        wait=wait_of(page.sent_at, answer_days(), today(), local_zone()),
        is_known=page.person_id is None and page.email is not None and has_email(page.email),
        is_own=page.username == actor().username,
    )
