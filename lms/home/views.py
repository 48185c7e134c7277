"""The first page, for a stranger and for a learner; and where progress and status of a course come from."""

from flask import Blueprint, Response, current_app, request

from lms.assessment.marking_queries import waiting_for
from lms.assessment.pretest_queries import standing_of
from lms.assessment.queries import resume_at
from lms.certificates.queries import latest_certificate
from lms.content.authorship import reach_of
from lms.home.course_facts import course_facts
from lms.home.happenings import happened_in
from lms.home.queries import Card, first_page_of
from lms.hours.queries import jp_this_year
from lms.kernel.clock import local_date, utc_now
from lms.kernel.errors import NotFound
from lms.learning.access import path_of
from lms.learning.queries import address_of
from lms.permissions import Permission
from lms.platform.web.actor import SignedIn
from lms.platform.web.guards import actor, public, requires, signed_in
from lms.platform.web.i18n import gettext
from lms.platform.web.pages import render, render_remembered, url
from lms.platform.zone import local_zone
from lms.speakers.queries import waiting_offers

bp = Blueprint("home", __name__)


@bp.get("/")
@public
def index() -> Response:
    """A learner's home, or the door for whoever is not signed in."""
    person = signed_in()
    if person is None:
        return render("home/stranger.html", title=gettext("Welcome"), has_check=_has("certificates.verify_form"))
    return _home(person)


@bp.get("/courses/<slug>/why")
@requires(Permission.LEARN)
def course_why(slug: str) -> Response:
    """What progress and status of a course come from, as the person takes it now or took it for the n-th time."""
    facts = course_facts(slug, actor().id, request.args.get("enrolment", type=int))
    if facts is None:
        raise NotFound
    links = {item.step.id: path_of(slug, item.step) for item in facts.items if facts.is_held}
    title = gettext("%(done)s of %(all)s done", done=facts.enrolment.done_count, all=facts.enrolment.item_count)
    return render("home/course_why.html", title=title, facts=facts, links=links, happened=happened_in(facts))


def _home(person: SignedIn) -> Response:
    today = local_date(utc_now(), local_zone())
    found = first_page_of(person.id, today)
    begun = tuple(card for card in found.cards if card.enrolment_id)
    return render_remembered(
        "home/index.html",
        title=gettext("Home"),
        name=person.form_of_address or person.display_name,
        year=jp_this_year(person.id, today),
        first=begun[0] if begun else None,
        way_on=_way_on(begun[0]) if begun else "",
        pretest=_pretest(begun[0]) if begun else "",
        others=begun[1:],
        certificate=latest_certificate(person.id),
        has_certificates=_has("certificates.show"),
        reviews=url("reviewing.queue") if person.may(Permission.REVIEW_COURSES) else "",
        essays=waiting_for(reach_of(person)) if person.may(Permission.MARK_ESSAYS) else None,
        offers=waiting_offers() if person.may(Permission.ACCEPT_SPEAKERS) else None,
        answers=found.answers,
        faults=found.faults if person.may(Permission.WRITE_COURSES) else None,
        asked=tuple(card for card in found.cards if not card.enrolment_id and card.due),
        programmes=found.programmes,
        suggested=tuple(card for card in found.cards if not card.enrolment_id and not card.due),
    )


def _way_on(card: Card) -> str:
    """The lesson, quiz or question of an open final to go on with; the course page once all is done."""
    step = card.step
    if step is None or card.enrolment_id is None:
        return url("learning.course", slug=card.slug)
    number = resume_at(card.enrolment_id, step.id) if step.role == "final" else None
    if number is None:
        return path_of(card.slug, step)
    return url("assessment.question", course=card.slug, number=number, **address_of(step))


def _pretest(card: Card) -> str:
    """Where the pre-test of a course is in which nothing is done yet, as long as it is open; else ""."""
    if not card.pretest or card.done or card.enrolment_id is None or not standing_of(card.enrolment_id).is_open:
        return ""
    return url("assessment.pretest", course=card.slug)


def _has(endpoint: str) -> bool:
    return endpoint in current_app.view_functions
