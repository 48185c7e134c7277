"""What the links and pictures of a course lead to once it is published (pure)."""

import posixpath
import re
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from typing import Any
from urllib.parse import unquote

from lms.content.slugs import slug

ID_PREFIX = "u-"
"""Before every id of course text, so that it cannot take the place of one that the page itself uses."""

_SCHEME = re.compile(r"(?:[a-zA-Z][a-zA-Z0-9+.-]*:|//)")


@dataclass(frozen=True)
class Picture:
    """A picture by address. `variants` are (width, address) from small to large; sizes in CSS pixels, 0 unknown."""

    address: str
    width: int
    height: int
    variants: tuple[tuple[int, str], ...] = ()


@dataclass(frozen=True)
class Recording:
    """Sound or film. `size` in bytes; `captions` the address of its .vtt, `transcript_html` safe HTML, or ""."""

    address: str
    media_type: str
    size: int
    captions: str = ""
    transcript_html: str = ""

    @property
    def tag(self) -> str:
        """The element that plays it."""
        return "video" if self.media_type.startswith("video/") else "audio"


@dataclass(frozen=True)
class Targets:
    """All paths of a course (from its root, "/" between) that may be linked, and where each leads."""

    pages: Mapping[str, str] = field(default_factory=dict)
    pictures: Mapping[str, Picture] = field(default_factory=dict)
    recordings: Mapping[str, Recording] = field(default_factory=dict)
    files: Mapping[str, str] = field(default_factory=dict)

    def to_data(self) -> dict[str, Any]:
        """JSON-able data that `from_data` reads back."""
        return asdict(self)

    @classmethod
    def from_data(cls, data: Mapping[str, Any]) -> "Targets":
        """The targets that `to_data` wrote."""
        pictures = {
            path: Picture(**{**fields, "variants": tuple((width, url) for width, url in fields["variants"])})
            for path, fields in data["pictures"].items()
        }
        recordings = {path: Recording(**fields) for path, fields in data["recordings"].items()}
        return cls(data["pages"], pictures, recordings, data["files"])


NOTHING_KNOWN = Targets()
"""For text that stands alone: its relative links lead nowhere."""


def is_external(address: str) -> bool:
    """Whether `address` names a scheme or a host, and so leaves the course."""
    return bool(_SCHEME.match(address))


def split_fragment(address: str) -> tuple[str, str]:
    """The address without its query and fragment, and the fragment without "#"."""
    path, _, fragment = address.partition("#")
    return path.partition("?")[0], unquote(fragment)


def path_in_course(address: str, source: str) -> str:
    """The path from the course's root that a relative `address` in the file `source` means.

    "../" beyond the root leaves the path beginning with "..", which no target has.
    """
    path = unquote(split_fragment(address)[0])
    joined = path.lstrip("/") if path.startswith("/") else posixpath.join(posixpath.dirname(source), path)
    normal = posixpath.normpath(joined)
    return "" if normal == "." else normal


def led_link(address: str, targets: Targets, source: str) -> str | None:
    """Where a link in the file `source` leads once published; None if its target is not in the course.

    External addresses, and paths of the portal itself, stay. Fragments are slugs with the prefix of all ids.
    """
    if is_external(address):
        return address
    path, fragment = split_fragment(address)
    anchor = f"#{ID_PREFIX}{slug(fragment.removeprefix(ID_PREFIX))}" if fragment else ""
    if not path:
        return anchor or "#"
    wanted = path_in_course(path, source)
    if (page := _page(targets, wanted)) is not None:
        return page + anchor
    if wanted in targets.recordings:
        return targets.recordings[wanted].address
    if wanted in targets.pictures:
        return targets.pictures[wanted].address
    return targets.files.get(wanted)


def _page(targets: Targets, path: str) -> str | None:
    """Where the lesson at `path` is read; a link may leave out ".md", write ".html", or name the folder of an index."""
    folder = f"{path}/" if path else ""
    text = f"{path.removesuffix('.html')}.md"
    candidates = (path, text, *(folder + name for name in ("README.md", "index.md", "module.md", "course.md")))
    return next((targets.pages[name] for name in candidates if name in targets.pages), None)
