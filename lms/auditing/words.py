"""What acts are called: a sentence for each action that anything here records; a test holds the list whole (pure).

`who` is who did it, `what` its subject; the other places are the particulars with which it was recorded.
"""

from collections.abc import Mapping

GROUPS: Mapping[str, Mapping[str, str]] = {
    "People and roles": {
        "person.add": "%(who)s added %(what)s to the people",
        "person.identify": "%(who)s corrected the name or other data of %(what)s (before: %(before)s)",
        "person.correct": "%(who)s corrected what is recorded of %(what)s",
        "person.employ": "%(who)s recorded what %(what)s is from %(since)s",
        "person.leave": "%(who)s recorded that the last day of %(what)s is %(last_day)s",
        "person.take-back": "%(who)s removed the unused account of %(what)s",
        "person.titles": "%(who)s changed the titles of %(what)s",
        "person.confirm-name": "%(who)s confirmed the name of %(what)s for certificates",
        "person.merge": "%(who)s merged the record %(gone)s of the same person into %(what)s",
        "person.undo-merge": "%(who)s undid the merge of %(gone)s into %(what)s",
        "role.grant": "%(who)s gave %(what)s the role %(role)s",
        "role.end": "%(who)s took from %(what)s the role %(role)s",
        "deputy.name": "%(who)s named %(person)s as deputy of %(what)s from %(since)s until %(last_day)s",
        "deputy.end": "%(who)s ended that %(person)s stands for %(what)s",
        "password.set": "%(who)s set the password of %(what)s",
        "code.activation": "%(who)s made an activation code for %(what)s",
        "code.reset": "%(who)s made a reset code for %(what)s",
    },
    "Units and staff lists": {
        "unit.add": "%(who)s added the unit %(what)s",
        "unit.rename": "%(who)s renamed the unit %(before)s, now %(what)s",
        "unit.move": "%(who)s moved the unit %(what)s under %(above)s",
        "unit.close": "%(who)s closed the unit %(what)s, its last day %(last_day)s",
        "unit.name": "%(who)s recorded that lists call the unit %(what)s “%(name)s”",
        "unit.head": "%(who)s recorded %(person)s as leading %(what)s (%(office)s) from %(since)s",
        "unit.end-head": "%(who)s recorded that %(person)s leads %(what)s until %(last_day)s",
        "staff.begin-list": "%(who)s brought in the staff list %(what)s",
        "staff.save-list": "%(who)s saved the staff list %(what)s",
        "staff.undo-list": "%(who)s undid the staff list %(what)s",
        "staff.drop-list": "%(who)s dropped the staff list %(what)s",
        "staff.export-lines": "%(who)s downloaded %(lines)s lines with names from the staff list %(what)s",
        "staff.export-cards": "%(who)s downloaded %(people)s code cards with names of the unit %(what)s",
    },
    "Published courses": {
        "content.publish": "%(who)s published version %(version)s of the course %(what)s",
        "content.recognise": "%(who)s recognised the course %(what)s with %(jp)s JP by %(decision)s",
        "content.name-author": "%(who)s named %(person)s as answering for the course %(what)s",
        "content.remove-author": "%(who)s ended that %(person)s answers for the course %(what)s",
        "content.withdraw": "%(who)s withdrew the course %(what)s",
        "content.reopen": "%(who)s reopened the course %(what)s",
        "feedback.answer-fault": "%(who)s answered a fault report about the course %(what)s",
    },
    "Assignments": {
        "assignment.make": "%(who)s assigned %(what)s to %(people)s people, due on %(due_on)s",
        "assignment.spread": "%(who)s gave units days of their own for the assigned %(what)s",
        "assignment.end": "%(who)s ended the assignment of %(what)s",
        "reminder.send": "%(who)s reminded %(people)s people of the assigned %(what)s",
        "reminder.whatsapp": "%(who)s reminded %(people)s people by WhatsApp of the assigned %(what)s",
        "reminder.memo": "%(who)s made a memo that reminds %(people)s people by name of the assigned %(what)s",
        "reminder.memo-again": "%(who)s made a memo about the assigned %(what)s anew, its number is %(number)s",
        "duty.waived": "%(who)s waived the assigned %(what)s for %(person)s",
        "duty.extended": "%(who)s gave %(person)s until %(due_on)s for the assigned %(what)s",
        "duty.re-given": "%(who)s assigned %(what)s to %(person)s again, due on %(due_on)s",
    },
    "Programmes": {
        "programme.make": "%(who)s made the programme %(what)s of %(parts)s courses",
        "programme.end": "%(who)s ended the programme %(what)s",
    },
    "Drafts of courses": {
        "authoring.created": "%(who)s began the draft %(what)s",
        "authoring.imported": "%(who)s made the draft %(what)s from a file",
        "authoring.add-author": "%(who)s made %(person)s an author of the draft %(what)s",
        "authoring.remove-author": "%(who)s ended that %(person)s writes in the draft %(what)s",
        "authoring.state": "%(who)s put the draft %(what)s into the state %(after)s",
        "authoring.bring-in": "%(who)s brought published files into the draft %(what)s",
        "authoring.remark": "%(who)s remarked on the draft %(what)s",
        "authoring.remark-accepted": "%(who)s accepted a remark on the draft %(what)s",
        "authoring.remark-done": "%(who)s settled a remark on the draft %(what)s",
        "authoring.remark-withdrawn": "%(who)s took back a remark on the draft %(what)s",
    },
    "Reviews": {
        "reviewing.hand-in": "%(who)s handed in the draft %(what)s for review",
        "reviewing.take-back": "%(who)s took the draft %(what)s back from review",
        "reviewing.approved": "%(who)s approved %(aspect)s of the draft %(what)s",
        "reviewing.needs-work": "%(who)s sent the draft %(what)s back because of %(aspect)s",
        "reviewing.publish": "%(who)s published the reviewed draft %(what)s as version %(version)s",
        "reviewing.plan": "%(who)s planned the publication of %(what)s for %(at)s",
        "reviewing.cancel-plan": "%(who)s cancelled the planned publication of %(what)s",
        "reviewing.refuse-plan": "%(who)s could not publish %(what)s as planned",
        "reviewing.roll-back": "%(who)s brought back version %(to)s of the course %(what)s as version %(version)s",
        "reviewing.check-right": "%(who)s checked the course %(what)s and found it right, next by %(next)s",
        "reviewing.check-asked": "%(who)s checked the course %(what)s and asked for changes, next by %(next)s",
        "reviewing.absence": "%(who)s recorded until when %(what)s is away",
    },
    "Finals and essays": {
        "assessment.mark-essay": "%(who)s marked the essay %(what)s with %(points)s points",
        "assessment.correct-essay-mark": "%(who)s corrected the mark of the essay %(what)s to %(points)s points",
        "assessment.remark": "%(who)s corrected the key of question %(what)s, which changed %(changed)s results",
        "assessment.extra-time": "%(who)s gave %(what)s %(percent)s%% more time in finals",
    },
    "Lesson hours and certificates": {
        "hours.corrected": "%(who)s took back an entry of lesson hours of %(what)s",
        "certificates.revoke": "%(who)s revoked the certificate %(number)s of %(what)s",
        "certificates.reissue": "%(who)s replaced the certificate %(number)s of %(what)s by a new one",
    },
    "Inspection": {
        "inspection.draw": "%(who)s drew %(rows)s of %(of)s completions as sample %(what)s",
        "inspection.find": "%(who)s wrote down a finding on line %(place)s of sample %(what)s",
        "inspection.export": "%(who)s downloaded %(rows)s completions with names of sample %(what)s",
    },
    "Speakers": {
        "speakers.offer": "%(who)s sent the offer of %(what)s to be a speaker",
        "speakers.accepted": "%(who)s accepted the offer of %(what)s to be a speaker",
        "speakers.declined": "%(who)s declined the offer of %(what)s to be a speaker",
        "speakers.named": "%(who)s changed whether %(what)s stands on the page of thanks",
        "speakers.hours": "%(who)s entered %(minutes)s minutes given by the speaker %(what)s",
        "speakers.hours-back": "%(who)s took back an entry of the time given by the speaker %(what)s",
        "speakers.paper": "%(who)s issued the paper %(number)s for the speaker %(what)s",
    },
    "The institution": {
        "org.set-fact": "%(who)s set %(what)s to “%(value)s” from %(valid_from)s",
        "org.add-signer": "%(who)s added %(what)s to the signers of certificates",
        "org.end-signer": "%(who)s recorded that %(what)s signs certificates until %(valid_to)s",
    },
    "Files with names": {
        "export.make": "%(who)s had a file of %(rows)s rows made: %(what)s",
        "export.download": "%(who)s downloaded %(rows)s rows: %(what)s",
    },
}
"""Groups of the choice of kinds, in order: action → message."""

