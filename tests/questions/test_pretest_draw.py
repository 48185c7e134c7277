from dataclasses import replace
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lms.questions.pretest_draw import draw_pretest, left_for_final, most_for_pretest
from lms.questions.question import PublishedQuestion
from lms.questions.quiz_draw import DrawRules, draw_quiz
from tests.questions.test_draw import keys, questions


@st.composite
def finals(draw: st.DrawFn) -> tuple[list[PublishedQuestion], DrawRules]:
    """A final whose draws can be filled: questions outside pools, pools with and without a draw, a draw of all."""
    names = [f"f{number}" for number in range(draw(st.integers(0, 3)))]
    pools: dict[str, int | None] = {}
    given = len(names)
    for pool in ("p", "q", "r")[: draw(st.integers(0, 3))]:
        size = draw(st.integers(1, 5))
        pools[pool] = draw(st.none() | st.integers(1, size))
        given += pools[pool] or size
        names += [f"{pool}:{pool}{number}" for number in range(size)]
    fewest = sum(":" not in name for name in names) if pools else 1
    in_all = draw(st.none() | st.integers(min(max(fewest, 1), given), given)) if given else None
    found = questions(*draw(st.permutations(names)))
    essays = draw(st.sets(st.sampled_from(range(len(found))))) if found else set()
    found = [replace(one, kind="essay") if place in essays else one for place, one in enumerate(found)]
    return found, DrawRules(in_all, pools)


@given(finals(), st.integers(0, 20), st.integers())
@settings(max_examples=400, deadline=None)
def test_whatever_a_pretest_takes_the_final_draws_without_it(
    final: tuple[list[PublishedQuestion], DrawRules], count: int, seed: int
) -> None:
    found, rules = final
    taken = draw_pretest(found, rules, count, Random(seed))
    assert len(taken) == min(count, most_for_pretest(found, rules))
    assert taken == draw_pretest(found, rules, count, Random(seed))
    by_key = {one.key: one for one in found}
    assert all(by_key[one.key].kind != "essay" for one in taken)
    left = left_for_final(found, rules, [one.key for one in taken])
    assert {one.key for one in left} == set(by_key) - {one.key for one in taken}
    whole = draw_quiz(found, rules, Random(seed))
    assert len(draw_quiz(left, rules, Random(seed))) == len(whole)


@given(finals(), st.sets(st.sampled_from([f"{pool}{number}" for pool in "fpqr" for number in range(5)])))
@settings(max_examples=400, deadline=None)
def test_a_final_can_always_be_drawn_whatever_was_asked_before(
    final: tuple[list[PublishedQuestion], DrawRules], pretested: set[str]
) -> None:
    found, rules = final
    left = left_for_final(found, rules, pretested)
    assert len(draw_quiz(left, rules, Random(1))) == len(draw_quiz(found, rules, Random(1)))


@pytest.mark.parametrize(("pretested", "repeats"), [("ab", 0), ("abc", 1), ("abcd", 2)])
def test_where_too_few_are_left_only_as_many_come_again_as_the_draw_needs(pretested: str, repeats: int) -> None:
    found, rules = questions(*(f"p:{name}" for name in "abcd")), DrawRules(pools={"p": 2})
    for seed in range(20):
        asked = keys(draw_quiz(left_for_final(found, rules, pretested), rules, Random(seed)))
        assert len(set(asked) & set(pretested)) == repeats


def test_each_pool_gives_one_before_any_gives_a_second() -> None:
    found = questions(*(f"{pool}:{pool}{number}" for pool in "pqr" for number in range(4)))
    rules = DrawRules(pools={"p": 1, "q": 1, "r": 1})
    drawn = [keys(draw_pretest(found, rules, 3, Random(seed))) for seed in range(50)]
    assert all({key[0] for key in some} == set("pqr") for some in drawn)
    assert len({tuple(some) for some in drawn}) > 10
    assert all(some == sorted(some) for some in drawn)
