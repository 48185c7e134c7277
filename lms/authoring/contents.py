"""Files of a draft as bytes, and as they are stored: media in the blob store, texts in the table."""

from collections.abc import Iterable, Mapping

from lms.authoring.draft import Content, FileLine
from lms.content.blobs import BlobStore
from lms.content.publication import stored_file
from lms.content.queries import KeptFile


def kept(files: Mapping[str, bytes], store: BlobStore) -> dict[str, Content]:
    """`files` as a draft stores them. What becomes a blob is on disk at the end: call it before the transaction."""
    stored = {path: stored_file(path, data, store) for path, data in files.items()}
    return {path: Content(file.text, file.blob, len(files[path])) for path, file in stored.items()}


def text_content(text: str) -> Content:
    """A text as a draft stores it."""
    return Content(text, None, len(text.encode()))


def from_version(files: Iterable[KeptFile], store: BlobStore) -> dict[str, Content]:
    """The files of a published version as those of a draft. Raises FileNotFoundError if a blob was lost."""
    return {
        file.path: text_content(file.text)
        if file.text is not None
        else Content(None, file.blob, store.path_of(file.blob or "").stat().st_size)
        for file in files
    }


def folder_of(files: Iterable[FileLine], store: BlobStore) -> dict[str, bytes]:
    """The folder, byte for byte. Raises FileNotFoundError or ValueError if a blob was harmed."""
    return {file.path: _bytes(file.content, store) for file in files}


def texts_of(files: Iterable[FileLine]) -> dict[str, bytes]:
    """The folder as far as reading and checking it need: texts whole, media by their names with nothing in them."""
    return {file.path: (file.content.text or "").encode() for file in files}


def _bytes(content: Content, store: BlobStore) -> bytes:
    return content.text.encode() if content.text is not None else store.read(content.blob or "")
