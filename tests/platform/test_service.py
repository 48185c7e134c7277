"""Addresses that belong to no feature."""

from flask.testing import FlaskClient


def test_the_portal_says_that_it_can_serve(client: FlaskClient) -> None:
    assert client.get("/healthz").text == "ok\n"
    assert client.get("/readyz").status_code == 200


def test_an_unknown_address_gets_a_page_in_words(client: FlaskClient) -> None:
    answer = client.get("/nothing-here")
    assert answer.status_code == 404
    assert "<h1>" in answer.text
