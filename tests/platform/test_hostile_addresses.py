"""Addresses that nobody was ever given: what stands in them for a name is looked for, not stumbled over."""

import re
from urllib.parse import quote

import pytest
from flask import Flask
from werkzeug.routing import Rule

from lms.permissions import Role
from tests.support.drafts import add_draft, writer
from tests.support.people import add_person, signed_in

HOSTILE = ["\0", "01-menyimpan\0.md", "a\x01b.md", "a\nb.md", "\x7f.md", "a" * 5000 + ".md", "\ufffe.md", "..\\a.md"]


def ways(rule: Rule, draft: int, text: str) -> list[tuple[str, str]]:
    """The methods and the address of a rule, with `text` wherever a name stands."""
    numbered = re.sub(r"<int:\w+>", str(draft), rule.rule)
    address = re.sub(r"<(path:)?\w+>", quote(text, safe=""), numbered)
    methods = sorted((rule.methods or set()) & {"GET", "POST"}) if address != numbered else []
    return [(method, address) for method in methods]


@pytest.mark.parametrize(
    "text", HOSTILE, ids=["null", "null inside", "one", "line", "delete", "long", "no letter", "backslash"]
)
def test_a_name_that_cannot_be_one_is_not_found(app: Flask, text: str) -> None:
    nara = add_person("narasumber", role=Role.REVIEWER)
    browser, draft = signed_in(app, nara), add_draft(writer(nara))
    rules = [rule for rule in app.url_map.iter_rules() if "<path:file>" in rule.rule]
    assert len(rules) >= 8
    asked = [way for rule in rules for way in ways(rule, draft, text)]
    assert {way: browser.open(way[1], method=way[0]).status_code for way in asked} == dict.fromkeys(asked, 404)


def test_no_name_in_any_address_ends_in_an_error(app: Flask) -> None:
    nara = add_person("narasumber", role=Role.REVIEWER)
    browser, draft = signed_in(app, nara), add_draft(writer(nara))
    asked = [way for rule in app.url_map.iter_rules() for text in ("\0", "a\0b") for way in ways(rule, draft, text)]
    found = {way: browser.open(way[1], method=way[0]).status_code for way in asked}
    assert len(found) > 100 and {way: status for way, status in found.items() if status >= 500} == {}
