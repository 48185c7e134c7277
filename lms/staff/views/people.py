"""The people of the units within reach: list, one person, adding, correcting, saying that somebody has left."""

from collections.abc import Mapping

from flask import Response, request

from lms.accounts import operations as accounts
from lms.accounts.merge_queries import merges_into, stands_for
from lms.accounts.posts import NewPerson
from lms.accounts.queries import has_email
from lms.accounts.scope import Scope
from lms.kernel.clock import utc_now
from lms.permissions import Permission
from lms.platform.web.guards import actor, requires
from lms.platform.web.i18n import gettext
from lms.platform.web.pages import render, see_other
from lms.staff.access import person_for
from lms.staff.granting import grantable, granting_reach, require_other
from lms.staff.people_queries import ON_A_PAGE, PeopleAsked, PersonPage, holder_of_nip, people_in, person_called
from lms.staff.person_forms import PersonForm, day_of, key_of, read_person
from lms.staff.views.blueprint import bp, reach, today
from lms.staff.words import role_words, status_choices, status_words, unit_choices


@bp.get("/people")
@requires(Permission.KEEP_PEOPLE)
def people() -> Response:
    """The people who are here, by name; filters stand in the address."""
    scope = reach(Permission.KEEP_PEOPLE)
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
    superior, unknown = _superior(form, scope)
    errors = form.errors(today()) or {**_taken(form), **unknown}
    if errors:
        return _form_page(form, errors)
    scope.unit(int(form["unit"]))
    new = NewPerson(form.identity, form.post(superior))
    (key,) = accounts.add_people([new], form.since, utc_now(), by=actor().username)
    return see_other("staff.person", person_id=key, note="person-added")


@bp.get("/people/<int:person_id>")
@requires(Permission.KEEP_PEOPLE)
def person(person_id: int) -> Response:
    """Who somebody is, what they are and were, what they may do here."""
    scope = reach(Permission.KEEP_PEOPLE)
    stands = stands_for(person_id)
    if stands != person_id:  # a record that was merged leads to the one that stayed
        return see_other("staff.person", person_id=person_for(stands, scope).id, note="was-merged")
    found = person_for(person_id, scope)
    kept = granting_reach()
    return render(
        "staff/person.html",
        title=found.full_name,
        found=found,
        today=today(),
        may_see_progress=reach(Permission.SEE_UNIT_PROGRESS).reaches(found.post.unit_id if found.post else None),
        merges=[one for one in merges_into(person_id) if scope.is_all or one.merged_by == actor().username],
        role_names=role_words(),
        status_words=status_words,
        grantable=[(role.value, role_words()[role]) for role in grantable(actor().roles, kept)] if kept.units else [],
        unit_choices=([("", gettext("All units"))] if kept.is_all else []) + unit_choices(kept.units),
    )


@bp.get("/people/<int:person_id>/change")
@requires(Permission.KEEP_PEOPLE)
def change_person(person_id: int) -> Response:
    """Asks what is to be corrected or what somebody is from a day on."""
    found = person_for(person_id, reach(Permission.KEEP_PEOPLE))
    return _form_page(_as_form(found), person=found)


@bp.post("/people/<int:person_id>/change")
@requires(Permission.KEEP_PEOPLE)
def save_person(person_id: int) -> Response:
    """Corrects who somebody is at once, and what they are from a day on; what they were stays."""
    scope = reach(Permission.KEEP_PEOPLE)
    found, form = person_for(person_id, scope), read_person(request.form)
    superior, unknown = _superior(form, scope, found)
    errors = form.errors(today()) or {**_taken(form, found), **unknown}
    if errors:
        return _form_page(form, errors, found)
    scope.unit(int(form["unit"]))
    before, now = _as_form(found), utc_now()
    if form.identity != before.identity:
        accounts.identify({person_id: form.identity}, now, by=actor().username)
    post = form.post(superior)
    if found.post is None or post != before.post(found.post.superior_id):
        accounts.change_posts({person_id: post}, form.since, now, by=actor().username)
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


def _taken(form: PersonForm, found: PersonPage | None = None) -> dict[str, str]:
    """What belongs to somebody else already."""
    post = form.post()
    errors = {}
    if post.nip and holder_of_nip(post.nip) not in (None, found.name if found else None):
        errors["nip"] = "Somebody else is recorded with this NIP."
    email = form.identity.email
    if email and has_email(email) and (found is None or found.email != email):
        errors["email"] = "Somebody else has this e-mail."
    return errors


def _superior(form: PersonForm, scope: Scope, found: PersonPage | None = None) -> tuple[int | None, dict[str, str]]:
    """Who is named as superior; whoever is already stays, also out of reach."""
    words, held = form["superior"], found.post if found else None
    if not words or not words.isprintable():
        return None, {}
    if held is not None and words == held.superior_username:
        return held.superior_id, {}
    key = person_called(words, scope)
    is_other = key is not None and (found is None or key != found.id)
    return (key, {}) if is_other else (None, {"superior": "Nobody else in your units has this user name or NIP."})


def _as_form(found: PersonPage) -> PersonForm:
    post = found.post or (found.posts[0] if found.posts else None)
    values = {
        "name": found.name,
        "title_before": found.title_before,
        "title_after": found.title_after,
        "birth_date": found.birth_date.isoformat() if found.birth_date else "",
        "email": found.email,
        "since": today().isoformat(),
        "nip": post.nip if post else "",
        "status": post.status if post else "other",
        "rank": post.rank if post else "",
        "position": post.position if post else "",
        "unit": str(post.unit_id or "") if post else "",
        "superior": post.superior_username if post else "",
    }
    return PersonForm(values)


def _form_page(form: PersonForm, errors: Mapping[str, str] | None = None, person: PersonPage | None = None) -> Response:
    return render(
        "staff/person_form.html",
        status=422 if errors else 200,
        title=person.full_name if person else gettext("Add a person"),
        found=person,
        form=form,
        errors={field: gettext(words) for field, words in (errors or {}).items()},
        unit_choices=[("", gettext("Choose the unit.")), *unit_choices(reach(Permission.KEEP_PEOPLE).units)],
        status_choices=status_choices(),
    )
