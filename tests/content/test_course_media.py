"""Links of a course lead to media by hash; what no text mentions is kept but not opened."""

import io

from PIL import Image

from lms.content.course_media import CourseMedia, look_at_media, media_targets


def picture(width: int = 1200) -> bytes:
    buffer = io.BytesIO()
    Image.new("RGB", (width, width // 2), "teal").save(buffer, "PNG")
    return buffer.getvalue()


FILES = {
    "01-a/01-b.md": b"![Loket](../media/loket.png) [Sapa](../media/sapa%20warga.mp4) [Formulir](../media/f.pdf)",
    "media/loket.png": picture(),
    "media/lain.png": b"not looked at",
    "media/sapa warga.mp4": b"\0\0\0\x20ftypisom",
    "media/sapa warga.vtt": b"WEBVTT\n",
    "media/f.pdf": b"%PDF-1.7",
}


def looked() -> CourseMedia:
    return look_at_media(FILES, {})


def test_pictures_lead_to_their_variants_and_recordings_to_their_captions() -> None:
    targets = media_targets(looked(), {}, {"media/sapa warga.mp4": "<p>x</p>"})
    loket = targets.pictures["media/loket.png"]
    assert [width for width, _ in loket.variants] == [480, 960]
    assert loket.address.endswith(".png") and loket.variants[0][1].endswith(".webp")
    sapa = targets.recordings["media/sapa warga.mp4"]
    assert sapa.address.endswith(".mp4") and sapa.captions.endswith(".vtt") and sapa.transcript_html == "<p>x</p>"
    assert targets.files["media/f.pdf"].endswith(".pdf")


def test_what_no_text_mentions_is_not_opened() -> None:
    media = looked()
    assert "media/lain.png" not in media.originals
    assert not media.problems


def test_media_known_from_before_are_not_made_smaller_again() -> None:
    before = looked()
    known = {row[0].sha256: row for path, blob in before.originals.items() if (row := (blob, *before.variants[path]))}
    assert look_at_media(FILES, known).blobs == before.blobs
    assert media_targets(look_at_media(FILES, known), {}, {}) == media_targets(before, {}, {})


def test_the_size_of_a_course_counts_pictures_but_not_recordings() -> None:
    media = looked()
    assert media.shown_size == media.variants["media/loket.png"][-1].size


def test_every_bad_file_is_named() -> None:
    files = {"a.md": b"x.png y.png", "x.png": b"<p>", "y.png": b"", "z.md": b""}
    assert sorted(problem.path for problem in look_at_media(files, {}).problems) == ["x.png", "y.png"]


def test_without_conversion_pictures_are_judged_by_their_head_and_stay_as_they_are() -> None:
    media = look_at_media(FILES, {}, convert=False)
    assert {len(row) for row in media.variants.values()} == {0}
    assert media.problems == ()
    assert media.originals["media/loket.png"].width == 1200
