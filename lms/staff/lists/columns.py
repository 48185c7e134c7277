"""The columns of a staff list: which there can be, what lists call them, which one is likely meant (pure)."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256

NOT_THERE = -1
"""The number of a column that a list does not have."""


@dataclass(frozen=True)
class Column:
    """A column by the name of its field; `meant` are names that lists give it, with commas, as `_plain` reads them."""

    field: str
    meant: str
    is_needed: bool = False


COLUMNS = (
    Column("name", "nama, nama pegawai, nama lengkap, nama pns, name", is_needed=True),
    Column("nip", "nip, nip baru, nip ni pppk, nip nipppk, nomor induk pegawai, ni pppk"),
    Column("title_before", "gelar depan, gelar dpn, glr depan, title before"),
    Column("title_after", "gelar belakang, gelar blk, glr belakang, title after"),
    Column("birth_date", "tanggal lahir, tgl lahir, tgl lhr, lahir, date of birth"),
    Column("status", "status, status pegawai, status kepegawaian, kedudukan, jenis pegawai, jenis asn"),
    Column(
        "rank",
        "pangkat, golongan, gol, pangkat gol, pangkat golongan, gol ruang, golongan ruang, pangkat gol ruang,"
        " pangkat golongan ruang, rank",
    ),
    Column("position", "jabatan, nama jabatan, jabatan terakhir, position"),
    Column(
        "unit",
        "unit, unit kerja, nama unit, nama unit kerja, tempat tugas, lokasi kerja, unor, nama unor, satuan kerja,"
        " unit organisasi",
    ),
    Column(
        "unit_above",
        "opd, perangkat daerah, skpd, instansi, unit induk, unor induk, dinas, unit kerja induk, nama opd, unit above",
    ),
    Column("superior_nip", "nip atasan, nip atasan langsung, atasan langsung, superior nip"),
    Column("email", "email, e mail, surel, alamat email, alamat surel"),
)
_KNOWN = {name: column.field for column in COLUMNS for name in column.meant.split(", ")}


def is_header(text: str) -> bool:
    """Whether this may be the name of a column."""
    return _plain(text) in _KNOWN


def guessed(headers: Sequence[str]) -> dict[str, int]:
    """Field → number of its column, for the names that are known; the first one counts."""
    found: dict[str, int] = {}
    for number, header in enumerate(headers):
        field = _KNOWN.get(_plain(header))
        if field is not None:
            found.setdefault(field, number)
    if "unit" not in found and "unit_above" in found:
        found["unit"] = found.pop("unit_above")
    return found


def usable(columns: Mapping[str, object], width: int) -> dict[str, int]:
    """What of a remembered or sent matching can be used for a list with so many columns."""
    return {
        column.field: number
        for column in COLUMNS
        if isinstance(number := columns.get(column.field), int) and 0 <= number < width
    }


def headers_hash(headers: Sequence[str]) -> str:
    """By which lists of the same shape are recognised."""
    return sha256("\n".join(map(_plain, headers)).encode()).hexdigest()


def _plain(text: str) -> str:
    words = re.findall(r"[^\W_]+", text.casefold())
    return " ".join(
        word for word in words if word not in ("no", "nomor", "dan") or len(words) == 1 or words[0] == "nomor"
    )
