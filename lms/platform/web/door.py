"""The door of a request: guard, view, answer, commit; in that order, in one transaction."""

from collections.abc import Callable
from typing import Any

from flask import Flask, Response, g, request
from flask.sessions import NullSession, SessionInterface
from flask.wrappers import Response as FlaskResponse

from lms.kernel.errors import NotFound
from lms.platform.db.doors import begin_writing, door
from lms.platform.web import guards
from lms.platform.web.addresses import NumberConverter, may_be_a_name

SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS"})


class NoSession(SessionInterface):
    """No client-side session: the token cookie of a sign-in session is all there is."""

    def open_session(self, app: Flask, request: Any) -> NullSession:
        """An empty session that refuses to be written."""
        return NullSession()

    def save_session(self, app: Flask, session: Any, response: FlaskResponse) -> None:
        """Nothing to save."""


class PortalFlask(Flask):
    """Flask whose requests are transactions: committed before the answer leaves, rolled back on any exception."""

    session_interface = NoSession()

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.url_map.converters["int"] = NumberConverter

    def ensure_sync(self, func: Callable[..., Any]) -> Callable[..., Any]:
        """`func` as it is: no view or hook here is a coroutine, and asking each of them ten times a page costs."""
        return func

    def dispatch_request(self) -> Response:
        """Runs the view inside its door. An answer of status 4xx that must store something is returned, not raised."""
        if request.routing_exception is not None:
            with door(writes=False):
                guards.signed_in()  # the page that says so speaks the person's language
            self.raise_routing_exception(request)
        rule = request.url_rule
        assert rule is not None
        if getattr(rule, "provide_automatic_options", False) and request.method == "OPTIONS":
            return self.make_default_options_response()
        view, arguments = self.view_functions[rule.endpoint], request.view_args or {}
        with door(writes=False):
            guards.check(view)
            if not all(may_be_a_name(value) for value in arguments.values() if isinstance(value, str)):
                raise NotFound
            if request.method not in SAFE_METHODS and not getattr(view, "reads_first", False):
                begin_writing()
            answer = self.make_response(self.ensure_sync(view)(**arguments))
        g.committed = True
        return answer
