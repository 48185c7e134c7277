"""A text that would run for ever costs two seconds and one message; the others are rendered as if it were not there."""

import os
import signal
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from lms.content.render_pool import RenderJob, RenderPool
from lms.content.targets import Targets

HOSTILE = {
    "brackets": "[" * 20_000,
    "pictures": "![" * 20_000,
    "half links": "[a](" * 20_000,
    "half tags": "<a " * 10_000,
    "comments": "<!--" * 20_000,
    "stars": "*a **b " * 5_000,
    "ticks": " ".join("`" * count for count in range(1, 400)),
    "quotes": ">" * 20_000,
    "lists": "".join("  " * depth + "- a\n" for depth in range(400)),
    "formulas": "$a" * 40_000,
    "headings": "# a\n" * 30_000,
    "tags": "<div>" * 30_000,
    "links": "[a](b) " * 20_000,
    "definitions": "\n\n".join(f"[^{number}]: x" for number in range(5_000)),
}


@pytest.fixture(scope="module")
def pool() -> Iterator[RenderPool]:
    with RenderPool() as pool:
        yield pool


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE.keys())
def test_no_text_holds_a_child_longer_than_its_time(pool: RenderPool, text: str) -> None:
    pool.render(RenderJob(("warm",)))
    before = time.monotonic()
    outcome = pool.render(RenderJob((text,), "01-a/03-c.md", 7))
    assert time.monotonic() - before < 40  # two seconds of its own, however busy the machine is with other things
    if outcome.problem:
        assert outcome.problem.path == "01-a/03-c.md"
        assert (outcome.problem.line or 0) >= 7
        assert outcome.problem.code in ("text-too-slow", "text-too-deep")


def test_a_bad_text_between_good_ones_spoils_only_itself(pool: RenderPool) -> None:
    good = RenderJob(("*baik*", "lagi"))
    outcomes = pool.render_all(
        [good, RenderJob(("[a](b) " * 100_000,), "x.md"), good, RenderJob((">" * 99,), "y.md"), good]
    )
    assert [outcome.problem.code if outcome.problem else "" for outcome in outcomes] == [
        *("", "text-too-slow", "", "text-too-deep", ""),
    ]
    assert outcomes[4].parts == ("<p><em>baik</em></p>", "<p>lagi</p>")


def test_a_text_that_needs_too_much_memory_is_refused(pool: RenderPool) -> None:
    outcome = pool.render(RenderJob(("a" * 100_000_000,), "besar.md"))
    assert outcome.problem is not None
    assert pool.render(RenderJob(("a",))).html == "<p>a</p>"


def test_the_line_of_what_is_too_deep_is_the_line_in_the_file(pool: RenderPool) -> None:
    outcome = pool.render(RenderJob(("a\n\n" + ">" * 99,), "x.md", 10))
    assert outcome.problem is not None
    assert outcome.problem.line == 12


def test_children_learn_the_targets_of_each_course(pool: RenderPool) -> None:
    jobs = [RenderJob(("[x](b.md)",))] * 3
    first = pool.render_all(jobs, Targets(pages={"b.md": "/courses/a/b"}))
    second = pool.render_all(jobs, Targets(pages={"b.md": "/courses/z/b"}))
    assert {outcome.html for outcome in first} == {'<p><a href="/courses/a/b">x</a></p>'}
    assert {outcome.html for outcome in second} == {'<p><a href="/courses/z/b">x</a></p>'}


def test_a_child_that_somebody_else_ended_is_replaced() -> None:
    with RenderPool(children=1) as pool:
        pool.render(RenderJob(("a",)))
        child = next(pool.processes())
        os.kill(child, signal.SIGKILL)
        os.waitid(os.P_PID, child, os.WEXITED | os.WNOWAIT)
        assert pool.render(RenderJob(("b",))).html == "<p>b</p>"


def test_children_end_with_the_pool() -> None:
    with RenderPool() as pool:
        pool.render(RenderJob(("a",)))
        children = list(pool.processes())
    assert children
    for child in children:
        with pytest.raises(ProcessLookupError):
            os.kill(child, 0)


def test_a_child_knows_nothing_of_the_environment() -> None:
    with RenderPool(children=1) as pool:
        pool.render(RenderJob(("a",)))
        assert Path(f"/proc/{next(pool.processes())}/environ").read_bytes() == b""
