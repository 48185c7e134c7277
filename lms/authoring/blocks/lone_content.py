"""Whether a paragraph is one picture, or one link to a recording or to YouTube (pure)."""

import posixpath
import re
from dataclasses import dataclass
from urllib.parse import parse_qs, unquote, urlsplit

from lms.authoring.blocks.inline_reader import runs_of
from lms.authoring.blocks.runs import Run
from lms.content.markdown_extensions.addresses import without_backslashes
from lms.content.media_files import ENDINGS
from lms.content.targets import is_external, split_fragment

_PICTURE = re.compile(r'!\[(?P<words>(?:\\.|[^\\\[\]])*)\]\((?P<address>[^\s"]*)(?: "(?P<title>(?:\\.|[^\\"])*)")?\)')
_YOUTUBE = frozenset({"youtube.com", "www.youtube.com", "m.youtube.com", "youtube-nocookie.com"})
_VIDEO_ID = re.compile(r"[\w-]{6,20}")


@dataclass(frozen=True)
class LonePicture:
    """A picture: its words for those who cannot see it, its address and its caption, as their author means them."""

    words: str
    address: str
    title: str


def is_lone_picture(text: str) -> bool:
    """Whether the text of a paragraph is one picture and nothing else."""
    return lone_picture(text) is not None


def lone_picture(text: str, definitions: str = "") -> LonePicture | None:
    """The picture that the text of a paragraph is, None if it is anything else."""
    if not text.startswith("!["):
        return None
    runs = runs_of(text, definitions)
    only = runs[0] if len(runs) == 1 else Run()
    match = _PICTURE.fullmatch(only.kept)
    if not match or only != Run(kept=only.kept):
        return None
    return LonePicture(
        without_backslashes(match["words"]),
        without_backslashes(match["address"]),
        without_backslashes(match["title"] or ""),
    )


def is_lone_medium(text: str) -> bool:
    """Whether the text of a paragraph is one link that becomes a player or a card."""
    return lone_link(text) is not None


def lone_link(text: str, definitions: str = "") -> Run | None:
    """The link to a recording of the course or to YouTube that a paragraph is, None if it is anything else."""
    if "\n" in text or not re.match(r"\[|<|https?://|www\.", text):
        return None
    runs = runs_of(text, definitions)
    only = runs[0] if len(runs) == 1 else Run()
    return only if is_played(only.link) and not only.kept else None


def is_played(address: str) -> bool:
    """Whether an address leads to a recording of the course, or to a film on YouTube."""
    if is_external(address):
        return bool(youtube_id(address))
    ending = posixpath.splitext(unquote(split_fragment(address)[0]))[1].lower()
    return ENDINGS.get(ending, "").startswith(("audio/", "video/"))


def youtube_id(address: str) -> str:
    """The id of the film that an address on YouTube shows, "" for any other address."""
    try:
        parts = urlsplit(address)
    except ValueError:
        return ""
    host = (parts.hostname or "").lower()
    if parts.scheme not in ("http", "https"):
        return ""
    found = ""
    if host == "youtu.be":
        found = parts.path.strip("/")
    elif host in _YOUTUBE and parts.path == "/watch":
        found = parse_qs(parts.query).get("v", [""])[0]
    elif host in _YOUTUBE and parts.path.startswith(("/shorts/", "/embed/", "/live/")):
        found = parts.path.split("/")[2]
    return found if _VIDEO_ID.fullmatch(found) else ""
