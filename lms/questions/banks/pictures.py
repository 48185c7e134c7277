"""Pictures that stand within a bank, taken out by what their bytes are, never by what they are called (pure)."""

import base64
import binascii
import hashlib
import re
from urllib.parse import unquote

from lms.questions.banks.markdown_text import escaped

LARGEST_PICTURE = 5_000_000  # bytes
_DATA = re.compile(r"data:image/[\w.+-]+;base64,", re.IGNORECASE)
_PACKED = re.compile(r"data:image/[\w.+-]+;base64,[A-Za-z0-9+/=\s%]*", re.IGNORECASE)
_STORED = "@@PLUGINFILE@@/"
_MARKDOWN = re.compile(r"!\[([^\[\]]*)\]\(<?(@@PLUGINFILE@@/[^)>\s]+|data:image/[^)>\s]+)>?\)")
_NAME = re.compile(r"[^a-z0-9]+")


def kind_of_picture(data: bytes) -> str:
    """The suffix that the bytes ask for, "" for what is no picture that pages show."""
    if data.startswith(b"\x89PNG\r\n\x1a\n"):
        return "png"
    if data.startswith(b"\xff\xd8\xff"):
        return "jpg"
    if data[:6] in (b"GIF87a", b"GIF89a"):
        return "gif"
    return "webp" if data[:4] == b"RIFF" and data[8:12] == b"WEBP" else ""


def words_in(text: str) -> int:
    """How many characters a text has without its pictures."""
    return len(text) - sum(len(found[0]) for found in _PACKED.finditer(text))


class Pictures:
    """The pictures of one question: `files` are those stored beside its text by name, in base64."""

    def __init__(self, media: dict[str, bytes], files: dict[str, str]) -> None:
        self.media = media
        self.files = files
        self.losses: list[str] = []

    def markdown(self, address: str, words: str) -> str:
        """The picture at `address`; its words alone, and a loss, if it cannot come along."""
        name, packed = "picture", ""
        if found := _DATA.match(address):
            packed = address[found.end() :]
        elif address.startswith(_STORED):
            name = unquote(address[len(_STORED) :].partition("?")[0])
            packed = self.files.get(name.rpartition("/")[2], "")
        path = self._kept(name, packed) if packed else ""
        if path:
            return f"![{escaped(' '.join(words.split()))}]({path})"
        self.losses.append(f"the picture “{address[:60]}”")
        return escaped(words)

    def within(self, text: str) -> str:
        """Markdown with its pictures led to where they are kept."""
        return _MARKDOWN.sub(lambda found: self.markdown(found[2], found[1]), text)

    def _kept(self, name: str, packed: str) -> str:
        if len(packed) > LARGEST_PICTURE * 4 // 3:
            return ""
        try:
            data = base64.b64decode("".join(packed.split()), validate=True)
        except (binascii.Error, ValueError):
            return ""
        kind = kind_of_picture(data)
        if not kind:
            return ""
        plain = _NAME.sub("-", name.rpartition("/")[2].rpartition(".")[0].lower()).strip("-")
        mark = f"-{hashlib.sha256(data).hexdigest()[:8]}"
        path = f"media/{plain.removesuffix(mark)[:40].strip('-') or 'gambar'}{mark}.{kind}"
        self.media[path] = data
        return path
