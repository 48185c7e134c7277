"""The files that a course may contain beside its Markdown: their types, how they are stored and where served (pure)."""

from dataclasses import dataclass

ENDINGS = {
    ".png": "image/png",
    ".jpg": "image/jpeg",
    ".jpeg": "image/jpeg",
    ".webp": "image/webp",
    ".gif": "image/gif",
    ".avif": "image/avif",
    ".svg": "image/svg+xml",
    ".pdf": "application/pdf",
    ".vtt": "text/vtt",
    ".mp3": "audio/mpeg",
    ".m4a": "audio/mp4",
    ".ogg": "audio/ogg",
    ".opus": "audio/ogg",
    ".wav": "audio/wav",
    ".mp4": "video/mp4",
    ".webm": "video/webm",
}
"""Type by the ending of the name."""
_EXTENSIONS = {media_type: ending for ending, media_type in reversed(ENDINGS.items())}


@dataclass(frozen=True)
class Blob:
    """A file to store by its hash. `data` is None if it is stored already; a variant names its `original`."""

    sha256: str
    media_type: str
    size: int
    width: int = 0
    height: int = 0
    original: str = ""
    data: bytes | None = None

    @property
    def address(self) -> str:
        """Where it is served."""
        return media_address(self.sha256, self.media_type)


def media_type_of_ending(ending: str) -> str:
    """The type served for an ending such as ".webp"; "" for what is never served."""
    return ENDINGS.get(ending, "")


def media_address(sha256: str, media_type: str) -> str:
    """The path under which a stored file is served; the ending is that of its type."""
    return f"/media/{sha256}{_EXTENSIONS.get(media_type, '.bin')}"
