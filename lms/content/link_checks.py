"""Whether what a course links to is there: files, pictures, headings; and whether pictures have words (pure)."""

import posixpath
import re
from collections.abc import Iterator, Mapping, Sequence

from lms.content.allowed_html import SCHEMES
from lms.content.course import Document
from lms.content.document_reader import at_path
from lms.content.markdown_extensions.block_nodes import Node, NodeKind
from lms.content.slugs import heading_slug, slug
from lms.content.targets import is_external, path_in_course, split_fragment
from lms.content.text_links import TextLink, links_in
from lms.content.text_structure import every_node, nodes_of
from lms.kernel.problems import Problem, error, warning

_HTML_ID = re.compile(r"<[a-zA-Z][^<>]*?\s(?:id|name)\s*=\s*[\"']?([^\s\"'<>]+)")
_INDEX_FILES = ("README.md", "index.md", "module.md", "course.md")


def link_problems(documents: Sequence[Document], files: Mapping[str, bytes]) -> list[Problem]:
    """Broken links and pictures of all files, and pictures without an alternative text."""
    nodes = {document.path: nodes_of(document) for document in documents}
    known = _Known(documents, files, nodes)
    return [
        problem
        for document in documents
        for link in links_in(nodes[document.path])
        for problem in at_path(_problems_of(link, document.path, known), document.path)
    ]


class _Known:
    """What can be linked: files and folders by path, headings by file."""

    def __init__(
        self, documents: Sequence[Document], files: Mapping[str, bytes], nodes: Mapping[str, Sequence[Node]]
    ) -> None:
        self.files = frozenset(files)
        self.folders = frozenset(folder for path in files for folder in _folders_above(path)) | {""}
        self.anchors = {
            document.path: _heading_ids(document, nodes[document.path]) | _html_ids(document) for document in documents
        }

    def file(self, path: str) -> str | None:
        """The file that a path means: itself, without its ".md" or with the ".html" that books are built with, or the
        index of a folder ("" if it has none)."""
        if path in self.files:
            return path
        if (text := f"{path.removesuffix('.html')}.md") in self.files:
            return text
        if path not in self.folders:
            return None
        inside = (posixpath.join(path, name) for name in _INDEX_FILES)
        return next((name for name in inside if name in self.files), "")


def _heading_ids(document: Document, nodes: Sequence[Node]) -> frozenset[str]:
    """Keys of headings and questions, and headings within quotes and lists, which are no sections but have an id."""
    keys = {slug(block.key) for block in document.blocks if block.key}
    inside = (node for node in every_node(nodes) if node.kind is NodeKind.HEADING)
    return frozenset(keys | {heading_slug(" ".join(node.lines)) for node in inside})


def _html_ids(document: Document) -> frozenset[str]:
    """Anchors that authors wrote as HTML; code that shows such HTML counts too, for that only spares a message."""
    return frozenset(slug(name) for block in document.blocks for name in _HTML_ID.findall(block.text))


def _folders_above(path: str) -> Iterator[str]:
    while path := posixpath.dirname(path):
        yield path


def _problems_of(link: TextLink, source: str, known: _Known) -> Iterator[Problem]:
    if link.is_picture and not link.words.strip():
        yield warning(
            "picture-without-words",
            "This picture has no alternative text.",
            "Write between [ and ] what it shows, for those who cannot see it.",
            line=link.line,
        )
    if is_external(link.address):
        yield from _unusable_scheme(link)
        return
    if not link.address:
        return
    path, fragment = split_fragment(link.address)
    target = path_in_course(path, source) if path else source
    if target == ".." or target.startswith("../"):
        yield _outside(link)
        return
    file = known.file(target)
    if file is None:
        yield _not_there(link, target)
    elif fragment and file in known.anchors and slug(fragment) not in known.anchors[file]:
        yield _no_such_heading(link, file, fragment)


def _unusable_scheme(link: TextLink) -> Iterator[Problem]:
    scheme, colon, _ = link.address.partition(":")
    if colon and not scheme.startswith("//") and scheme.lower() not in SCHEMES:
        yield warning(
            "link-not-kept",
            "“{address}” leads nowhere here: a link may begin with https:, http: or mailto:.",
            "Write the whole address, or the path of a file in the folder; else only its words are shown.",
            line=link.line,
            address=link.address[:200],
        )


def _outside(link: TextLink) -> Problem:
    return error(
        "outside-folder",
        "“{address}” leads outside the folder of the course.",
        "Put the file into the folder and link it there, or write the whole address, beginning with https://.",
        line=link.line,
        address=link.address,
    )


def _not_there(link: TextLink, target: str) -> Problem:
    code, message = (
        ("picture-not-there", "The picture “{target}” is not there.")
        if link.is_picture
        else ("link-not-there", "The file “{target}” is not there.")
    )
    return error(
        code,
        message,
        "Check the spelling, small and capital letters too; or add the file, or write the whole address of its site.",
        line=link.line,
        target=target,
    )


def _no_such_heading(link: TextLink, file: str, fragment: str) -> Problem:
    return error(
        "heading-not-there",
        "“{file}” has no heading “{fragment}”.",
        "Write {attribute} at the end of the heading that is meant, or link the file alone.",
        line=link.line,
        file=file,
        fragment=fragment,
        attribute="{#" + fragment + "}",
    )
