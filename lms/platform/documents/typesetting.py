"""A document as PDF, set by typst from finished texts; certificates and letters share it.

Equal texts and arms give equal bytes, in any process and time zone, as long as `engine` and `template` are the same.
Setting takes some tenths of a second in a child process: never do it inside a write transaction.
"""

import hashlib
import json
import re
import subprocess
import sys
import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from importlib.metadata import version
from pathlib import Path
from threading import Lock
from typing import Any
from unicodedata import category, normalize

from lms.kernel.errors import Unavailable
from lms.platform.documents.arms import UnusableArms, arms_drawing
from lms.platform.documents.packing import packed

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


@dataclass(frozen=True)
class Template:
    """A .typ file and the name of its look, which changes with it."""

    source: Path
    name: str


def set_pdf(template: Template, inputs: Mapping[str, str], on: date, patience: float = PATIENCE) -> Pdf:
    """The document that a template makes of `inputs`, dated `on`.

    Raises: UnusableArms when the engine refuses it, for it refuses nothing else; Unavailable when the child process
    fails, or it and those before it take longer than `patience` seconds.
    """
    midnight = datetime.combine(on, time(), UTC)
    answer, file = _set(template.source, inputs, int(midnight.timestamp()), patience)
    if "fault" in answer:
        raise UnusableArms(answer["fault"])
    data = packed(file)
    return Pdf(data, hashlib.sha256(data).hexdigest(), ENGINE, template.name, answer["tagged"])


def check_arms(arms: bytes) -> None:
    """Tries the arms before they are kept.

    Raises: UnusableArms when a document could not carry them; Unavailable as `set_pdf`.
    """
    answer, _ = _set(_HERE / "probe.typ", arms_inputs(arms), 0, PATIENCE)
    if not answer.get("tagged"):
        raise UnusableArms(answer.get("fault", "its letters have no glyphs"))


def arms_inputs(arms: bytes | None) -> dict[str, str]:
    """The arms as a template takes them; None draws a placeholder. Raises: UnusableArms when they are no picture."""
    drawing = arms_drawing(arms)
    return {"arms": json.dumps(list(drawing.data)), "arms_format": drawing.format}


def clean(value: Any) -> Any:
    """Texts in composed form, white space as spaces, a visible mark for what is no character, no turned direction."""
    if isinstance(value, str):
        return "".join(map(_clean_character, _TURNS_TEXT.sub("", normalize("NFC", value))))
    if isinstance(value, dict):
        return {key: clean(part) for key, part in value.items()}
    if isinstance(value, (list, tuple)):
        return [clean(part) for part in value]
    return value


def _clean_character(character: str) -> str:
    if character.isspace():
        return " "
    return "\ufffd" if category(character) in _UNPRINTABLE else character


def _set(source: Path, inputs: Mapping[str, str], day: int, patience: float) -> tuple[dict[str, Any], bytes]:
    """What the child process answers to an order, and its file. One child at a time: each takes memory."""
    order = json.dumps({"source": str(source), "inputs": dict(inputs), "day": day}).encode()
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
