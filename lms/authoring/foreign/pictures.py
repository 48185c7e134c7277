"""The pictures of a document: judged as those of a course are, named in their order, counted where words are missing
(pure).
"""

import hashlib
import re
from collections.abc import Iterator
from dataclasses import replace

from lms.authoring.foreign.losses import loss
from lms.content.media import look_at_medium, media_type_of
from lms.content.media_files import ENDINGS
from lms.kernel.problems import Problem, Severity
from lms.questions.banks.markdown_text import escaped

FOLDER = "media/"
_PLACE = "\ue008"  # stands for the folder of pictures until it is known which file shows them
_SHOWN = {kind: ending for ending, kind in reversed(ENDINGS.items()) if kind.startswith("image/")}
_BY_MACHINE = re.compile(r"\n?\s*(?:AI-generated content may be incorrect|Description automatically generated)\.?\s*$")
_FILE_NAME = re.compile(
    r"\S*\.(?:png|jpe?g|gif|bmp|tiff?|emf|wmf|webp|svg)|(?:picture|image|gambar)\s*\d*", re.IGNORECASE
)


class ForeignPictures:
    """Gathers the pictures of one document; `slide` is where the next one stands, 0 if there are no slides."""

    def __init__(self) -> None:
        self.files: dict[str, bytes] = {}
        self.slide = 0
        self._paths: dict[str, str] = {}
        self._wordless: list[int] = []
        self._unshown: list[int] = []
        self._linked: list[int] = []
        self._refused: list[Problem] = []

    def keep(self, data: bytes) -> str:
        """The address of a picture for `markdown`; "" if it cannot come along, which is told."""
        mark = hashlib.sha256(data).hexdigest()
        if mark not in self._paths:
            self._paths[mark] = self._judged(data)
        return self._paths[mark]

    def is_linked(self) -> str:
        """Notes a picture whose bytes lie elsewhere."""
        self._linked.append(self.slide)
        return ""

    def markdown(self, address: str, words: str) -> str:
        """The picture with its description; without an address, the description alone."""
        plain = " ".join(_BY_MACHINE.sub("", words).split())
        plain = "" if _FILE_NAME.fullmatch(plain) else plain
        if not address:
            return escaped(plain)
        if not plain:
            self._wordless.append(self.slide)
        return f"![{escaped(plain)}]({_PLACE}{address})"

    def problems(self) -> Iterator[Problem]:
        """What is to be told of them."""
        for code, slides in (
            ("pictures-without-words", self._wordless),
            ("picture-formats", self._unshown),
            ("linked-pictures", self._linked),
        ):
            if slides:
                yield loss(code, len(slides), filter(None, slides))
        yield from self._refused

    @staticmethod
    def in_folder(markdown: str, folder: str) -> str:
        """Markdown whose pictures lie in `folder`, seen from the file that it is for."""
        return markdown.replace(_PLACE, folder)

    def _judged(self, data: bytes) -> str:
        ending = _SHOWN.get(media_type_of(data))
        if not ending:
            self._unshown.append(self.slide)
            return ""
        name = f"gambar-{len(self.files) + 1:02}{ending}"
        medium, problems = look_at_medium(f"{FOLDER}{name}", data, convert=False)
        if medium is None:
            self._refused += [replace(problem, severity=Severity.WARNING) for problem in problems]
            return ""
        self.files[f"{FOLDER}{name}"] = data
        return name
