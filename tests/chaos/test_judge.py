"""The judge finds nothing in a sound history, and names each kind of bug that is seeded into it."""

from dataclasses import replace

import pytest

from tests.chaos.history import (
    Act,
    Enrolled,
    Given,
    Heard,
    Kind,
    Numbered,
    Progress,
    Stored,
    Taking,
    Told,
    Try,
)
from tests.chaos.judge import judge

ANI, BUDI = Taking("ani", 1), Taking("budi", 1)
FIRST, SECOND = Try(ANI, 1), Try(ANI, 2)
ACTS = (
    Act(Kind.ENROL, ANI),
    Act(Kind.FINISH, ANI, item="sapa"),
    Act(Kind.START, ANI, 1),
    Act(Kind.ANSWER, ANI, 1, token="t1", value='"a"'),
    Act(Kind.SUBMIT, ANI, 1, mark=50),
    Act(Kind.START, ANI, 2),
    Act(Kind.ANSWER, ANI, 2, token="t2", value='"b"'),
    Act(Kind.SUBMIT, ANI, 2, mark=100),
    Act(Kind.ENROL, BUDI),
)
LATE = Told(Act(Kind.ANSWER, ANI, 2, token="late", value='"a"'), Heard.REFUSED)
TOLD = (*(Told(act, Heard.SAVED) for act in ACTS), LATE)
SOUND = Stored(
    enrolments=(Enrolled(ANI, "completed", 2), Enrolled(BUDI, "active", 0)),
    progress=(Progress(ANI, "sapa", True, None), Progress(ANI, "ujian", True, 100)),
    marks=((FIRST, 50), (SECOND, 100)),
    answers=(Given(FIRST, "t1", '"a"'), Given(SECOND, "t2", '"b"')),
    certificates=(Numbered(ANI, 2026, 1, "RBT-1"),),
    counters=((2026, 1),),
    jp=(ANI,),
)
BEFORE = replace(
    SOUND,
    enrolments=(Enrolled(ANI, "active", 1), Enrolled(BUDI, "active", 0)),
    progress=(Progress(ANI, "sapa", True, None), Progress(ANI, "ujian", False, 50)),
    marks=((FIRST, 50), (SECOND, None)),
    answers=(Given(FIRST, "t1", '"a"'),),
    certificates=(),
    counters=(),
    jp=(),
)


def test_a_sound_history_is_without_violation() -> None:
    assert judge(TOLD, [BEFORE, SOUND]) == []


def test_what_was_not_said_may_be_stored_or_not() -> None:
    unsaid = Told(Act(Kind.ANSWER, ANI, 2, token="t3", value='"c"'), Heard.UNSAID)
    assert judge([*TOLD, unsaid], [SOUND]) == []
    stored = replace(SOUND, answers=(*SOUND.answers, Given(SECOND, "t3", '"c"')))
    assert judge([*TOLD, unsaid], [stored]) == []


@pytest.mark.parametrize(("words", "bug"), [
    ("called saved, but lost", {"answers": SOUND.answers[:1]}),
    ("called saved, but lost", {"answers": (SOUND.answers[0], Given(SECOND, "t2", '"a"'))}),
    ("called saved, but lost", {"answers": (SOUND.answers[0], Given(FIRST, "t2", '"b"'))}),
    ("called saved, but lost", {"enrolments": SOUND.enrolments[:1]}),
    ("called saved, but lost", {"progress": SOUND.progress[1:]}),
    ("called saved, but lost", {"marks": ((FIRST, 50), (SECOND, None))}),
    ("called saved, but lost", {"marks": SOUND.marks[1:]}),
    ("answer twice", {"answers": (*SOUND.answers, Given(SECOND, "t1", '"a"'))}),
    ("enrolment twice", {"enrolments": (*SOUND.enrolments, Enrolled(ANI, "active", 2))}),
    ("active enrolment twice", {"enrolments": (*SOUND.enrolments, Enrolled(Taking("budi", 2), "active", 0))}),
    ("progress twice", {"progress": (*SOUND.progress, SOUND.progress[0])}),
    ("attempt twice", {"marks": (*SOUND.marks, (SECOND, 100))}),
    ("open attempt twice", {"marks": (*SOUND.marks, (Try(ANI, 3), None), (Try(ANI, 4), None))}),
    ("certificate twice", {"certificates": (*SOUND.certificates, Numbered(ANI, 2026, 2, "RBT-2"))}),
    ("JP entry twice", {"jp": (ANI, ANI)}),
    ("completed without certificate", {"certificates": (), "counters": ()}),
    ("completed without JP entry", {"jp": ()}),
    ("JP entry without completion", {"jp": (ANI, BUDI)}),
    ("certificate without completion", {"certificates": (*SOUND.certificates, Numbered(BUDI, 2026, 2, "RBT-2"))}),
    ("counts 1 items done instead of 2", {"enrolments": (Enrolled(ANI, "completed", 1), SOUND.enrolments[1])}),
    ("numbers of 2026 are not 1 to 2: [2]",
     {"certificates": (Numbered(ANI, 2026, 2, "RBT-1"),), "counters": ((2026, 2),)}),
    ("numbers of 2026 are not 1 to 2: [1]", {"counters": ((2026, 2),)}),
    ("mark 75 instead of 100", {"marks": ((FIRST, 50), (SECOND, 75))}),
    ("best mark is 50 instead of 100", {"progress": (SOUND.progress[0], Progress(ANI, "ujian", True, 50))}),
    ("refused, but stored", {"answers": (*SOUND.answers, Given(SECOND, "late", '"a"'))}),
    ("stored, but never sent", {"answers": (*SOUND.answers, Given(SECOND, "strange", '"a"'))}),
])  # fmt: skip
def test_a_seeded_bug_is_named(words: str, bug: dict[str, object]) -> None:
    found = judge(TOLD, [replace(SOUND, **bug)])  # type: ignore[arg-type]
    assert any(one.startswith(words) for one in found), found


@pytest.mark.parametrize(("words", "before"), [
    ("progress went back", {"progress": (Progress(ANI, "ujian", False, 101),)}),
    ("progress went back", {"progress": (Progress(ANI, "dengar", True, None),)}),
    ("answer was there and is gone", {"answers": (*SOUND.answers, Given(FIRST, "t9", '"a"'))}),
    ("mark was there and is gone", {"marks": ((FIRST, 60), (SECOND, None))}),
    ("completion was there and is gone", {"enrolments": (Enrolled(BUDI, "completed", 0),)}),
    ("certificate was there and is gone", {"certificates": (Numbered(ANI, 2026, 1, "RBT-9"),)}),
    ("JP entry was there and is gone", {"jp": (BUDI,)}),
])  # fmt: skip
def test_a_step_back_between_two_states_is_named(words: str, before: dict[str, object]) -> None:
    found = judge(TOLD, [replace(BEFORE, **before), SOUND])  # type: ignore[arg-type]
    assert any(one.startswith(words) for one in found), found


def test_what_was_done_and_no_longer_is_is_named() -> None:
    undone = replace(SOUND, progress=(replace(SOUND.progress[0], is_done=False), SOUND.progress[1]))
    assert any(one.startswith("progress went back") for one in judge(TOLD, [SOUND, undone]))
