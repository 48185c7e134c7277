"""Paths of views, built by the application's own map without a request; fixed ones are remembered."""

from collections.abc import Callable
from functools import lru_cache

from flask import Flask


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
