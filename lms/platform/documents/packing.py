"""Makes a finished PDF smaller: its many small objects move into one compressed object stream (pure).

The engine writes each of the several hundred nodes of a tagged table as plain text of its own, which is more than
half of a certificate. Object streams and cross-reference streams are part of PDF since 1.5 (ISO 32000-1, 7.5.7 and
7.5.8) and allowed by PDF/UA-1. Reads only the regular files of the engine, not any PDF.
"""

import re
import zlib
from dataclasses import dataclass

ENTRY = 20
_OBJECT = re.compile(rb"(\d+) 0 obj\n(.*?)\nendobj\s*", re.DOTALL)
_TRAILER = re.compile(rb"trailer\n<<(.*)>>\nstartxref\n(\d+)\n%%EOF\s*$", re.DOTALL)
_SIZE = re.compile(rb"/Size \d+")


@dataclass(frozen=True)
class _Object:
    number: int
    body: bytes

    @property
    def is_stream(self) -> bool:
        return self.body.endswith(b"endstream")


def packed(pdf: bytes) -> bytes:
    """The same document with its small objects compressed; equal input gives equal output.

    Raises: ValueError when `pdf` is not of the engine's regular form.
    """
    trailer = _TRAILER.search(pdf)
    if trailer is None:
        raise ValueError("no plain trailer")
    table = int(trailer[2])
    offsets = _offsets(pdf, table)
    objects = [_object(pdf, start, end) for start, end in zip(offsets, [*offsets[1:], table], strict=True)]
    out = bytearray(pdf[: offsets[0]])
    places: dict[int, tuple[int, int, int]] = {0: (0, 0, 65535)}
    for part in objects:
        if part.is_stream:
            places[part.number] = (1, len(out), 0)
            out += b"%d 0 obj\n%s\nendobj\n" % (part.number, part.body)
    small = [part for part in objects if not part.is_stream]
    holder = max(part.number for part in objects) + 1
    places |= {part.number: (2, holder, index) for index, part in enumerate(small)}
    places[holder] = (1, len(out), 0)
    out += _object_stream(holder, small)
    places[holder + 1] = (1, len(out), 0)
    return bytes(out) + _cross_references(places, _SIZE.sub(b"", trailer[1]))


def _offsets(pdf: bytes, table: int) -> list[int]:
    head = re.compile(rb"xref\n0 (\d+)\n").match(pdf, table)
    if head is None:
        raise ValueError("no plain cross-reference table")
    entries = [pdf[head.end() + ENTRY * place : head.end() + ENTRY * (place + 1)] for place in range(int(head[1]))]
    return sorted(int(entry[:10]) for entry in entries if entry[17:18] == b"n")


def _object(pdf: bytes, start: int, end: int) -> _Object:
    match = _OBJECT.fullmatch(pdf, start, end)
    if match is None:
        raise ValueError(f"no plain object at {start}")
    return _Object(int(match[1]), match[2])


def _object_stream(number: int, objects: list[_Object]) -> bytes:
    index, body = bytearray(), bytearray()
    for part in objects:
        index += b"%d %d " % (part.number, len(body))
        body += part.body + b"\n"
    data = zlib.compress(bytes(index + body), 9)
    head = b"<</Type/ObjStm/N %d/First %d/Length %d/Filter/FlateDecode>>" % (len(objects), len(index), len(data))
    return b"%d 0 obj\n%s\nstream\n%s\nendstream\nendobj\n" % (number, head, data)


def _cross_references(places: dict[int, tuple[int, int, int]], trailer: bytes) -> bytes:
    size, start = max(places) + 1, places[max(places)][1]
    rows = (places.get(number, (0, 0, 65535)) for number in range(size))
    table = b"".join(kind.to_bytes(1, "big") + a.to_bytes(4, "big") + b.to_bytes(2, "big") for kind, a, b in rows)
    data = zlib.compress(table, 9)
    head = b"<</Type/XRef/Size %d/W[1 4 2]/Length %d/Filter/FlateDecode%s>>" % (size, len(data), trailer.strip())
    stream = b"%d 0 obj\n%s\nstream\n%s\nendstream\nendobj\n" % (size - 1, head, data)
    return stream + b"startxref\n%d\n%%%%EOF\n" % start
