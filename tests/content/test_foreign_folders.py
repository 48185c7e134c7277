"""What folders have that were written elsewhere, for other readers: it goes in, or says what is to be done."""

import pytest

from lms.content.checker import check
from lms.content.course_folder import read_course
from lms.kernel.problems import Severity

README = b"# Kursus dari tempat lain\n\nIsi.\n"


def told(text: str, **more: bytes) -> list[tuple[str, str, int | None]]:
    files = {"README.md": README, "1-a/1-b.md": text.encode(), **{name.replace("__", "/"): more[name] for name in more}}
    problems = check(read_course(files, "kursus"))
    return [(problem.severity.value, problem.code, problem.line) for problem in problems]


FINE = [
    ("a heading within a quote", "# B\n\n> ## Tumpukan dan timbunan\n>\n> Isi.\n\n[ke](#tumpukan-dan-timbunan)\n"),
    ("a heading within a list", "# B\n\n- ### Alat\n\n  Isi.\n\n[ke](#alat)\n"),
    ("a tag in code in a heading", "# B\n\n## Kunci `Mutex<T>`\n\n[ke](#kunci-mutext)\n"),
    ("an anchor with every sign as a hyphen", "# B\n\n## Di mana tanda `->`?\n\n[ke](#di-mana-tanda--)\n"),
    ("an address of the built page", "# B\n\n[ke](1-b.html) dan [ke](1-b)\n"),
    ("a link from the root", "# B\n\n[ke](/1-a/1-b.md) dan [awal](/)\n"),
    ("a folder that has a text", "# B\n\n[ke](../1-a/1-b.md#b)\n"),
    ("a data file that is no UTF-8", "# B\n"),
]


@pytest.mark.parametrize("text", [row[1] for row in FINE], ids=[row[0] for row in FINE])
def test_nothing_is_said_of(text: str) -> None:
    assert told(text, **{"1-a__data.csv": b"\xff\xfe", "1-a__log.txt": b"a" * 1_000_001}) == []


TOLD = [
    ("a link of the other system", "# B\n\n[ke](info:janji)\n", ("warning", "link-not-kept", 3)),
    ("a script as a link", "# B\n\n[ke](javascript:alert(1))\n", ("warning", "link-not-kept", 3)),
    ("a link beside the folder", "# B\n\n[ke](../../std/index.html)\n", ("error", "outside-folder", 3)),
    ("a translation that was left out", "# B\n\n[ke](../id/README.md)\n", ("error", "link-not-there", 3)),
    ("a heading that was renamed", "# B\n\n[ke](#nama-lama)\n", ("error", "heading-not-there", 3)),
    ("a fence within a fence", "# B\n\n```catatan\n```js\na\n```\n\n```\n", ("warning", "fence-not-closed", 8)),
    ("settings of a start page", "---\nhero:\n  a:\n    - {b: c}\n---\n# B\n", ("warning", "unknown-setting", 2)),
]  # fmt: skip


@pytest.mark.parametrize(("text", "problem"), [row[1:] for row in TOLD], ids=[row[0] for row in TOLD])
def test_it_says_what_is_to_be_done_with(text: str, problem: tuple[str, str, int]) -> None:
    assert told(text) == [problem]


def test_papers_about_the_folder_are_no_lessons() -> None:
    names = ("SECURITY.md", "CODE_OF_CONDUCT.md", "SUMMARY.md", "1-a/README.md")
    reading = read_course({"README.md": README, "1-a/1-b.md": b"# B", **dict.fromkeys(names, b"# X\n")}, "kursus")
    assert reading.course is not None
    assert [item.key for item in reading.course.items] == ["a/b"]
    assert not any(problem.severity is Severity.ERROR for problem in check(reading))
