"""What the forms of a page let choose from: the pictures and recordings of the draft, the outcomes of the course."""

import posixpath
from collections.abc import Mapping
from dataclasses import dataclass, field

from lms.authoring.editor.page import PageFile
from lms.content.folder_names import suffix_of
from lms.content.media_files import media_address, media_type_of_ending


@dataclass(frozen=True)
class FormChoices:
    """Pictures and recordings by the path that the page links (value → name), where each is served, and outcomes.

    `pools` are the groups of questions on the page, key → title.
    """

    pictures: Mapping[str, str] = field(default_factory=dict)
    recordings: Mapping[str, str] = field(default_factory=dict)
    addresses: Mapping[str, str] = field(default_factory=dict)
    outcomes: Mapping[str, str] = field(default_factory=dict)
    pools: Mapping[str, str] = field(default_factory=dict)


def choices_for(file: PageFile) -> FormChoices:
    """What can be chosen on a page."""
    pictures, recordings, addresses = {}, {}, {}
    for line in file.course.files:
        media_type = media_type_of_ending(suffix_of(line.path))
        linked = linked_path(file.path, line.path)
        if media_type.startswith("image/"):
            pictures[linked] = posixpath.basename(line.path)
            addresses[linked] = media_address(line.content.blob or "", media_type)
        elif media_type.startswith(("audio/", "video/")) or media_type == "application/pdf":
            recordings[linked] = posixpath.basename(line.path)
    outcomes = file.course.course.outcomes if file.course.course else {}
    pools = {block.pool.key: block.pool.title for block in file.blocks if block.pool}
    return FormChoices(pictures, recordings, addresses, outcomes, pools)


def linked_path(page: str, path: str) -> str:
    """The path of a file as a page links it: from the page's own folder."""
    return posixpath.relpath(path, posixpath.dirname(page) or ".")
