"""Who the portal takes one for, how one is addressed, and how one sees the portal."""

from flask import Response, request

from lms.accounts import operations
from lms.accounts.deputies import has_staff, standing_for
from lms.accounts.forms import ProfileForm, read_profile
from lms.accounts.preferences import TEXT_SIZES, THEMES
from lms.accounts.queries import employment_on, person_name
from lms.accounts.views.blueprint import bp
from lms.accounts.views.cookies import keep_cookie
from lms.kernel.clock import local_date, utc_now
from lms.permissions import Permission
from lms.platform.web.guards import actor, requires
from lms.platform.web.i18n import LANGUAGES, gettext
from lms.platform.web.navigation import MOST_IN_BAR
from lms.platform.web.pages import LANGUAGE_COOKIE, THEME_COOKIE, navigation, render, see_other
from lms.platform.zone import local_zone


@bp.get("/profile")
@requires(Permission.LEARN)
def profile() -> Response:
    """What is kept about oneself, and what one may change."""
    person = actor()
    name = person_name(person.id)
    titles = {"title_before": name.title_before, "title_after": name.title_after}
    kept = {"form_of_address": person.form_of_address, "language": person.language}
    return _page(ProfileForm({**titles, **kept, "theme": person.theme, "text_size": person.text_size}))


@bp.post("/profile")
@requires(Permission.LEARN)
def keep_profile() -> Response:
    """Keeps the choices; changed titles are to be confirmed again before the next certificate."""
    person, form = actor(), read_profile(request.form)
    if form.errors:
        return _page(form, status=422)
    wanted = form.preferences
    operations.set_titles(person.id, form["title_before"], form["title_after"], utc_now(), by=person.username)
    operations.set_preferences(person.id, wanted)
    response = see_other("accounts.profile", note="profile-saved")
    keep_cookie(response, LANGUAGE_COOKIE, wanted.language)
    keep_cookie(response, THEME_COOKIE, wanted.theme)
    return response


def _page(form: ProfileForm, status: int = 200) -> Response:
    person, today = actor(), local_date(utc_now(), local_zone())
    standing = standing_for(person.id, today)
    return render(
        "accounts/profile.html",
        status=status,
        form=form,
        errors={field: gettext(words) for field, words in form.errors.items()},
        name=person_name(person.id),
        job=employment_on(person.id, today),
        standing=standing,
        leads=has_staff([person.id, *(one.absent_id for one in standing)]),
        languages=LANGUAGES.items(),
        themes=[(value, gettext(words)) for value, words in THEMES.items()],
        text_sizes=[(value, gettext(words)) for value, words in TEXT_SIZES.items()],
        more_places=navigation(person)[MOST_IN_BAR:],
    )
