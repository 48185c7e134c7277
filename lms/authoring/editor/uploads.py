"""Pictures, recordings and hand-outs put into a draft: judged apart, named safely, stored by their hash."""

import posixpath
import re
import tempfile
import unicodedata
from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path

from flask import current_app, request
from werkzeug.datastructures import FileStorage

from lms.authoring.draft import Content, FileLine
from lms.content.blobs import BlobStore
from lms.content.media_apart import look_apart
from lms.content.media_files import ENDINGS
from lms.content.slugs import slug
from lms.kernel.problems import Problem, has_errors

LARGEST_UPLOAD = 25_000_000
"""Bytes of one file put in by the editor; it is held in memory once."""

FOLDER = "media"
_LONGEST_NAME = 60


@dataclass(frozen=True)
class Upload:
    """A file on its way into a draft: where it will stand, what is stored of it, or why it is refused.

    `content` is None where the draft has these very bytes at `path` already.
    """

    path: str
    media_type: str = ""
    content: Content | None = None
    problems: tuple[Problem, ...] = ()


def allow_uploads() -> None:
    """Lets this request be as large as a form with one file. Call it before the form is read."""
    request.max_content_length = LARGEST_UPLOAD + 1_000_000


def take_upload(sent: FileStorage, files: Collection[FileLine]) -> Upload:
    """Judges a file and stores its bytes; what is refused is stored nowhere. No transaction may be writing."""
    name = safe_name(sent.filename or "")
    with tempfile.NamedTemporaryFile() as kept:
        sent.save(kept)
        kept.flush()
        looked = look_apart([(name, Path(kept.name))])[0]
        if not looked.media_type or has_errors(looked.problems):
            return Upload(name, problems=looked.problems)
        data = Path(kept.name).read_bytes()
    blob = BlobStore.within(current_app.extensions["settings"].data_dir).put(data)
    same = next((line.path for line in files if line.content.blob == blob), None)
    if same is not None:
        return Upload(same, looked.media_type)
    path = unused_path(name, {line.path for line in files})
    return Upload(path, looked.media_type, Content(None, blob, len(data)))


def safe_name(given: str) -> str:
    """A name of plain letters, digits and hyphens, with the ending that it had."""
    stem, ending = posixpath.splitext(given.replace("\\", "/").rpartition("/")[2])
    plain = unicodedata.normalize("NFKD", stem).encode("ascii", "ignore").decode()
    words = slug(re.sub(r"[^A-Za-z0-9]+", "-", plain))[:_LONGEST_NAME].strip("-")
    kept = ending.lower() if ending.lower() in ENDINGS else re.sub(r"[^a-z0-9.]", "", ending.lower())[:10]
    return f"{words or 'berkas'}{kept}"


def unused_path(name: str, taken: Collection[str]) -> str:
    """Where a file of this name may stand: with a number, if there is another one of its name."""
    stem, ending = posixpath.splitext(name)
    folded = {path.casefold() for path in taken}
    number, path = 1, f"{FOLDER}/{name}"
    while path.casefold() in folded:
        number += 1
        path = f"{FOLDER}/{stem}-{number}{ending}"
    return path
