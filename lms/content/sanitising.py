"""Takes out of HTML whatever might do more than be read: two independent sanitisers over one allow-list."""

import re
from collections.abc import Iterable, Iterator
from typing import Any

import bleach
import nh3

from lms.content.allowed_html import ALLOWED, EVERYWHERE, SCHEMES, kept_value
from lms.content.markdown_extensions.link_targets import picture_attributes
from lms.content.targets import NOTHING_KNOWN, Targets, is_external, led_link, path_in_course

Token = dict[str, Any]
"""A token of html5lib's tree walker."""

Attributes = dict[tuple[str | None, str], str]
"""A token's attributes by namespace and name."""

_TAGS_READ = frozenset({*ALLOWED, "h1"})
_NAMES = {tag: EVERYWHERE | names for tag, names in ALLOWED.items()}
_CODE = re.compile(r"<(script|style)\b", re.IGNORECASE)
_HREF, _SRC, _ID, _NAME, _ALT = (None, "href"), (None, "src"), (None, "id"), (None, "name"), (None, "alt")


def sanitise_html(html: str, *, targets: Targets = NOTHING_KNOWN, source: str = "") -> str:
    """`html` with only what the allow-list names; every id gets its prefix, and links within the text follow it.

    Pictures and links that authors wrote as HTML are led to `targets` as those in Markdown are; `source` is the path
    of their file. bleach is no longer maintained, so nh3 goes over its result; what nh3 leaves alone, bleach took.
    """
    cleaner = bleach.Cleaner(
        tags=_TAGS_READ,
        attributes=_may_be_read,
        protocols=SCHEMES,
        strip=True,
        filters=[_led_to(targets, source)],
    )
    return nh3.clean(
        cleaner.clean(_without_code(html)),
        tags=set(ALLOWED),
        attributes={tag: set(names) for tag, names in _NAMES.items()},
        attribute_filter=kept_value,
        url_schemes=set(SCHEMES),
        link_rel=None,
    )


def _without_code(html: str) -> str:
    """`html` without what stands in `<script>` and `<style>`, which bleach would leave there as text."""
    kept, position = [], 0
    while opening := _CODE.search(html, position):
        closing = re.compile(rf"</{opening[1]}\s*>", re.IGNORECASE).search(html, opening.end())
        if not closing:
            break
        kept.append(html[position : opening.start()])
        position = closing.end()
    return "".join(kept) + html[position:]


def _may_be_read(tag: str, attribute: str, value: str) -> bool:
    """By name only: values are looked at after links have been led."""
    return attribute in _NAMES.get(tag, EVERYWHERE) or (tag == "a" and attribute == "name")


def _led_to(targets: Targets, source: str) -> Any:
    """A filter for bleach that leads links and pictures to `targets` and keeps only allowed values."""

    class LedToTargets:
        def __init__(self, source: Iterable[Token]) -> None:
            self.tokens = source

        def __iter__(self) -> Iterator[Token]:
            for token in self.tokens:
                if token["type"] in ("StartTag", "EmptyTag", "EndTag"):
                    yield from _led_tokens(token, targets, source)
                else:
                    yield token

    return LedToTargets


def _led_tokens(token: Token, targets: Targets, source: str) -> list[Token]:
    """`token` as it may be shown; a picture that cannot be shown leaves its words."""
    if token["name"] == "h1":
        token["name"] = "h2"
    if token["type"] == "EndTag":
        return [token]
    attributes: Attributes = token["data"]
    if token["name"] == "a":
        _lead_link(attributes, targets, source)
    if token["name"] == "img" and not _lead_picture(attributes, targets, source):
        return [{"type": "Characters", "data": attributes.get(_ALT, "")}]
    kept = {key: kept_value(token["name"], key[1], value) for key, value in attributes.items()}
    token["data"] = {key: value for key, value in kept.items() if value is not None}
    return [token]


def _lead_link(attributes: Attributes, targets: Targets, source: str) -> None:
    if name := attributes.pop(_NAME, ""):
        attributes.setdefault(_ID, name)
    address = attributes.get(_HREF)
    if address is None or address.startswith("/"):
        return
    led = led_link(address, targets, source)
    if led is None:
        del attributes[_HREF]
    else:
        attributes[_HREF] = led


def _lead_picture(attributes: Attributes, targets: Targets, source: str) -> bool:
    """Whether there is a picture to show; only the portal's own are."""
    address = attributes.get(_SRC, "")
    if address.startswith("/") and not address.startswith("//"):
        return True
    picture = None if is_external(address) else targets.pictures.get(path_in_course(address, source))
    if picture is None:
        return False
    attributes.setdefault(_ALT, "")
    attributes.update({(None, name): value for name, value in picture_attributes(picture).items()})
    return True
