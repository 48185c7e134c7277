"""A course's files are what their names say, small enough for phones, and without anything that acts or tells."""

import io
import struct
import zlib

import pytest
from PIL import Image

from lms.content.media import WANTED_SIZE, look_at_medium, media_type_of, picture_size, webp_variants
from lms.kernel.problems import Severity


def picture(width: int, height: int, form: str = "PNG", **options: object) -> bytes:
    buffer = io.BytesIO()
    Image.linear_gradient("L").resize((width, height)).convert("RGB").save(buffer, form, **options)
    return buffer.getvalue()


def noise(width: int, height: int) -> bytes:
    buffer = io.BytesIO()
    Image.effect_noise((width, height), 90).convert("RGB").save(buffer, "JPEG", quality=95)
    return buffer.getvalue()


def drawing(inside: str = "", attributes: str = 'viewBox="0 0 340 158"') -> bytes:
    return f'<svg xmlns="http://www.w3.org/2000/svg" {attributes}>{inside}</svg>'.encode()


@pytest.mark.parametrize("form", ["PNG", "JPEG", "WEBP", "GIF", "AVIF"])
def test_a_large_picture_gets_two_smaller_ones(form: str) -> None:
    medium, problems = look_at_medium(f"media/loket.{form.lower()}", picture(1200, 600, form))
    assert not problems
    assert medium is not None
    assert (medium.width, medium.height) == (1200, 600)
    assert [(v.width, v.height) for v in medium.variants] == [(480, 240), (960, 480)]
    assert all(media_type_of(v.data) == "image/webp" for v in medium.variants)


def test_a_small_picture_is_not_blown_up() -> None:
    assert [v.width for v in webp_variants(picture(300, 200))] == [300]
    assert [v.width for v in webp_variants(picture(700, 200))] == [480, 700]


def test_a_picture_taken_on_its_side_stands_upright_and_tells_nothing_of_the_camera() -> None:
    exif = Image.Exif()
    exif[0x0112] = 6
    exif[0x010F] = "Kamera Dinas"
    data = picture(1000, 500, "JPEG", exif=exif)
    assert picture_size(data) == (500, 1000)
    variant = webp_variants(data)[-1]
    assert (variant.width, variant.height) == (500, 1000)
    assert b"Kamera" not in variant.data and b"EXIF" not in variant.data


def test_quality_gives_way_until_a_picture_is_small_enough_and_else_the_author_is_told() -> None:
    easy, _ = look_at_medium("a.jpg", picture(2000, 1000, "JPEG"))
    assert easy is not None and all(len(v.data) <= WANTED_SIZE for v in easy.variants)
    _, problems = look_at_medium("b.jpg", noise(1600, 1600))
    assert [problem.code for problem in problems] == ["picture-heavy"]


def test_of_a_moving_picture_the_first_frame_is_shown() -> None:
    frames = [Image.new("RGB", (600, 300), colour) for colour in ("red", "blue")]
    buffer = io.BytesIO()
    frames[0].save(buffer, "GIF", save_all=True, append_images=frames[1:])
    shown = Image.open(io.BytesIO(webp_variants(buffer.getvalue())[0].data)).convert("RGB")
    assert shown.getpixel((5, 5))[0] > 200  # type: ignore[index]


def test_a_picture_that_would_fill_the_memory_is_refused_from_its_header() -> None:
    header = struct.pack(">IIBBBBB", 20_000, 20_000, 8, 2, 0, 0, 0)
    bomb = b"\x89PNG\r\n\x1a\n" + struct.pack(">I", 13) + b"IHDR" + header
    bomb += struct.pack(">I", zlib.crc32(b"IHDR" + header)) + struct.pack(">I", 0) + b"IDAT" + b"\0" * 4
    medium, problems = look_at_medium("bomb.png", bomb)
    assert medium is None
    assert [problem.code for problem in problems] == ["picture-too-large"]


