"""Pictures, sound and hand-outs of a course: what they are by their content, and the small pictures to show (pure)."""

import io
from dataclasses import dataclass
from pathlib import PurePosixPath

from PIL import Image, ImageOps, UnidentifiedImageError

from lms.content.media_files import ENDINGS
from lms.content.svg import check_svg
from lms.kernel.problems import Problem, error, warning

MAX_FILE = 200_000_000
"""Bytes of one file of a course; longer films belong on a video server."""

MAX_PIXELS = 40_000_000
"""Of one picture; read from its header, before anything is unpacked."""

WIDTHS = (480, 960)
"""Of the variants of a picture, in pixels."""

WANTED_SIZE = 60_000
WARNED_SIZE = 150_000
"""Bytes of a variant: what quality is lowered for, and what its author is told about."""

_QUALITIES = (80, 70, 60, 50, 40)
_IMAGE_TYPES = {
    "PNG": "image/png",
    "JPEG": "image/jpeg",
    "WEBP": "image/webp",
    "GIF": "image/gif",
    "AVIF": "image/avif",
}


@dataclass(frozen=True)
class Variant:
    """A picture made smaller, as WebP without metadata."""

    width: int
    height: int
    data: bytes


@dataclass(frozen=True)
class Medium:
    """A file that was looked at: its type by content, its size in pixels (0 if it has none), its variants."""

    media_type: str
    width: int = 0
    height: int = 0
    variants: tuple[Variant, ...] = ()


def look_at_medium(path: str, data: bytes, *, convert: bool = True) -> tuple[Medium | None, tuple[Problem, ...]]:
    """What the file `path` of a course is, and what is wrong with it; no medium if errors keep it out.

    Without `convert`, which takes most of the time, pictures are judged by their header and have no variants.
    """
    promised = ENDINGS.get(PurePosixPath(path).suffix.lower())
    if promised is None:
        return None, (_not_allowed(path),)
    if len(data) > MAX_FILE:
        return None, (_too_long(path, len(data)),)
    if promised == "image/svg+xml":
        drawing, problems = check_svg(path, data)
        return (Medium(promised, drawing.width, drawing.height) if drawing else None), problems
    if promised.startswith("image/"):
        return _look_at_picture(path, data, promised, convert)
    if not _begins_like(data, promised):
        return None, (_other_type(path, promised, media_type_of(data)),)
    return Medium(promised), ()


def media_type_of(data: bytes) -> str:
    """The type of a file by its first bytes; "" if it is none that a course may contain."""
    if data.lstrip()[:1] == b"<" and b"<svg" in data[:4096]:
        return "image/svg+xml"
    pictures = ("image/png", "image/jpeg", "image/webp", "image/gif", "image/avif")
    others = ("application/pdf", "text/vtt", "audio/wav", "audio/ogg", "video/webm", "audio/mpeg", "video/mp4")
    return next((name for name in (*pictures, *others) if _begins_like(data, name)), "")


def webp_variants(data: bytes) -> tuple[Variant, ...]:
    """The picture in the widths of `WIDTHS` that it reaches, upright, without metadata, small enough if it can be.

    Of a moving picture the first frame. Raises ValueError for what is no picture or is too large.
    """
    picture = _opened(data)
    picture.draft("RGB", (max(WIDTHS) * 2, max(WIDTHS) * 2))
    upright = ImageOps.exif_transpose(picture)
    colours = "RGBA" if "transparency" in upright.info or upright.mode in ("RGBA", "LA", "PA") else "RGB"
    plain = upright.convert(colours)
    widths = [width for width in WIDTHS if width < plain.width] + ([plain.width] if plain.width <= max(WIDTHS) else [])
    return tuple(_variant(plain, width) for width in widths)


def picture_size(data: bytes) -> tuple[int, int]:
    """Width and height in pixels as it is shown, read from the header alone.

    Raises ValueError for what is no picture or is too large.
    """
    picture = _opened(data)
    turned = picture.getexif().get(_ORIENTATION, 1) >= _FIRST_TURNED
    return (picture.height, picture.width) if turned else (picture.width, picture.height)


_ORIENTATION = 0x0112
_FIRST_TURNED = 5  # orientations 5 to 8 lie on their side


def _opened(data: bytes) -> Image.Image:
    try:
        picture = Image.open(io.BytesIO(data), formats=tuple(_IMAGE_TYPES))
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as problem:
        raise ValueError("too many pixels") from problem
    except (UnidentifiedImageError, OSError) as problem:
        raise ValueError("not a picture") from problem
    if picture.width * picture.height > MAX_PIXELS:
        raise ValueError("too many pixels")
    return picture