SENTENCES: Mapping[str, str] = {action: words for group in GROUPS.values() for action, words in group.items()}

QUOTED = ("reason", "reply", "words", "file", "asked")
"""Particulars that stand below the sentence, as they were typed."""

DAYS = frozenset({"since", "last_day", "valid_from", "valid_to", "next", "at", "due_on"})
"""Particulars that are days."""

OF_DETAILS: Mapping[str, str] = {"person": "person", "unit_id": "unit", "above": "unit", "gone": "person"}
"""Particulars that are keys of things with names, and the kind of thing."""

_OF_A_SLUG = frozenset({"content", "reviewing", "authoring"})
_OF_A_BARE_SUBJECT = {
    "reviewing.absence": "username",
    "authoring.remark-accepted": "draft",
    "authoring.remark-done": "draft",
    "authoring.remark-withdrawn": "draft",
    "assessment.extra-time": "person",
    "certificates.revoke": "certificate",
    "certificates.reissue": "certificate",
}


def subject_of(action: str, subject: str) -> tuple[str, str]:
    """The kind of thing an act was done to, and its key; kind "" where the subject says all."""
    kind, colon, key = subject.partition(":")
    if colon:
        return kind, key
    usual = "course" if action.partition(".")[0] in _OF_A_SLUG else ""
    return _OF_A_BARE_SUBJECT.get(action, usual), subject
