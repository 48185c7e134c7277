"""The people of the units within reach: list, one person, adding, correcting, saying that somebody has left."""

from collections.abc import Mapping

from flask import Response, request

from lms.accounts import operations as accounts
from lms.accounts.correction_queries import record_of
from lms.accounts.merge_queries import stands_for
from lms.accounts.posts import NewPerson
from lms.kernel.clock import utc_now
from lms.permissions import Permission
from lms.platform.web.guards import actor, requires
from lms.platform.web.i18n import gettext
from lms.platform.web.pages import render, see_other
from lms.staff.access import is_within, merges_seen, person_for
from lms.staff.corrections import past_changes
from lms.staff.granting import grantable, granting_reach, require_other
from lms.staff.people_queries import ON_A_PAGE, PeopleAsked, PersonPage, people_in
from lms.staff.person_checks import superior_named, taken
from lms.staff.person_forms import PersonForm, as_form, day_of, key_of, read_person
from lms.staff.views.blueprint import bp, reach, today
from lms.staff.words import role_words, status_choices, status_words, unit_choices


@bp.get("/people")
@requires(Permission.SEE_PEOPLE)
def people() -> Response:
    """The people who are here, by name; filters stand in the address."""
    scope = reach(Permission.SEE_PEOPLE)
    unit_id = key_of(request.args, "unit")
    shown = scope.below(scope.unit(unit_id)) if unit_id is not None else scope
    after = request.args.get("after", "")
    key = key_of(request.args, "key")
    words = request.args.get("q", "")[:100]
    asked = PeopleAsked(words, request.args.get("inactive") == "1", (after[:200], key) if after and key else None)
    lines = people_in(shown, asked)
    return render(
        "staff/people.html",
        title=gettext("Staff"),
        lines=lines[:ON_A_PAGE],
        next_after=lines[ON_A_PAGE - 1] if len(lines) > ON_A_PAGE else None,
        asked=asked,
        unit_id=unit_id or "",
        unit_choices=[("", gettext("All units")), *unit_choices(scope.units)],
        may_keep=actor().may(Permission.KEEP_PEOPLE),
        may_keep_units=actor().may(Permission.KEEP_UNITS),
    )


@bp.get("/people/new")
@requires(Permission.KEEP_PEOPLE)
def new_person() -> Response:
    """Asks for a new person."""
    return _form_page(PersonForm({"status": "pns", "since": today().isoformat(), "unit": request.args.get("unit", "")}))


@bp.post("/people/new")
@requires(Permission.KEEP_PEOPLE)
def add_person() -> Response:
    """Adds a person; their code is made on their page."""
    form, scope = read_person(request.form), reach(Permission.KEEP_PEOPLE)
    superior, unknown = superior_named(form, scope)
    errors = form.errors(today()) or {**taken(form), **unknown}
    if errors:
        return _form_page(form, errors)
    scope.unit(int(form["unit"]))
    new = NewPerson(form.identity, form.post(superior))
    (key,) = accounts.add_people([new], form.since, utc_now(), by=actor().username)
    return see_other("staff.person", person_id=key, note="person-added")


@bp.get("/people/<int:person_id>")
@requires(Permission.SEE_PEOPLE)
def person(person_id: int) -> Response:
    """Who somebody is, what they are and were, what they may do here."""
    scope = reach(Permission.SEE_PEOPLE)
    stands = stands_for(person_id)
    if stands != person_id:  # a record that was merged leads to the one that stayed
        return see_other("staff.person", person_id=person_for(stands, scope).id, note="was-merged")
    found = person_for(person_id, scope)
    kept, may_keep = granting_reach(), is_within(found, reach(Permission.KEEP_PEOPLE))
    return render(
        "staff/person.html",
        title=found.full_name,
        found=found,
        today=today(),
        may_see_progress=reach(Permission.SEE_UNIT_PROGRESS).reaches(found.post.unit_id if found.post else None),
        may_keep=may_keep,
        past=past_changes(person_id),
        merges=merges_seen(person_id, scope, actor().username) if may_keep else [],
        role_names=role_words(),
        status_words=status_words,
        grantable=[(role.value, role_words()[role]) for role in grantable(actor().roles, kept)] if kept.units else [],
        unit_choices=([("", gettext("All units"))] if kept.is_all else []) + unit_choices(kept.units),
    )


@bp.get("/people/<int:person_id>/change")
@requires(Permission.KEEP_PEOPLE)
def change_person(person_id: int) -> Response:
    """Asks what somebody is from a day on."""
    found = person_for(person_id, reach(Permission.KEEP_PEOPLE))
    return _form_page(as_form(found, today()), person=found)


@bp.post("/people/<int:person_id>/change")
@requires(Permission.KEEP_PEOPLE)
def save_person(person_id: int) -> Response:
    """Records what somebody is from a day on; what they were stays. What is wrong is corrected elsewhere."""
    scope = reach(Permission.KEEP_PEOPLE)
    found = person_for(person_id, scope)
    form = read_person({**request.form, **as_form(found, today()).who})
    superior, unknown = superior_named(form, scope, found)
    errors = form.errors(today()) or {**taken(form, found), **unknown}
    if errors:
        return _form_page(form, errors, found)
    scope.unit(int(form["unit"]))
    held = record_of(person_id)
    if held.last_day is None and form.post(superior) == held.post:
        return see_other("staff.person", person_id=person_id, note="nothing-changed")
    if held.is_too_early(form.since):
        return _form_page(
            form, {"since": "What is recorded holds on that day. Choose a later day, or correct it."}, found
        )
    accounts.change_posts({person_id: form.post(superior)}, form.since, utc_now(), by=actor().username)
    return see_other("staff.person", person_id=person_id, note="person-saved")


@bp.post("/people/<int:person_id>/leave")
@requires(Permission.KEEP_PEOPLE)
def leave(person_id: int) -> Response:
    """Somebody is no longer here after a day."""
    found = person_for(person_id, reach(Permission.KEEP_PEOPLE))
    require_other(person_id, actor().id)
    last_day = day_of(request.form.get("last_day", ""))
    if last_day is None or found.post is None:
        return see_other("staff.person", person_id=person_id)
    accounts.leave([person_id], last_day, utc_now(), by=actor().username)
    return see_other("staff.person", person_id=person_id, note="person-left")


def _form_page(form: PersonForm, errors: Mapping[str, str] | None = None, person: PersonPage | None = None) -> Response:
    return render(
        "staff/post_form.html" if person else "staff/person_form.html",
        status=422 if errors else 200,
        title=gettext("A new post or rank") if person else gettext("Add a person"),
        found=person,
        form=form,
        errors={field: gettext(words) for field, words in (errors or {}).items()},
        unit_choices=[("", gettext("Choose the unit.")), *unit_choices(reach(Permission.KEEP_PEOPLE).units)],
        status_choices=status_choices(),
    )
