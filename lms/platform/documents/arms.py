"""The arms of the institution as a certificate carries them, and the shield that stands in for them."""

import io
from dataclasses import dataclass

from PIL import Image

MAX_SVG_BYTES = 24_000
MAX_PICTURE_BYTES = 16_000
_PIXELS_AND_COLOURS = ((320, 64), (320, 32), (256, 32), (224, 16), (176, 16), (128, 16))


@dataclass(frozen=True)
class Drawing:
    """A picture and its format, "svg" or "png"."""

    data: bytes
    format: str


class UnusableArms(ValueError):
    """The file given as arms is not a picture that a certificate can carry."""


ARMS_PLACEHOLDER = Drawing(
    (
        b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 60 70"><path d="M6 5h48v30c0 17-12 26-24 31C18 61 6 '
        b'52 6 35z" fill="#fff" stroke="#231f1c" stroke-width="2"/><path d="M10 9h40v26c0 14-10 21.700-20 26.200C20 '
        b'56.700 10 49 10 35z" fill="none" stroke="#231f1c" stroke-width=".8"/><g text-anchor="middle" font-family='
        b'"Libertinus Serif" font-size="9.500" fill="#231f1c"><text x="30" y="32">lambang</text>'
        b'<text x="30" y="43">instansi</text></g></svg>'
    ),
    "svg",
)


def arms_drawing(data: bytes | None) -> Drawing:
    """The arms as a certificate carries them: small SVG as it is, pictures reduced to 24 mm in print, or a placeholder.

    Raises: UnusableArms when `data` is no picture, or an SVG too large for a small file.
    """
    if data is None:
        return ARMS_PLACEHOLDER
    if b"<svg" in data[:2000]:
        if len(data) > MAX_SVG_BYTES:
            raise UnusableArms(f"SVG larger than {MAX_SVG_BYTES} bytes")
        return Drawing(data, "svg")
    return Drawing(_reduced(data), "png")


def _reduced(data: bytes) -> bytes:
    try:
        with Image.open(io.BytesIO(data)) as picture:
            whole = picture.convert("RGBA")
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError) as broken:
        raise UnusableArms(str(broken)) from broken
    tries = (_png(whole, pixels, colours) for pixels, colours in _PIXELS_AND_COLOURS)
    return next((png for png in tries if len(png) <= MAX_PICTURE_BYTES), _png(whole, *_PIXELS_AND_COLOURS[-1]))


def _png(picture: Image.Image, pixels: int, colours: int) -> bytes:
    reduced = picture.copy()
    reduced.thumbnail((pixels, pixels))
    out = io.BytesIO()
    reduced.quantize(colours, method=Image.Quantize.FASTOCTREE).save(out, "PNG", optimize=True)
    return out.getvalue()
