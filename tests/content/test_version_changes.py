"""What differs between two versions of a course, and what makes an item another one."""

import pytest

from lms.content.item_fingerprint import item_fingerprint
from lms.content.version_changes import VersionItem, compare

QUIZ = '{"settings":{"pass_mark":70,"attempts":2,"feedback":"passed"},"pools":{"a":2}}'
PAGE = (("html", '<p class="x">Sapa &amp; senyum</p><img src="/media/1.webp" alt="Loket">'), ("question", "kapan"))


def mark(title: str = "Sapa", quiz: str = QUIZ, parts: tuple[tuple[str, str], ...] = PAGE, asked: str = "f1") -> str:
    return item_fingerprint(title, quiz, parts, [asked])


@pytest.mark.parametrize(
    ("other", "is_same"),
    [
        (mark(parts=(("html", PAGE[0][1].replace('class="x"', 'id="y"')), PAGE[1])), True),
        (mark(parts=(("html", PAGE[0][1].replace("senyum", "diam")), PAGE[1])), False),
        (mark(parts=(("html", PAGE[0][1].replace("/1.", "/2.")), PAGE[1])), False),
        (mark(parts=(("html", PAGE[0][1].replace("Loket", "Meja")), PAGE[1])), False),
        (mark(title="Menyapa"), False),
        (mark(asked="f2"), False),
        (mark(quiz=QUIZ.replace("70", "80")), False),
        (mark(quiz=QUIZ.replace('"a":2', '"a":3')), False),
        (mark(quiz=QUIZ.replace('"attempts"', '"new_setting":1,"attempts"')), True),
    ],
)  # fmt: skip
def test_an_item_is_another_one_if_learners_find_something_else_in_it(other: str, is_same: bool) -> None:
    assert (other == mark()) is is_same


def item(number: int, key: str, fingerprint: str = "-", kind: str = "lesson", role: str = "") -> VersionItem:
    return VersionItem(number, number, key, kind, role, key, fingerprint)


def test_items_are_told_apart_by_key_kind_and_role() -> None:
    older = [item(1, "a"), item(2, "b"), item(3, "c"), item(4, "d"), item(5, "e", kind="quiz", role="practice")]
    newer = [item(1, "b"), item(2, "a", "other"), item(3, "f"), item(4, "d", kind="quiz", role="final"),
             item(5, "e", kind="quiz", role="final")]  # fmt: skip
    found = compare(older, newer)
    assert [one.key for one in found.changed] == ["a"]
    assert [one.key for one in found.added] == ["f", "d", "e"]
    assert [one.key for one in found.removed] == ["c", "d", "e"]
