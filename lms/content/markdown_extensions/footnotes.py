"""Numbers footnotes in the order of the text and lists those that are referred to at its end."""

import re
import xml.etree.ElementTree as etree

from markdown import Markdown
from markdown.inlinepatterns import InlineProcessor
from markdown.treeprocessors import Treeprocessor

from lms.content.markdown_extensions.document_builder import DocumentBuilder
from lms.content.slugs import slug

_LABEL = "data-footnote"


class FootnoteReference(InlineProcessor):
    """`[^label]` in a sentence, if such a footnote is defined."""

    def __init__(self, md: Markdown, builder: DocumentBuilder) -> None:
        super().__init__(r"\[\^([^\]\s]+)\]", md)
        self.builder = builder

    def handleMatch(  # type: ignore[override]
        self, m: re.Match[str], data: str
    ) -> tuple[etree.Element | str | None, int | None, int | None]:
        if m[1] not in self.builder.footnotes:
            return None, None, None
        mark = etree.Element("sup", {_LABEL: m[1]})
        return mark, m.start(), m.end()


class FootnoteTexts(Treeprocessor):
    """Adds the texts of all footnotes to the tree, before inline text is rendered."""

    def __init__(self, md: Markdown, builder: DocumentBuilder) -> None:
        super().__init__(md)
        self.builder = builder

    def run(self, root: etree.Element) -> None:
        if not self.builder.footnotes:
            return
        section = etree.SubElement(root, "section", {"class": "footnotes", "aria-label": self.builder.labels.footnotes})
        texts = etree.SubElement(section, "ol")
        for label, node in list(self.builder.footnotes.items()):
            self.builder.fill(etree.SubElement(texts, "li", {_LABEL: label}), node)


class FootnoteNumbers(Treeprocessor):
    """Numbers references and texts once inline text is there, links them both ways, drops texts nobody refers to."""

    def __init__(self, md: Markdown, builder: DocumentBuilder) -> None:
        super().__init__(md)
        self.builder = builder

    def run(self, root: etree.Element) -> None:
        texts = root.find("section[@class='footnotes']/ol")
        if texts is None:
            return
        by_label = {item.get(_LABEL, ""): item for item in texts}
        marks: dict[str, list[etree.Element]] = {}
        for mark in list(root.iter("sup")):
            label = mark.attrib.pop(_LABEL, "")
            if label in by_label:
                marks.setdefault(label, []).append(mark)
        self._list_texts(root, texts, by_label, marks)

    def _list_texts(
        self,
        root: etree.Element,
        texts: etree.Element,
        by_label: dict[str, etree.Element],
        marks: dict[str, list[etree.Element]],
    ) -> None:
        for item in list(texts):
            texts.remove(item)
        for number, (label, references) in enumerate(marks.items(), 1):
            item = by_label[label]
            del item.attrib[_LABEL]
            name = self.builder.anchor + (slug(label) or str(number))
            item.set("id", f"fn-{name}")
            for count, mark in enumerate(references, 1):
                reference_id = f"fnref-{name}" + (f"-{count}" if count > 1 else "")
                mark.set("id", reference_id)
                etree.SubElement(mark, "a", {"href": f"#fn-{name}", "class": "footnote-ref"}).text = str(number)
                _add_way_back(item, reference_id, self.builder.labels.back_to_text)
            texts.append(item)
        if not marks:
            root.remove(_parent_section(root))


def _parent_section(root: etree.Element) -> etree.Element:
    section = root.find("section[@class='footnotes']")
    assert section is not None
    return section


def _add_way_back(item: etree.Element, reference_id: str, label: str) -> None:
    last = item[-1] if len(item) and item[-1].tag == "p" else etree.SubElement(item, "p")
    attributes = {"href": f"#{reference_id}", "class": "footnote-back", "aria-label": label}
    if len(last):
        last[-1].tail = f"{last[-1].tail or ''} "
    else:
        last.text = f"{last.text or ''} "
    etree.SubElement(last, "a", attributes).text = "↩"
