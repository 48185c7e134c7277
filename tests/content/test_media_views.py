"""Media are served by hash: for ever the same, of the type their name says, and unable to act."""

from flask import Flask
from flask.testing import FlaskClient

from lms.content.blobs import BlobStore


def stored(app: Flask, data: bytes) -> str:
    return BlobStore.within(app.extensions["settings"].data_dir).put(data)


def test_a_picture_is_served_for_ever_in_a_sandbox(app: Flask, client: FlaskClient) -> None:
    name = stored(app, b"<svg xmlns='http://www.w3.org/2000/svg'/>")
    with client.get(f"/media/{name}.svg") as answer:
        assert answer.status_code == 200
        assert answer.content_type.startswith("image/svg+xml")
        assert answer.headers["Cache-Control"] == "public, max-age=31536000, immutable"
        assert answer.headers["Content-Security-Policy"].startswith("sandbox; default-src 'none'")
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
        assert answer.headers["Content-Disposition"] == "inline"


def test_a_film_can_be_played_from_the_middle(app: Flask, client: FlaskClient) -> None:
    name = stored(app, b"0123456789")
    with client.get(f"/media/{name}.mp4", headers={"Range": "bytes=4-6"}) as answer:
        assert (answer.status_code, answer.data) == (206, b"456")


def test_a_hand_out_is_saved_not_opened(app: Flask, client: FlaskClient) -> None:
    with client.get(f"/media/{stored(app, b'%PDF-1.7')}.pdf") as answer:
        assert answer.headers["Content-Disposition"] == "attachment"


def test_whoever_has_it_gets_an_empty_answer(app: Flask, client: FlaskClient) -> None:
    name = stored(app, b"x")
    with client.get(f"/media/{name}.png") as first:
        etag = first.headers["ETag"]
    with client.get(f"/media/{name}.png", headers={"If-None-Match": etag}) as again:
        assert again.status_code == 304


def test_nothing_else_can_be_had(app: Flask, client: FlaskClient) -> None:
    name = stored(app, b"x")
    for path in (name, f"{name}.html", f"{name}.md", f"{name}.bin", f"{'0' * 64}.png", "x.png", f"{name}.tar.png"):
        assert client.get(f"/media/{path}").status_code == 404