def _variant(picture: Image.Image, width: int) -> Variant:
    height = max(1, round(picture.height * width / picture.width))
    small = picture if width == picture.width else picture.resize((width, height), Image.Resampling.LANCZOS)
    encoded = b""
    for quality in _QUALITIES:
        buffer = io.BytesIO()
        small.save(buffer, "WEBP", quality=quality, method=4)
        encoded = buffer.getvalue()
        if len(encoded) <= WANTED_SIZE:
            break
    return Variant(width, height, encoded)


def _look_at_picture(path: str, data: bytes, promised: str, convert: bool) -> tuple[Medium | None, tuple[Problem, ...]]:
    found = media_type_of(data)
    if found != promised:
        return None, (_other_type(path, promised, found),)
    try:
        width, height = picture_size(data)
        variants = webp_variants(data) if convert else ()
    except ValueError as problem:
        return None, (_too_many_pixels(path) if "pixels" in str(problem) else _other_type(path, promised, ""),)
    except (OSError, SyntaxError, Image.DecompressionBombError):
        return None, (_damaged(path),)
    heavy = max((len(variant.data) for variant in variants), default=0)
    problems = (_heavy(path, heavy),) if heavy > WARNED_SIZE else ()
    return Medium(promised, width, height, variants), problems


def _begins_like(data: bytes, media_type: str) -> bool:
    head = data[:64]
    match media_type:
        case "image/png":
            return head.startswith(b"\x89PNG\r\n\x1a\n")
        case "image/jpeg":
            return head.startswith(b"\xff\xd8\xff")
        case "image/gif":
            return head.startswith((b"GIF87a", b"GIF89a"))
        case "image/webp":
            return head.startswith(b"RIFF") and head[8:12] == b"WEBP"
        case "image/avif":
            return head[4:8] == b"ftyp" and b"avif" in head[8:40]
        case "application/pdf":
            return head.startswith(b"%PDF-")
        case "text/vtt":
            return head.removeprefix(b"\xef\xbb\xbf").startswith(b"WEBVTT")
        case "audio/wav":
            return head.startswith(b"RIFF") and head[8:12] == b"WAVE"
        case "audio/ogg":
            return head.startswith(b"OggS")
        case "audio/mpeg":
            return head.startswith((b"ID3", b"\xff\xfb", b"\xff\xf3", b"\xff\xf2", b"\xff\xfa"))
        case "audio/mp4" | "video/mp4":
            return head[4:8] == b"ftyp" and b"avif" not in head[8:40]
        case "video/webm":
            return head.startswith(b"\x1aE\xdf\xa3")
        case _:
            return False


def _not_allowed(path: str) -> Problem:
    return error(
        "file-type-unknown",
        "Files of this type cannot be part of a course.",
        "Use PNG, JPEG, WebP, GIF, AVIF or SVG for pictures, MP3, M4A, OGG, WAV, MP4 or WebM for recordings, "
        "VTT for captions and PDF for hand-outs, or take the file out.",
        path,
    )


def _too_long(path: str, size: int) -> Problem:
    return error(
        "file-too-large",
        "The file has {size} MB; at most {limit} MB are allowed.",
        "Make it shorter or lower its quality.",
        path,
        size=size // 1_000_000,
        limit=MAX_FILE // 1_000_000,
    )


def _other_type(path: str, promised: str, found: str) -> Problem:
    return error(
        "file-type-differs",
        "The name promises {promised}, but the content is {found}.",
        "Save it again in the format of its name, or give it the right ending.",
        path,
        promised=promised,
        found=found or "something else",
    )


def _too_many_pixels(path: str) -> Problem:
    return error(
        "picture-too-large",
        "The picture has more than {limit} million pixels.",
        "Make it smaller; {width} pixels across are enough for any screen here.",
        path,
        limit=MAX_PIXELS // 1_000_000,
        width=2 * max(WIDTHS),
    )


def _damaged(path: str) -> Problem:
    return error("picture-damaged", "The picture is damaged and cannot be opened.", "Save it again.", path)


def _heavy(path: str, size: int) -> Problem:
    return warning(
        "picture-heavy",
        "Even made smaller, the picture has {size} KB; phones wait for it.",
        "Use a calmer picture, cut it, or draw it as SVG.",
        path,
        size=size // 1000,
    )
