"""How a page is made: template, language, style and validators; the same for every feature."""

import gzip
from collections.abc import Hashable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import lru_cache
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from flask import Flask, Response, current_app, g, request
from jinja2 import Environment
from werkzeug.utils import redirect

from config import Settings
from lms.permissions import Permission
from lms.platform.web import i18n, templating
from lms.platform.web.actor import SignedIn
from lms.platform.web.addresses import url_builder
from lms.platform.web.assets import Assets, load_assets
from lms.platform.web.guards import signed_in
from lms.platform.web.icons import icon, with_icons
from lms.platform.web.navigation import MOST_IN_BAR, NavItem, Places
from lms.platform.web.page_memory import FinishedPage, PageMemory, tag_of

STATIC = Path(__file__).resolve().parents[2] / "static"
STYLE_COOKIE = "style"
LANGUAGE_COOKIE = "language"
THEME_COOKIE = "theme"
YEAR = 365 * 24 * 3600

NOTES: Mapping[str, tuple[str, str]] = {}
"""Notes that an address may ask for after a redirect: name → (kind, English message id). Features add theirs."""


@dataclass(frozen=True)
class Note:
    """A sentence at the top of a page about what was just done."""

    kind: str
    text: str


@dataclass(frozen=True, eq=False)
class Pages:
    """What making pages needs, built once by `install`."""

    settings: Settings
    assets: Assets
    environments: Mapping[str, Environment]
    places: Places
    notes: Mapping[str, tuple[str, str]]
    url: Any
    memory: PageMemory = field(default_factory=PageMemory)


def install(app: Flask, settings: Settings, places: Places, notes: Mapping[str, tuple[str, str]]) -> None:
    """Builds the environments once all blueprints are registered, and sets the page's language per request."""
    url = url_builder(app)
    folders = [Path(__file__).parent / "templates"]
    folders += [Path(blueprint.root_path) / "templates" for blueprint in app.blueprints.values()]
    environments = templating.environments([folder for folder in folders if folder.is_dir()], url)
    for language, environment in environments.items():
        environment.globals.update(icon=icon, site_name=settings.site_name, lang=language, is_demo=settings.demo)
        environment.filters["with_icons"] = with_icons
        environment.filters.update(_filters(language, settings.timezone))
    app.extensions["pages"] = Pages(settings, load_assets(STATIC), environments, places, notes, url)
    app.before_request(choose_language)


def _filters(language: str, zone: ZoneInfo) -> dict[str, Any]:
    def day(value: date | datetime) -> str:
        return i18n.instant_day(value, zone, language)

    def time(value: datetime) -> str:
        return i18n.instant_time(value, zone)

    def number(value: int | float) -> str:
        return i18n.number_text(value, language)

    def size(value: int) -> str:
        return i18n.size_text(value, language)

    return {"day": day, "time": time, "number": number, "size": size}


def pages() -> Pages:
    """The page machinery of the running application."""
    made: Pages = current_app.extensions["pages"]
    return made


def choose_language() -> None:
    """The language asked for by cookie, until the signed-in person's own choice is known."""
    asked = request.cookies.get(LANGUAGE_COOKIE, "")
    g.language = asked if asked in i18n.LANGUAGES else i18n.DEFAULT_LANGUAGE


def url(endpoint: str, **values: object) -> str:
    """The path of a view."""
    return str(pages().url(endpoint, **values))


def page_language(person: SignedIn | None) -> str:
    """The language of this page: the person's choice, else the cookie's."""
    if person is not None:
        g.language = person.language
    return i18n.current_language()


def fill(template: str, person: SignedIn | None, **values: Any) -> str:
    """The text of a template with the names that every layout needs."""
    made = pages()
    return _text(made, template, page_language(person), {**_context(made, person), **values})


def _context(made: Pages, person: SignedIn | None) -> dict[str, Any]:
    inline = request.cookies.get(STYLE_COOKIE) != made.assets.css_hash[7:19]
    return {
        "user": person,
        "nav": navigation(person)[:MOST_IN_BAR],
        "assets": made.assets.for_page(inline=inline),
        "unread": person.unread if person else 0,
        "theme": person.theme if person else request.cookies.get(THEME_COOKIE, ""),
        "text_size": person.text_size if person else "",
        "here": _here(),
        "note": _note(made),
        "title": "",
    }


