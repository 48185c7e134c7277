"""Who may see a view: exactly one of `@requires(Permission.X)` and `@public` stands on each.

Also `@reads_first` for unsafe views that look things up or do slow work before they take the write lock.
"""

from collections.abc import Callable
from typing import Any, TypeVar, cast

from flask import Flask, Request, current_app, g, request
from flask_login import LoginManager
from werkzeug.datastructures import WWWAuthenticate
from werkzeug.exceptions import Unauthorized

from lms.kernel.errors import Forbidden
from lms.permissions import Permission
from lms.platform.web.actor import SignedIn

View = TypeVar("View", bound=Callable[..., Any])


def requires(permission: Permission) -> Callable[[View], View]:
    """Only signed-in people who hold `permission` reach the view; others sign in first or get 403."""

    def mark(view: View) -> View:
        view.permission = permission  # type: ignore[attr-defined]
        return view

    return mark


def public(view: View) -> View:
    """Everybody reaches the view, signed in or not."""
    view.is_public = True  # type: ignore[attr-defined]
    return view


def reads_first(view: View) -> View:
    """The view opens its write transaction itself, by `begin_writing()`, after reading and slow work."""
    view.reads_first = True  # type: ignore[attr-defined]
    return view


def install(app: Flask, load_person: Callable[[Request], SignedIn | None]) -> None:
    """Tells Flask-Login how to recognise a person: by the token cookie, never by a client-side session."""
    manager = LoginManager()
    manager.session_protection = None
    manager.request_loader(load_person)
    manager.init_app(app)
    app.extensions["load_person"] = load_person


def signed_in() -> SignedIn | None:
    """The person asking, or None; the first call of a request costs one query."""
    if "person" not in g:
        person: SignedIn | None = current_app.extensions["load_person"](request)  # what `current_user` would ask
        g.person = person
        if person is not None:
            g.language = person.language  # from here on, words come in the person's own language
    return cast("SignedIn | None", g.person)


def actor() -> SignedIn:
    """The person asking, in a view that requires one."""
    person = signed_in()
    if person is None:
        raise Unauthorized(www_authenticate=WWWAuthenticate("cookie"))
    return person


def check(view: Callable[..., Any]) -> None:
    """Refuses the request unless the view's guard lets it through.

    Raises Unauthorized (nobody signed in) or Forbidden (right not held).
    """
    if getattr(view, "is_public", False):
        return
    permission = getattr(view, "permission", None)
    if permission is None:
        raise RuntimeError(f"{request.endpoint} carries neither @requires nor @public")
    if not actor().may(permission):
        raise Forbidden("Your account does not have this right.")