LIES = [
    ("a page as picture", "a.png", b"<html><script>alert(1)</script></html>", "file-type-differs"),
    ("JPEG as PNG", "a.png", picture(9, 9, "JPEG"), "file-type-differs"),
    ("a script as PDF", "a.pdf", b"#!/bin/sh", "file-type-differs"),
    ("a program", "a.exe", b"MZ", "file-type-unknown"),
    ("a page", "a.html", b"<p>", "file-type-unknown"),
    ("no ending", "a", b"x", "file-type-unknown"),
    ("half a picture", "a.png", picture(900, 900)[:200], "picture-damaged"),
    ("an empty film", "a.mp4", b"", "file-type-differs"),
    ("captions without their first line", "a.vtt", b"00:01 --> 00:02", "file-type-differs"),
]


@pytest.mark.parametrize(("path", "data", "code"), [row[1:] for row in LIES], ids=[row[0] for row in LIES])
def test_what_is_not_what_it_says_is_kept_out(path: str, data: bytes, code: str) -> None:
    medium, problems = look_at_medium(path, data)
    assert medium is None
    assert [problem.code for problem in problems] == [code]
    assert problems[0].path == path


@pytest.mark.parametrize(
    ("path", "data", "media_type"),
    [
        ("a.vtt", b"\xef\xbb\xbfWEBVTT\n\n", "text/vtt"),
        ("a.pdf", b"%PDF-1.7", "application/pdf"),
        ("a.mp3", b"ID3\x04", "audio/mpeg"),
        ("a.mp4", b"\0\0\0\x20ftypisom", "video/mp4"),
        ("a.webm", b"\x1aE\xdf\xa3", "video/webm"),
        ("a.ogg", b"OggS", "audio/ogg"),
    ],
)
def test_recordings_captions_and_hand_outs_are_known_by_their_content(path: str, data: bytes, media_type: str) -> None:
    medium, problems = look_at_medium(path, data)
    assert not problems
    assert medium is not None and medium.media_type == media_type


def test_a_drawing_says_its_size() -> None:
    for attributes, size in [
        ('viewBox="0 0 340 158"', (340, 158)),
        ('width="20px" height="10"', (20, 10)),
        ("", (0, 0)),
    ]:
        medium, problems = look_at_medium("a.svg", drawing("<path d='M0 0'/>", attributes))
        assert not problems
        assert medium is not None and (medium.width, medium.height) == size


ACTIVE = [
    "<script>alert(1)</script>",
    "<foreignObject><p>x</p></foreignObject>",
    '<rect onclick="x"/>',
    '<image href="https://evil.example/x.png"/>',
    '<use xmlns:xlink="http://www.w3.org/1999/xlink" xlink:href="https://evil.example/x.svg#a"/>',
    "<style>a { background: url(javascript:alert(1)) }</style>",
    '<rect style="width: expression(alert(1))"/>',
    '<a href="javascript:alert(1)"><text>x</text></a>',
    '<set attributeName="onmouseover" to="x"/>',
]


@pytest.mark.parametrize("inside", ACTIVE)
def test_a_drawing_that_acts_or_fetches_is_refused_with_the_reason(inside: str) -> None:
    medium, problems = look_at_medium("a.svg", drawing(inside))
    assert medium is None
    assert {problem.code for problem in problems} == {"svg-refused"}
    assert problems[0].say(problems[0].message) != problems[0].message


@pytest.mark.parametrize(
    "inside", ["<style>@import 'https://fonts.example/x.css'</style>", '<rect style="fill:url(https://x.example/x)"/>']
)
def test_a_drawing_that_wants_a_font_from_elsewhere_is_shown_without_it(inside: str) -> None:
    medium, problems = look_at_medium("a.svg", drawing(inside))
    assert medium is not None
    assert [(problem.code, problem.severity) for problem in problems] == [("svg-fetches", Severity.WARNING)]


def test_a_drawing_that_refers_to_its_own_parts_fetches_nothing() -> None:
    inside = '<style>@font-face { src: url(data:font/woff2;base64,AAAA) }</style><rect fill="url(#g)"/>'
    assert look_at_medium("a.svg", drawing(inside))[1] == ()


def test_a_drawing_with_entities_is_refused_before_it_is_read() -> None:
    bomb = b'<!DOCTYPE svg [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]>' + drawing("<text>&b;</text>")
    assert [problem.code for problem in look_at_medium("a.svg", bomb)[1]] == ["svg-refused"]


def test_a_broken_drawing_is_named() -> None:
    assert [problem.code for problem in look_at_medium("a.svg", b"<svg")[1]] == ["svg-unreadable"]
