"""Leads links and pictures to where the course's pages and media are, and turns lone recordings into players.

A lone link to a film on YouTube becomes a card that says so; nothing of YouTube is loaded.
"""

import re
import xml.etree.ElementTree as etree
from urllib.parse import unquote

from markdown import Markdown
from markdown.treeprocessors import Treeprocessor

from lms.content.markdown_extensions.labels import Labels
from lms.content.markdown_extensions.stash import add_block
from lms.content.targets import Picture, Recording, Targets, is_external, led_link, path_in_course

SIZES = "(min-width: 52rem) 44rem, 100vw"
"""How wide the text column shows a picture; browsers choose among the variants by it."""

_YOUTUBE = re.compile(r"(?:https?:)?//(?:(?:www\.|m\.)?youtube(?:-nocookie)?\.com|youtu\.be)/.", re.IGNORECASE)


class LinkTargets(Treeprocessor):
    """Runs after inline text. `source` is the path of the file that is rendered, from the root of its course."""

    def __init__(self, md: Markdown, labels: Labels, targets: Targets, source: str) -> None:
        super().__init__(md)
        self.labels = labels
        self.targets = targets
        self.source = source

    def run(self, root: etree.Element) -> None:
        for parent in list(root.iter()):
            for child in list(parent):
                if child.tag == "p":
                    self._lone_content(parent, child)
        for element in list(root.iter("a")):
            self._link(element)
        for element in list(root.iter("img")):
            self._picture(element)

    def _lone_content(self, parent: etree.Element, paragraph: etree.Element) -> None:
        """A picture alone in its paragraph becomes a figure, a link to a recording a player, one to YouTube a card."""
        if len(paragraph) != 1 or (paragraph.text or "").strip() or (paragraph[0].tail or "").strip():
            return
        only = paragraph[0]
        if only.tag == "img" and not is_external(only.get("src", "")):
            _make_figure(paragraph, only)
        elif only.tag == "a" and not is_external(only.get("href", "")):
            recording = self.targets.recordings.get(path_in_course(only.get("href", ""), self.source))
            if recording:
                self._make_player(paragraph, only, recording)
        elif only.tag == "a" and leads_to_youtube(only.get("href", "")):
            paragraph.tag = "figure"
            paragraph.set("class", "card")
            etree.SubElement(paragraph, "figcaption").text = self.labels.youtube

    def _make_player(self, paragraph: etree.Element, link: etree.Element, recording: Recording) -> None:
        paragraph.tag = "figure"
        paragraph.set("class", "player")
        paragraph.remove(link)
        attributes = {"controls": "controls", "preload": "none", "src": recording.address}
        player = etree.SubElement(paragraph, recording.tag, attributes)
        if recording.captions:
            track = {"kind": "captions", "src": recording.captions, "default": "default"}
            track |= {"srclang": self.labels.language, "label": self.labels.captions}
            etree.SubElement(player, "track", track)
        caption = etree.SubElement(paragraph, "figcaption")
        caption.append(link)
        link.tail = f" ({self.labels.megabytes(recording.size)})"
        if recording.transcript_html:
            details = etree.SubElement(paragraph, "details", {"class": "transcript"})
            etree.SubElement(details, "summary").text = self.labels.transcript
            assert self.md is not None
            add_block(self.md, details, recording.transcript_html)

    def _link(self, element: etree.Element) -> None:
        address = element.get("href", "")
        if address.startswith(("http://", "https://", "//")):
            element.set("rel", "noopener")
        target = led_link(address, self.targets, self.source)
        if target is None:
            del element.attrib["href"]
        else:
            element.set("href", target)
        if target in self.targets.files.values():  # addresses are hashes; people want the file's own name
            element.set("download", unquote(address).rpartition("/")[2])

    def _picture(self, element: etree.Element) -> None:
        address = element.get("src", "")
        picture = None if is_external(address) else self.targets.pictures.get(path_in_course(address, self.source))
        if picture:
            element.attrib.update(picture_attributes(picture))
        else:
            _say_instead(element, address)


def leads_to_youtube(address: str) -> bool:
    """Whether an address is a film, a list or a channel on YouTube."""
    return bool(_YOUTUBE.match(address))


def picture_attributes(picture: Picture) -> dict[str, str]:
    """The attributes of an `<img>` that shows `picture` in the size that fits."""
    address = picture.variants[-1][1] if picture.variants else picture.address
    attributes = {"src": address, "loading": "lazy", "decoding": "async"}
    if picture.width and picture.height:
        attributes |= {"width": str(picture.width), "height": str(picture.height)}
    if len(picture.variants) > 1:
        attributes |= {"srcset": ", ".join(f"{url} {width}w" for width, url in picture.variants), "sizes": SIZES}
    return attributes


def _make_figure(paragraph: etree.Element, image: etree.Element) -> None:
    paragraph.tag = "figure"
    image.tail = None
    title = image.attrib.pop("title", "")
    if title:
        etree.SubElement(paragraph, "figcaption").text = title


def _say_instead(image: etree.Element, address: str) -> None:
    """A picture that is not in the course is not fetched from elsewhere: its words lead there, or stand alone."""
    words = image.get("alt", "") or address
    image.attrib.clear()
    image.tag = "a"
    image.text = words
    if is_external(address):
        image.attrib.update({"href": address, "rel": "noopener"})