def _text(made: Pages, template: str, language: str, context: Mapping[str, Any]) -> str:
    return made.environments[language].get_template(template).render(context)


def render(template: str, *, status: int = 200, store: str = "private, no-cache", **values: Any) -> Response:
    """A page as an answer. GET pages carry an ETag of their text, so an unchanged page costs a 304."""
    body = fill(template, signed_in(), **values).encode()
    response = _answer(body, status, store, {})
    if status == 200 and "no-store" not in store and request.method in {"GET", "HEAD"}:
        _validate(response, tag_of(body))
    return response


def render_remembered(template: str, **values: Hashable) -> Response:
    """A GET page as an answer, remembered by all of `values` and whatever else goes into it; people share it.

    Its template knows nothing of the person but what `values` say: `user` is only whether somebody is signed in.
    """
    made, person = pages(), signed_in()
    language = page_language(person)
    context = {**_context(made, person), "user": person is not None, **values}
    key = (template, language, tuple(context.items()))
    page = made.memory.page(key, lambda: _text(made, template, language, context))
    response = _packed(page) if "gzip" in request.headers.get("Accept-Encoding", "") else _unpacked(page)
    _validate(response, page.tag)
    return response


def _packed(page: FinishedPage) -> Response:
    return _answer(page.packed, 200, "private, no-cache", {"Content-Encoding": "gzip", "Vary": "Accept-Encoding"})


def _unpacked(page: FinishedPage) -> Response:
    return _answer(gzip.decompress(page.packed), 200, "private, no-cache", {})


def _answer(body: bytes, status: int, store: str, more: Mapping[str, str]) -> Response:
    headers = {"Content-Type": "text/html; charset=utf-8", "Cache-Control": store, **more}
    response = Response(body, status, headers)
    _remember_style(response)
    return response


def _validate(response: Response, tag: str) -> None:
    response.headers["ETag"] = f'W/"{tag}"'
    if "If-None-Match" in request.headers:
        response.make_conditional(request)


def see_other(endpoint: str, *, note: str = "", anchor: str = "", **values: object) -> Response:
    """The answer to a POST that was done: go and look there. `note` names an entry of the notes."""
    target = url(endpoint, **values, **({"note": note} if note else {}))
    return go_to(target + (f"#{anchor}" if anchor else ""))


def go_to(path: str) -> Response:
    """A 303 to a path of this site."""
    answer = redirect(path, 303, Response)
    assert isinstance(answer, Response)  # what was asked for; the signature says less
    return answer


def _remember_style(response: Response) -> None:
    made = pages()
    short = made.assets.css_hash[7:19]
    if request.cookies.get(STYLE_COOKIE) != short:
        secure = made.settings.is_https
        response.set_cookie(STYLE_COOKIE, short, max_age=YEAR, secure=secure, httponly=True, samesite="Lax")


def _here() -> str:
    """The address to come back to, such as after a change of language."""
    if request.method != "GET":
        return "/"
    return request.full_path if request.query_string else request.path


def navigation(person: SignedIn | None) -> tuple[NavItem, ...]:
    """All places that the person may open; the bar of a page has the first `MOST_IN_BAR` of them."""
    if person is None:
        return ()
    return _places(pages(), person.rights, (request.endpoint or "").partition(".")[0], page_language(person))


@lru_cache(maxsize=256)
def _places(made: Pages, rights: frozenset[Permission], here: str, language: str) -> tuple[NavItem, ...]:
    words = i18n.catalogue(language)
    return tuple(
        NavItem(words.text(p.label), made.url(p.endpoint), p.icon, p.endpoint.partition(".")[0] == here)
        for p in made.places
        if p.permission in rights
    )


def _note(made: Pages) -> Note | None:
    name = request.args.get("note", "") if request.query_string else ""
    if name not in made.notes:
        return None
    kind, message = made.notes[name]
    return Note(kind, i18n.gettext(message))
