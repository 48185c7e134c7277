"""The PDF of a certificate: two sheets A4 landscape, set by typst from finished texts.

Equal facts and arms give equal bytes, in any process and time zone, as long as `engine` and `template` are the same.
Rendering takes some tenths of a second in a child process: never do it inside a write transaction.
"""

import hashlib
import json
import re
import subprocess
import sys
import zlib
from dataclasses import asdict, dataclass
from datetime import UTC, datetime, time
from importlib.metadata import version
from pathlib import Path
from threading import Lock
from typing import Any
from unicodedata import category, normalize

from lms.certificates.arms import Drawing, UnusableArms, arms_drawing
from lms.certificates.facts import CertificateFacts
from lms.certificates.packing import packed
from lms.certificates.qr import PRODUCT_MARK, qr_svg
from lms.certificates.wording import sheets_of
from lms.kernel.errors import Unavailable

TEMPLATE = "sheet-1"
ENGINE = " ".join(f"{name} {version(name)}" for name in ("typst", "segno", "pillow"))
ENGINE += f" zlib {zlib.ZLIB_RUNTIME_VERSION}"
PATIENCE = 30
_NOT_NOW = "The document cannot be made right now."
_one_at_a_time = Lock()
_HERE = Path(__file__).parent
_UNPRINTABLE = {"Cc", "Cn", "Cs"}
_TURNS_TEXT = re.compile("[\u202a-\u202e\u2066-\u2069\ufeff]")


@dataclass(frozen=True)
class Pdf:
    """A finished file. `tagged` claims PDF/UA-1; False when a character has no glyph: its tags then claim nothing."""

    data: bytes
    sha256: str
    engine: str
    template: str
    tagged: bool


def render_pdf(facts: CertificateFacts, arms: bytes | None, patience: float = PATIENCE) -> Pdf:
    """The certificate as a file of exactly two pages; `arms` is SVG, PNG, JPEG or WebP, None draws a placeholder.

    Raises: UnusableArms when `arms` is no such picture, which `check_arms` says beforehand; Unavailable when the
    child process fails, or it and those before it take longer than `patience` seconds.
    """
    inputs = {
        "sheets": json.dumps(_clean(asdict(sheets_of(facts)))),
        "logo": PRODUCT_MARK,
        "qr": qr_svg(facts.check_address),
        **_arms_inputs(arms_drawing(arms)),
    }
    midnight = datetime.combine(facts.issued_on, time(), UTC)
    answer, file = _set("sheet.typ", inputs, int(midnight.timestamp()), patience)
    if "fault" in answer:
        raise UnusableArms(answer["fault"])
    data = packed(file)
    return Pdf(data, hashlib.sha256(data).hexdigest(), ENGINE, TEMPLATE, answer["tagged"])


def check_arms(arms: bytes) -> None:
    """Tries the arms before they are kept.

    Raises: UnusableArms when a certificate could not carry them; Unavailable as `render_pdf`.
    """
    answer, _ = _set("probe.typ", _arms_inputs(arms_drawing(arms)), 0, PATIENCE)
    if not answer.get("tagged"):
        raise UnusableArms(answer.get("fault", "its letters have no glyphs"))


def _arms_inputs(drawing: Drawing) -> dict[str, str]:
    return {"arms": json.dumps(list(drawing.data)), "arms_format": drawing.format}


def _set(source: str, inputs: dict[str, str], day: int, patience: float) -> tuple[dict[str, Any], bytes]:
    """What the child process answers to an order, and its file. One child at a time: each takes memory."""
    order = json.dumps({"source": str(_HERE / source), "inputs": inputs, "day": day}).encode()
    command = [sys.executable, "-I", str(_HERE / "compositor.py")]
    if not _one_at_a_time.acquire(timeout=patience):
        raise Unavailable(_NOT_NOW)
    try:
        run = subprocess.run(command, input=order, stdout=subprocess.PIPE, timeout=patience, check=True)
    except (OSError, subprocess.SubprocessError) as broken:
        raise Unavailable(_NOT_NOW) from broken
    finally:
        _one_at_a_time.release()
    head, _, file = run.stdout.partition(b"\n")
    return json.loads(head), file


def _clean(value: Any) -> Any:
    """Texts in composed form, white space as spaces, a visible mark for what is no character, no turned direction."""
    if isinstance(value, str):
        return "".join(map(_clean_character, _TURNS_TEXT.sub("", normalize("NFC", value))))
    if isinstance(value, dict):
        return {key: _clean(part) for key, part in value.items()}
    if isinstance(value, (list, tuple)):
        return [_clean(part) for part in value]
    return value


def _clean_character(character: str) -> str:
    if character.isspace():
        return " "
    return "\ufffd" if category(character) in _UNPRINTABLE else character
