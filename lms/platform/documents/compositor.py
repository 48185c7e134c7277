"""The child process that sets one document: reads an order as JSON, writes a line of JSON and then the PDF.

The engine keeps up to 200 MB after a long table, so it never runs in a server process. This file is started by its
path and imports nothing of the application. The order: `source` (path of a .typ file), `inputs` (texts for it),
`day` (seconds since 1970, stamped into the file). The answer: `tagged`, or `fault` with no file after it.
"""

import json
import resource
import sys
from pathlib import Path
from typing import Any

import typst

MEMORY = 2 << 30


def main() -> None:
    """Sets the document with PDF/UA-1 if its characters allow it, else without that claim."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    order = json.load(sys.stdin.buffer)
    try:
        answer, pdf = _answered(order)
    except typst.TypstError as broken:
        answer, pdf = {"fault": broken.message}, b""
    sys.stdout.buffer.write(json.dumps(answer).encode() + b"\n" + pdf)


def _answered(order: dict[str, Any]) -> tuple[dict[str, Any], bytes]:
    try:
        return {"tagged": True}, _compiled(order, universal=True)
    except typst.TypstError:
        return {"tagged": False}, _compiled(order, universal=False)


def _compiled(order: dict[str, Any], *, universal: bool) -> bytes:
    source = Path(order["source"])
    return typst.compile(
        source,
        root=source.parent,
        ignore_system_fonts=True,
        format="pdf",
        sys_inputs=order["inputs"],
        pdf_standards=["ua-1"] if universal else None,
        timestamp=order["day"],
    )


if __name__ == "__main__":
    main()
