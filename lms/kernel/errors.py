"""Refusals that a person must read: each has a status, a sentence, and a way on.

Raise them from access and operations; the door rolls back and shows the page of that status.
`message` is an English message id; `params` fills its `%(name)s` places after translation.
"""


class Refusal(Exception):
    """A request that is understood but not done. `status` is the HTTP status of the answer."""

    status = 422

    def __init__(self, message: str = "", **params: object) -> None:
        super().__init__(message)
        self.message = message
        self.params = params


class NotFound(Refusal):
    """There is no such thing, or not for this person: both look the same."""

    status = 404


class Forbidden(Refusal):
    """The person is known but does not hold the right."""

    status = 403


class Conflict(Refusal):
    """The thing has changed or is closed; what was asked no longer applies."""

    status = 409


class Unprocessable(Refusal):
    """The input cannot be used as it is."""

    status = 422


class TooManyRequests(Refusal):
    """Asked too often; `params['seconds']` says when to come back."""

    status = 429


class Unavailable(Refusal):
    """The server cannot do it right now (disk full, database locked); trying again is safe."""

    status = 503
