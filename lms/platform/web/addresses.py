"""Paths of views, built by the application's own map without a request, and the numbers in them."""

import re
from collections.abc import Callable
from functools import lru_cache

from flask import Flask
from werkzeug.routing import IntegerConverter

_WHOLE = r"\d{1,9}"
_LONGEST = 1000
_CONTROL = re.compile(r"[\x00-\x1f\x7f]")


class NumberConverter(IntegerConverter):
    """A whole number in an address, as large as a column of any database may hold; a larger one is not found."""

    regex = _WHOLE


def may_be_a_name(text: str) -> bool:
    """Whether a text of an address may be that of anything here; what it cannot be, no database is asked for."""
    return len(text) <= _LONGEST and _CONTROL.search(text) is None


def whole_number(text: str) -> int:
    """A whole number from the query of an address. Raises ValueError if it is none, or larger than in an address."""
    if re.fullmatch(_WHOLE, text) is None:
        raise ValueError(text)
    return int(text)


def url_builder(app: Flask) -> Callable[..., str]:
    """A function `url(endpoint, **values)` that gives the path of a view. Raises BuildError for unknown names."""
    adapter = app.url_map.bind("localhost")

    @lru_cache(maxsize=4096)
    def built(endpoint: str, values: tuple[tuple[str, object], ...]) -> str:
        return adapter.build(endpoint, dict(values))

    def url(endpoint: str, **values: object) -> str:
        return built(endpoint, tuple(sorted(values.items())))

    return url


def is_local_path(target: str) -> bool:
    """Whether `target` is a path within this site, so that a redirect to it cannot lead elsewhere."""
    return target.startswith("/") and not target.startswith("//") and target.isprintable() and "\\" not in target
