"""Zip files of course folders: what comes in, what is refused in words with nothing kept, and there and back."""

import io
import stat
import tracemalloc
import unicodedata
import warnings
import zipfile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lms.authoring.foreign.zip_folder import read_zip, write_zip
from lms.content.course_folder import LARGEST_FOLDER, MOST_FILES
from tests.authoring.foreign.zips import zipped, zipped_link


def refused(data: bytes) -> str:
    files, problems = read_zip(data)
    assert files == {} and len(problems) == 1
    assert problems[0].say(problems[0].message) and problems[0].say(problems[0].remedy)
    return problems[0].code


def test_a_folder_comes_in_byte_for_byte_without_its_top_folder_and_what_computers_add() -> None:
    data = zipped(
        {
            "kursus/course.md": b"# A\r\n",
            "kursus/01-a/01-b.md": "isi\n".encode("utf-16"),
            "kursus/.git/config": b"x",
            "kursus/.DS_Store": b"x",
            "__MACOSX/kursus/._course.md": b"x",
        }
    )
    assert read_zip(data) == ({"course.md": b"# A\r\n", "01-a/01-b.md": "isi\n".encode("utf-16")}, ())
    assert read_zip(io.BytesIO(data)) == read_zip(data)


def test_a_folder_zipped_without_its_top_stays_as_it_is() -> None:
    assert read_zip(zipped({"course.md": b"a", "x/y.md": b"b"})) == ({"course.md": b"a", "x/y.md": b"b"}, ())


def test_names_in_other_scripts_come_in_however_they_were_written() -> None:
    accents = unicodedata.normalize("NFD", "é.md")
    assert set(read_zip(zipped({"课程.md": b"", "ꦗꦮ.md": b"", accents: b""}))[0]) == {"课程.md", "ꦗꦮ.md", accents}
    as_mac = zipped({"a/" + "x" * len("课é".encode()) + ".md": b"1"}).replace(b"x" * 5, "课é".encode()[:5])
    assert set(read_zip(as_mac)[0]) == {"课é.md"}
    as_dos = zipped({"a/x.md": b"1"}).replace(b"x.md", b"\x82.md")
    assert set(read_zip(as_dos)[0]) == {"é.md"}


@pytest.mark.parametrize(
    "name",
    ["../x.md", "a/../../x.md", "/etc/x.md", "a\\b.md", "..\\x.md", "C:/x.md", "c:x.md", "a//b.md", "./x.md",
     "a\x01.md", "a/" + "x" * 260, "y/" * 200 + "x.md", "a\u202eb\x85.md"],
    ids=lambda name: ascii(name)[:16],
)  # fmt: skip
def test_a_name_that_leads_outside_or_cannot_be_used_is_refused(name: str) -> None:
    assert refused(zipped({"course.md": b"a", name: b"x"})) == "bad-name"


@pytest.mark.parametrize("kind", [stat.S_IFLNK, stat.S_IFIFO, stat.S_IFCHR, stat.S_IFSOCK])
def test_links_and_devices_are_refused(kind: int) -> None:
    assert refused(zipped_link("media/x.png", "/etc/passwd", kind)) == "zip-link"


def test_a_name_given_twice_is_refused_even_in_capitals_or_with_accents_apart() -> None:
    assert refused(zipped({"Course.md": b"a", "course.md": b"b"})) == "zip-double-name"
    assert refused(zipped({"é.md": b"a", unicodedata.normalize("NFD", "é.md"): b"b"})) == "zip-double-name"
    assert refused(zipped({"a": b"file", "a/b.md": b"b"})) == "zip-double-name"
    buffer = io.BytesIO()
    with warnings.catch_warnings(), zipfile.ZipFile(buffer, "w") as archive:
        warnings.simplefilter("ignore")
        archive.writestr("a.md", b"1")
        archive.writestr("a.md", b"2")
    assert refused(buffer.getvalue()) == "zip-double-name"


def test_a_file_under_a_password_is_refused() -> None:
    data = bytearray(zipped({"course.md": b"a"}))
    data[6] |= 1
    data[data.index(b"PK\x01\x02") + 8] |= 1
    assert refused(bytes(data)) == "zip-encrypted"


