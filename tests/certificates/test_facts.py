"""The facts of a certificate are frozen, and go through their JSON unchanged."""

import json
from dataclasses import FrozenInstanceError, replace
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lms.certificates.facts import CertificateFacts, Material, Result
from tests.certificates.samples import ANI, LONG, with_materials

CASES = {
    "passed": ANI,
    "long": LONG,
    "completed": replace(ANI, result=Result.COMPLETED, mark=None, exam=None, recognition=None),
    "many": with_materials(ANI, 40),
    "bare": replace(ANI, materials=(), speakers=(), outcomes=()),
}


@pytest.mark.parametrize("facts", CASES.values(), ids=CASES.keys())
def test_facts_go_through_json_unchanged(facts: CertificateFacts) -> None:
    text = facts.to_json()
    again = CertificateFacts.from_json(text)
    assert again == facts
    assert again.to_json() == text


@given(st.text(max_size=50))
def test_any_name_goes_through_json_unchanged(name: str) -> None:
    facts = replace(ANI, learner=replace(ANI.learner, name=name))
    assert CertificateFacts.from_json(facts.to_json()) == facts


def test_json_is_canonical() -> None:
    text = ANI.to_json()
    assert text == json.dumps(json.loads(text), ensure_ascii=False, separators=(",", ":"), sort_keys=True)
    assert '"issued_on":"2026-11-02"' in text
    assert '"jp":"1.11"' in text


def test_another_shape_is_refused() -> None:
    with pytest.raises(ValueError, match="shape"):
        CertificateFacts.from_json(ANI.to_json().replace('"shape":1', '"shape":2'))


def test_materials_must_add_up_to_the_jp() -> None:
    with pytest.raises(ValueError, match="add up"):
        replace(ANI, materials=(Material("Satu", 45, Decimal(1)),))


def test_facts_cannot_be_changed() -> None:
    with pytest.raises(FrozenInstanceError):
        ANI.number = "1"  # type: ignore[misc]
