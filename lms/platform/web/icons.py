"""The portal's own icons: 24 grid, stroke 2, round caps; a page carries the drawings that it uses, and no other.

`icon` writes a reference, `with_icons` puts the drawings behind the finished page, so that text rendered long before
(a lesson) may refer to them too.
"""

import re

from markupsafe import Markup

PATHS = {
    "bell": "M6 16v-5a6 6 0 0 1 12 0v5l2 2H4zM10 21h4",
    "book": "M12 7c-2-1.6-5-2-8-1.7v12.4c3-.3 6 .1 8 1.7 2-1.6 5-2 8-1.7V5.3c-3-.3-6 .1-8 1.7zM12 7v12.4",
    "cert": "M12 14a5 5 0 1 0 0-10 5 5 0 0 0 0 10zM9 13.2 7.5 20l4.5-2.4 4.5 2.4-1.5-6.8",
    "chat": "M4.5 5h15v11H11l-4.5 4v-4h-2z",
    "check": "M5 12.5 10 17.5 19.5 7",
    "chev": "M9 5l7 7-7 7",
    "clock": "M12 20.5a8.5 8.5 0 1 0 0-17 8.5 8.5 0 0 0 0 17zM12 7.5V12l3 2",
    "down": "M12 4v11M7 10.5l5 5 5-5M5 20h14",
    "grid": "M4 5h7v6H4zM13 5h7v6h-7zM4 13h7v6H4zM13 13h7v6h-7z",
    "home": "M4 11 12 4l8 7v8a1 1 0 0 1-1 1h-4v-6H9v6H5a1 1 0 0 1-1-1z",
    "hour": "M7 3.5h10M7 20.5h10M8 3.5c0 5 8 6 8 17M16 3.5c0 5-8 6-8 17",
    "info": "M12 20.5a8.5 8.5 0 1 0 0-17 8.5 8.5 0 0 0 0 17zM12 11v5.5M12 7.6v.1",
    "link": "M10 14a4 4 0 0 0 6 .5l3-3a4 4 0 0 0-6-6l-1 1M14 10a4 4 0 0 0-6-.5l-3 3a4 4 0 0 0 6 6l1-1",
    "lock": "M6 11h12v9H6zM8.5 11V8a3.5 3.5 0 0 1 7 0v3",
    "minus": "M6 12h12",
    "next": "M5 12h14M13 6l6 6-6 6",
    "off": "M4 4l16 16M9 6.4A6 6 0 0 1 17.5 11 4 4 0 0 1 20 17.5M6.5 9.5A4.5 4.5 0 0 0 7 18.5h9.5",
    "pen": "M4 20l1-4.5L16 4.5l3.5 3.5L8.5 19z",
    "plus": "M12 5v14M5 12h14",
    "prev": "M19 12H5M11 6l-6 6 6 6",
    "redo": "M19 8.5A8 8 0 1 0 20 13M19.5 4v5h-5",
    "scale": "M12 4v16M7 20h10M5 7h14M5 7l-2.5 6.5h5zM19 7l-2.5 6.5h5z",
    "search": "M11 18a7 7 0 1 0 0-14 7 7 0 0 0 0 14zM16 16l4.5 4.5",
    "send": "M4 12 20 4l-5 16-3.5-6.5z",
    "sheet": "M6 3.5h8l4 4V20.5H6zM9 12h6M9 16h6",
    "shield": "M12 3.5l7.5 3v5c0 5-3.5 8-7.5 9.5-4-1.5-7.5-4.5-7.5-9.5v-5z",
    "user": "M12 12a4 4 0 1 0 0-8 4 4 0 0 0 0 8zM4.5 20c1-3.8 4-5.5 7.5-5.5s6.5 1.7 7.5 5.5",
    "users": (
        "M9 11.5a3.5 3.5 0 1 0 0-7 3.5 3.5 0 0 0 0 7zM2.5 19.5c.6-3.3 3-5 6.5-5s5.9 1.7 6.5 5"
        "M16 5a3.3 3.3 0 0 1 0 6.3M17.5 14.8c2.3.6 3.6 2.2 4 4.7"
    ),
    "valid": "M12 3.5l7.5 3v5c0 5-3.5 8-7.5 9.5-4-1.5-7.5-4.5-7.5-9.5v-5zM8.5 12l2.5 2.5 4.5-5",
    "warn": "M12 4 2.8 19.5h18.4zM12 10v4.5M12 17v.1",
    "x": "M6 6l12 12M18 6 6 18",
}

_SYMBOLS = {
    name: f'<symbol id="i-{name}" viewBox="0 0 24 24"><path d="{path}"/></symbol>' for name, path in PATHS.items()
}
_REFERENCES = {
    name: Markup('<svg class="i" aria-hidden="true"><use href="#i-{}"/></svg>').format(name) for name in PATHS
}
_USE = re.compile(r'"#i-([a-z]+)"')
_FIXED_CALL = re.compile(r"\{\{-?\s*icon\('([a-z]+)'\)\s*-?\}\}")


def icon(name: str) -> Markup:
    """Reference to an icon. It is decoration: the word beside it carries the meaning.

    Raises: KeyError for an icon that is not drawn.
    """
    return _REFERENCES[name]


def with_icons(page: str) -> Markup:
    """The body of a page, followed by the drawings to which it refers, each once."""
    used = dict.fromkeys(_USE.findall(page))
    symbols = "".join(_SYMBOLS[name] for name in used if name in _SYMBOLS)
    return Markup(f"{page}<svg hidden>{symbols}</svg>" if symbols else page)


def fold_icons(source: str) -> str:
    """Template source in which each plain `{{ icon('name') }}` is already its text."""
    return _FIXED_CALL.sub(lambda call: str(_REFERENCES[call[1]]), source)
