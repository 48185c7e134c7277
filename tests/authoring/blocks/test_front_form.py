"""The settings of a file as a form: only the lines of what was changed change, and any typed text reads back."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lms.authoring.blocks.front_form import front_from_fields, front_to_fields
from lms.authoring.blocks.front_settings import WrittenFront, read_front_form, write_front_form
from lms.authoring.blocks.front_values import (
    AuthorRow,
    CourseFront,
    FrontKind,
    LessonFront,
    ModuleFront,
    OutcomeRow,
    QuizFront,
    front_kind,
)
from lms.content.front_matter import read_front, split_front
from tests.authoring.blocks.sources import typed

COURSES = Path(__file__).parents[3] / "courses"
FILES = sorted(COURSES.rglob("*.md"))
COURSE = FrontKind.COURSE


@pytest.mark.parametrize("path", FILES, ids=lambda path: f"{path.parent.name}/{path.name}")
def test_the_settings_of_every_shipped_file_have_a_form_that_changes_nothing_by_itself(path: Path) -> None:
    source = path.read_bytes().decode("utf-8")
    kind = front_kind(path.relative_to(COURSES).as_posix().partition("/")[2], source)

    values = read_front_form(kind, source)

    assert values is not None
    assert write_front_form(values, source) == WrittenFront(source)
    assert front_from_fields(kind, front_to_fields(values)) == values


@pytest.mark.parametrize(
    ("before", "values", "after"),
    [
        ("title: Lama # ket", LessonFront("Baru"), "title: Baru # ket"),
        ("title: 'Lama'\nlain: [1]\nminutes: 5", LessonFront("Lama", "7"), "title: 'Lama'\nlain: [1]\nminutes: 7"),
        ("title: A", LessonFront("A: b #1", ""), 'title: "A: b #1"'),
        ("title: A", LessonFront("yes"), 'title: "yes"'),
        ("title: A", LessonFront('*"\\'), 'title: "*\\"\\\\"'),
        ("title:", LessonFront("A"), "title: A"),
        ("title:\n  A\n# x\nkey: k", LessonFront("B"), "title: B\n# x\nkey: k"),
        ("title: >\n  A\n  b\n\nminutes: 5", LessonFront("B", "5"), "title: B\n\nminutes: 5"),
        ("minutes: 5\ntitle: A", LessonFront("A"), "title: A"),
        (
            "kind: quiz\ntitle: A",
            QuizFront("A", "final", pass_mark="75"),
            "kind: quiz\ntitle: A\nrole: final\npass: 75",
        ),
        ("title: A", QuizFront("A", shuffle=("options",), wait="1 jam"), "title: A\nwait: 1 jam\nshuffle: [options]"),
        ("title: A", CourseFront("A", topics=("a, b", "c")), 'title: A\ntopics: ["a, b", c]'),
        (
            "outcomes:\n  a: Satu # x\n\n  # di antara\n  b: Dua\ntitle: A",
            CourseFront("A", outcomes=(OutcomeRow("Satu", "a"), OutcomeRow("2", "b"), OutcomeRow("Tiga kali lagi"))),
            'outcomes:\n  a: Satu # x\n\n  # di antara\n  b: "2"\n  tiga-kali: Tiga kali lagi\ntitle: A',
        ),
        (
            "title: A\noutcomes: {a: Satu, b: Dua}",
            CourseFront("A", outcomes=(OutcomeRow("Dua", "b"), OutcomeRow("Satu", "a"))),
            "title: A\noutcomes:\n  b: Dua\n  a: Satu",
        ),
        (
            "title: A\nauthors: [{name: Ani, surel: a@b.c}, Budi]",
            CourseFront("A", authors=(AuthorRow("Ani", "BKN"), AuthorRow("Cici"))),
            'title: A\nauthors:\n  - name: Ani\n    surel: "a@b.c"\n    institution: BKN\n  - name: Cici',
        ),
    ],
)
def test_only_the_lines_of_what_was_changed_change(before: str, values: object, after: str) -> None:
    for end in ("\n", "\r\n"):
        source, wanted = (f"---\n{text}\n---\n\nTeks.\n".replace("\n", end) for text in (before, after))

        assert write_front_form(values, source) == WrittenFront(wanted)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("", "---\ntitle: A\n---\n"),
        ("Teks", "---\ntitle: A\n---\n\nTeks"),
        ("\ufeff\r\nTeks", "\ufeff---\r\ntitle: A\r\n---\r\n\r\nTeks"),
        ("---\n---\nTeks", "---\ntitle: A\n---\nTeks"),
    ],
)
def test_a_file_without_settings_gets_some(before: str, after: str) -> None:
    assert write_front_form(ModuleFront("A"), before) == WrittenFront(after)


@pytest.mark.parametrize(
    ("before", "values", "code"),
    [
        ("title: A", ModuleFront(""), "title-missing"),
        ("title: A", LessonFront("A", "lama"), "wrong-setting"),
        ("title: A", QuizFront("A", attempts="0"), "wrong-setting"),
        ("title: A", CourseFront("A", review_by="besok"), "wrong-setting"),
        ("title: A", CourseFront("A" * 201), "wrong-setting"),
        ("{title: A}", ModuleFront("B"), "settings-only-as-text"),
        ("title: [", ModuleFront("B"), "settings-only-as-text"),
        ("title: {a: b}", ModuleFront("B"), "settings-only-as-text"),
    ],
)
def test_what_cannot_be_set_is_refused_and_nothing_changes(before: str, values: object, code: str) -> None:
    source = f"---\n{before}\n---\n"

    written = write_front_form(values, source)

    assert [problem.code for problem in written.problems] == [code]
    assert written.source == source


_ENTRIES = st.sampled_from(
    [
        *(
            "title: Lama # ket",
            "title: 'satu'",
            "title:\n  di bawah",
            "summary: >\n  dua\n  tiga\n",
            "license:",
            "",
            "#",
        ),
        *("summary: |-\n  x\n\n  y", "jp: 2   # dua", "# catatan", "lain: [1, ya]", "peta:\n  dalam:\n    lagi: 1"),
        *('outcomes:\n  a: Satu  # x\n  # di antara\n  b: "Dua"', "outcomes: {a: Satu, b: Dua}", "topics:\n- x\n- y"),
        *("authors: [{name: A, surel: q}]", "authors:\n  - name: A\n    surel: c", "key: x", "review_by: 2027-01-01"),
    ]
)
fronts = st.lists(_ENTRIES, max_size=6, unique_by=lambda entry: entry.partition(":")[0]).map("\n".join)
courses = st.builds(
    lambda **fields: front_from_fields(COURSE, front_to_fields(CourseFront(**fields))),
    title=typed,
    summary=typed,
    outcomes=st.tuples(*(st.builds(OutcomeRow, typed, st.just(key)) for key in ("b", "a", "b.c"))),
    topics=st.lists(typed, max_size=2).map(tuple),
    authors=st.lists(st.builds(AuthorRow, typed.map("A{}".format), typed), max_size=2).map(tuple),
    license=typed.map(lambda text: text[:40]),
    level=st.sampled_from(["", "dasar"]),
)  # fmt: skip


@given(fronts, courses, st.sampled_from(["\n", "\r\n"]))
@settings(max_examples=200, deadline=None)
def test_whatever_is_typed_reads_back_and_unknown_settings_and_comments_stay(
    front: str, values: CourseFront, end: str
) -> None:
    source = f"---\n{front}\n---\nTeks\n".replace("\n", end)

    written = write_front_form(values, source)

    if written.problems:
        assert {problem.code for problem in written.problems} <= {"title-missing", "wrong-setting"}
        return
    assert read_front_form(COURSE, written.source) == values
    assert split_front(written.source)[1] == split_front(source)[1]
    assert ("# catatan" in front) == ("# catatan" in written.source)
    before, after = (read_front(split_front(text)[0]).tree for text in (source, written.source))
    assert [after.get(name) for name in ("lain", "peta", "key")] == [
        before.get(name) for name in ("lain", "peta", "key")
    ]


def test_two_outcomes_never_share_a_key() -> None:
    values = CourseFront("A", outcomes=(OutcomeRow("Satu", "a"), OutcomeRow("Dua", "a"), OutcomeRow("Dua kali")))

    written = write_front_form(values, "---\ntitle: A\noutcomes:\n  a: Satu\n---\n")

    assert written.source == "---\ntitle: A\noutcomes:\n  a: Satu\n  dua: Dua\n  dua-kali: Dua kali\n---\n"


@pytest.mark.parametrize("kind", FrontKind)
def test_a_form_of_settings_reads_whatever_is_sent(kind: FrontKind) -> None:
    names = [
        *front_to_fields(front_from_fields(kind, {})),
        "outcome-1",
        "outcome-1.key",
        "author-x",
        "author-2.institution",
    ]
    for hostile in ("", "\x00\n---\n", "9" * 99, "{a: b}", "- x", "x" * 5000):
        values = front_from_fields(kind, dict.fromkeys(names, hostile))
        written = write_front_form(values, "---\ntitle: A\n---\n\nTeks\n")
        assert written.source.endswith("---\n\nTeks\n")
