"""What a form of a person says that belongs to somebody else, and whom it names as superior."""

from lms.accounts.queries import has_email
from lms.accounts.scope import Scope
from lms.staff.people_queries import PersonPage, holder_of_nip, person_called
from lms.staff.person_forms import PersonForm


def taken(form: PersonForm, found: PersonPage | None = None) -> dict[str, str]:
    """What belongs to somebody else already; field → English message id."""
    post = form.post()
    errors = {}
    if post.nip and holder_of_nip(post.nip) not in (None, found.name if found else None):
        errors["nip"] = "Somebody else is recorded with this NIP."
    email = form.identity.email
    if email and has_email(email) and (found is None or found.email != email):
        errors["email"] = "Somebody else has this e-mail."
    return errors


def superior_named(
    form: PersonForm, scope: Scope, found: PersonPage | None = None
) -> tuple[int | None, dict[str, str]]:
    """Who is named as superior; whoever is already stays, also out of reach."""
    words, held = form["superior"], found.posts[0] if found and found.posts else None
    if not words or not words.isprintable():
        return None, {}
    if held is not None and words == held.superior_username:
        return held.superior_id, {}
    key = person_called(words, scope)
    is_other = key is not None and (found is None or key != found.id)
    return (key, {}) if is_other else (None, {"superior": "Nobody else in your units has this user name or NIP."})