@pytest.mark.parametrize("count", [MOST_FILES + 1, 60_000])
def test_more_files_than_a_course_has_are_refused(count: int) -> None:
    assert refused(zipped({f"{number}.md": b"" for number in range(count)}, zipfile.ZIP_STORED)) == "too-many-files"


def test_what_is_no_zip_file_or_only_half_of_one_is_refused() -> None:
    whole = zipped({"course.md": b"abc" * 1000, "b.md": bytes(range(256)) * 9})
    broken = bytearray(whole)
    broken[60] ^= 0xFF
    for data in (
        b"",
        b"PK",
        b"# Judul",
        b"\x89PNG\r\n",
        whole[:-30],
        whole[: len(whole) // 2],
        whole[50:],
        bytes(broken),
    ):
        assert refused(data) == "zip-damaged"
    assert refused(zipped({"a.md": b"x"}, zipfile.ZIP_LZMA)) == "zip-damaged"
    assert refused(zipped({})) == "zip-empty"
    assert refused(zipped({".hidden": b"x", "folder/": b""})) == "zip-empty"


def bomb(size: int, count: int = 1) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for number in range(count):
            with archive.open(f"{number}.md", "w") as file:
                for _ in range(size // 1_000_000):
                    file.write(bytes(1_000_000))
    return buffer.getvalue()


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (bomb(LARGEST_FOLDER + 1_000_000), "folder-too-large"),
        (bomb(20_000_000), "zip-grows"),
        (bomb(4_000_000, 60), "folder-too-large"),
    ],
    ids=["large", "tight", "many"],
)
def test_bombs_are_refused_before_they_take_memory(data: bytes, code: str) -> None:
    tracemalloc.start()
    assert refused(data) == code
    assert tracemalloc.get_traced_memory()[1] < 30_000_000
    tracemalloc.stop()


def test_a_bomb_that_lies_about_its_size_is_refused() -> None:
    data = bytearray(bomb(20_000_000))
    place = data.index(b"PK\x01\x02") + 24
    data[place : place + 4] = (100).to_bytes(4, "little")
    assert refused(bytes(data)) == "zip-damaged"


def test_a_bomb_within_a_zip_file_is_a_file_like_any_other() -> None:
    inner = bomb(20_000_000)
    files, problems = read_zip(zipped({"course.md": b"a", "x.zip": inner}))
    assert files["x.zip"] == inner and problems == ()


def test_a_list_of_a_million_entries_is_not_read() -> None:
    entry = b"PK\x01\x02" + bytes(42)
    listed = entry * 200_000
    end = b"PK\x05\x06" + bytes(4) + b"\x01\x00" * 2 + len(listed).to_bytes(4, "little") + bytes(6)
    data = b"PK\x03\x04" + listed + end
    tracemalloc.start()
    assert refused(data) == "too-many-files"
    assert tracemalloc.get_traced_memory()[1] < 1_000_000
    tracemalloc.stop()


SEGMENT = st.text(
    st.characters(exclude_categories=("C", "Zl", "Zp"), exclude_characters="/\\."), min_size=1, max_size=8
).filter(lambda name: name[1:2] != ":" and name != "__MACOSX")
PATH = st.lists(SEGMENT, min_size=1, max_size=3).map("/".join)


@settings(max_examples=150, deadline=None)
@given(st.dictionaries(PATH, st.binary(max_size=50), min_size=1, max_size=6))
def test_what_is_written_is_read_again_byte_for_byte(files: dict[str, bytes]) -> None:
    data = write_zip(files)
    again, problems = read_zip(data)
    plain = {unicodedata.normalize("NFC", name).casefold() for name in files}
    is_double = len(plain) < len(files) or any(one.startswith(other + "/") for one in plain for other in plain)
    if is_double:
        assert [problem.code for problem in problems] == ["zip-double-name"]
    else:
        assert (again, problems) == (files, ())
        assert write_zip(dict(reversed(list(files.items())))) == data


def test_the_longest_path_that_a_course_may_have_comes_back() -> None:
    files = {"/".join(["x" * 99] * 4) + "y": b"1"}
    assert read_zip(write_zip(files)) == (files, ())


def test_a_written_zip_file_is_the_same_whenever_it_is_made() -> None:
    data = write_zip({"b.md": b"x" * 100, "media/a.png": b"y", "course.md": b""})
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert archive.namelist() == ["kursus/b.md", "kursus/course.md", "kursus/media/a.png"]
        assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
