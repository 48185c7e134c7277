"""Looks at the files of a course beside its Markdown, makes pictures smaller, and says what links lead to them."""

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import PurePosixPath
from urllib.parse import quote

from lms.content.media import Medium, look_at_medium
from lms.content.media_files import ENDINGS, Blob
from lms.content.targets import Picture, Recording, Targets
from lms.kernel.problems import Problem

WORKERS = 2


@dataclass(frozen=True)
class CourseMedia:
    """The media of a course by path: originals, the variants of each, and all problems found in them."""

    originals: Mapping[str, Blob]
    variants: Mapping[str, tuple[Blob, ...]]
    problems: tuple[Problem, ...]

    @property
    def blobs(self) -> tuple[Blob, ...]:
        """Every file to store, originals before their variants, each once."""
        found = {blob.sha256: blob for blob in self.originals.values()}
        for rows in self.variants.values():
            for blob in rows:
                found.setdefault(blob.sha256, blob)
        return tuple(found.values())

    @property
    def shown_size(self) -> int:
        """Bytes that a learner loads to see every picture once, in its largest variant."""
        pictures = {path: blob for path, blob in self.originals.items() if blob.media_type.startswith("image/")}
        return sum((self.variants.get(path) or (blob,))[-1].size for path, blob in pictures.items())


def is_medium(path: str) -> bool:
    """Whether the name of a file says that learners may see, hear or download it."""
    return PurePosixPath(path).suffix.lower() in ENDINGS


def look_at_media(
    files: Mapping[str, bytes], known: Mapping[str, Sequence[Blob]], *, convert: bool = True
) -> CourseMedia:
    """All media among `files`, without opening those whose hash is `known` (original first, then its variants).

    Without `convert` no variants are made, and what only shows in them is not found. Media that no text of the course
    mentions by name are not looked at: they are kept, not shown.
    """
    mentioned = _mentioned_names(files)
    paths = [path for path in files if is_medium(path) and PurePosixPath(path).name in mentioned]
    with ThreadPoolExecutor(WORKERS) as threads:
        looked = list(threads.map(lambda path: _look_at(path, files[path], known, convert), paths))
    originals, variants = {}, {}
    problems: list[Problem] = []
    for path, (blobs, found) in zip(paths, looked, strict=True):
        problems += found
        if blobs:
            originals[path], variants[path] = blobs[0], tuple(blobs[1:])
    return CourseMedia(originals, variants, tuple(problems))


def media_targets(media: CourseMedia, pages: Mapping[str, str], transcripts: Mapping[str, str]) -> Targets:
    """What every link of the course leads to. `transcripts` maps a recording's path to its transcript as safe HTML."""
    pictures, recordings, files = {}, {}, {}
    for path, blob in media.originals.items():
        if blob.media_type.startswith("image/"):
            smaller = tuple((variant.width, variant.address) for variant in media.variants[path])
            pictures[path] = Picture(blob.address, blob.width, blob.height, smaller)
        elif blob.media_type.startswith(("audio/", "video/")):
            captions = media.originals.get(str(PurePosixPath(path).with_suffix(".vtt")))
            address = captions.address if captions else ""
            recordings[path] = Recording(blob.address, blob.media_type, blob.size, address, transcripts.get(path, ""))
        else:
            files[path] = blob.address
    return Targets(pages, pictures, recordings, files)


def transcript_path(recording: str) -> str:
    """Where the transcript of a recording stands, if it has one."""
    return str(PurePosixPath(recording).with_suffix(".md"))


def _mentioned_names(files: Mapping[str, bytes]) -> frozenset[str]:
    """File names that stand in a text of the course, and the captions of the recordings among them."""
    words = b"\n".join(data for path, data in files.items() if path.lower().endswith(".md"))
    names = {PurePosixPath(path).name for path in files if is_medium(path)}
    found = {name for name in names if name.encode() in words or quote(name).encode() in words}
    return frozenset(found | {str(PurePosixPath(name).with_suffix(".vtt")) for name in found})


def _look_at(
    path: str, data: bytes, known: Mapping[str, Sequence[Blob]], convert: bool
) -> tuple[Sequence[Blob], Iterable[Problem]]:
    name = hashlib.sha256(data).hexdigest()
    ending = PurePosixPath(path).suffix.lower()
    if name in known and known[name] and known[name][0].media_type == ENDINGS[ending]:
        return known[name], ()
    medium, problems = look_at_medium(path, data, convert=convert)
    if medium is None:
        return (), problems
    return (_original(name, medium, data), *_variants(name, medium)), problems


def _original(name: str, medium: Medium, data: bytes) -> Blob:
    return Blob(name, medium.media_type, len(data), medium.width, medium.height, data=data)


def _variants(original: str, medium: Medium) -> list[Blob]:
    made = []
    for variant in medium.variants:
        name = hashlib.sha256(variant.data).hexdigest()
        if name != original:
            size = len(variant.data)
            made.append(Blob(name, "image/webp", size, variant.width, variant.height, original, variant.data))
    return made
