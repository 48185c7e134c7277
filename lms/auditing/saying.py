"""Acts as sentences: who did what to whom, with names in place of keys and links to where they are."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from babel.dates import format_date
from markupsafe import Markup

from lms.accounts import correction, deputies
from lms.assignments import reasons
from lms.auditing.queries import Ref, names_of
from lms.auditing.words import DAYS, GROUPS, OF_DETAILS, QUOTED, SENTENCES, subject_of
from lms.authoring.draft import DraftState
from lms.exports.registry import title_of
from lms.permissions import Permission, Role
from lms.platform.audit.queries import Act
from lms.platform.web.i18n import current_language, gettext
from lms.platform.web.pages import url
from lms.platform.zone import local_zone
from lms.staff.words import office_words, role_words

_PAGES: Mapping[str, tuple[str, str, Permission]] = {
    "person": ("staff.person", "person_id", Permission.SEE_PEOPLE),
    "assignment": ("assignments.one", "assignment_id", Permission.SEE_UNIT_PROGRESS),
    "programme": ("programmes.one", "programme_id", Permission.LEARN),
    "unit": ("staff.unit", "unit_id", Permission.KEEP_PEOPLE),
    "staff-list": ("staff.one_list", "list_id", Permission.KEEP_UNITS),
    "speaker": ("speakers.speaker", "speaker_id", Permission.ACCEPT_SPEAKERS),
    "speaker_offer": ("speakers.offer", "offer_id", Permission.ACCEPT_SPEAKERS),
    "course": ("learning.course", "slug", Permission.LEARN),
    "certificate": ("certificates.verify", "code", Permission.LEARN),
}
"""Kind of thing → its page, the part of the address that names it, and who may open it."""


@dataclass(frozen=True)
class Line:
    """An act in words: when, the sentence with links and without, and what was typed with it."""

    act: Act
    when: str
    sentence: Markup
    plain: str
    quoted: tuple[str, ...]


@dataclass(frozen=True)
class _Said:
    """A name, and where it leads ("" if nowhere)."""

    text: str
    href: str = ""

    def __html__(self) -> str:
        link = '<a href="{}">{}</a>'
        return Markup(link).format(self.href, self.text) if self.href else str(Markup.escape(self.text))

    def __str__(self) -> str:
        return self.text


def lines_of(acts: Sequence[Act], rights: frozenset[Permission]) -> list[Line]:
    """The acts in words, for somebody of these rights; one query for all names."""
    names = names_of(ref for act in acts for ref in _refs(act))
    return [_line(act, names, rights) for act in acts]


def kinds() -> list[tuple[str, list[tuple[str, str]]]]:
    """The kinds of acts in groups, each with what it is called."""
    return [(gettext(words), [(act, _label(said)) for act, said in group.items()]) for words, group in GROUPS.items()]


def kind_words(action: str) -> str:
    """What a kind of act is called; its stored name where it has no words."""
    return _label(SENTENCES[action]) if action in SENTENCES else action


def _label(words: str) -> str:
    """A sentence without those of whom it speaks, as the name of a kind."""
    said = (gettext(words) % defaultdict(lambda: "…", who="")).strip()
    return said[:1].upper() + said[1:]


def _refs(act: Act) -> Iterator[Ref]:
    yield subject_of(act.action, act.subject)
    yield from ((kind, str(act.details[name])) for name, kind in OF_DETAILS.items() if act.details.get(name))


def _line(act: Act, names: Mapping[Ref, str], rights: frozenset[Permission]) -> Line:
    places = _places(act, names, rights)
    words = SENTENCES.get(act.action)
    if words is None:
        html, text = Markup("%(who)s: %(action)s, %(what)s"), "%(who)s: %(action)s, %(what)s"
    else:
        html, text = Markup(gettext(words)), gettext(words)
    quoted = tuple(_quoted(str(act.details[name])) for name in QUOTED if act.details.get(name))
    doer = {"who": Markup("<b>{}</b>").format(places["who"])}
    return Line(act, _when(act.at), html % defaultdict(lambda: "?", {**places, **doer}), text % places, quoted)


def _quoted(given: str) -> str:
    """What was typed; a reason that was chosen, in words."""
    words = {**reasons.ALL, **deputies.REASONS, **correction.REASONS}.get(given, "")
    return gettext(words) if words else given


def _places(act: Act, names: Mapping[Ref, str], rights: frozenset[Permission]) -> Mapping[str, Any]:
    """What fills the places of a sentence; an act of older days may lack some."""
    said = {name: _value(name, value) for name, value in act.details.items()}
    for name, kind in OF_DETAILS.items():
        if name in said:
            said[name] = _name((kind, str(act.details[name])), names, rights)
    if act.action == "unit.move" and act.details.get("above") is None:
        said["above"] = gettext("no other unit")
    if act.details.get("unit_id") and "role" in said:
        said["role"] = gettext("%(role)s in %(unit)s", role=said["role"], unit=said["unit_id"])
    what = _name(subject_of(act.action, act.subject), names, rights)
    return defaultdict(lambda: "?", said, who=_who(act.actor), what=what, action=act.action)


def _name(ref: Ref, names: Mapping[Ref, str], rights: frozenset[Permission]) -> _Said:
    kind, key = ref
    if kind == "export":
        title = title_of(key)
        return _Said(gettext(title))
    found = names.get(ref)
    if found is None:
        usual = gettext("no. %(number)s", number=key) if key.isdecimal() else key
        return _Said(names.get(("draft-of", key), usual) if kind == "course" else usual)
    endpoint, argument, right = _PAGES.get(kind, ("", "", Permission.OPERATE))
    return _Said(found, url(endpoint, **{argument: key}) if endpoint and right in rights else "")


def _value(name: str, value: object) -> Any:
    text = str(value)
    if name in DAYS:
        return _day(text)
    if name == "role" and text in set(Role):
        return role_words()[Role(text)]
    if name == "office":
        return {kind.value: words for kind, words in office_words().items()}.get(text, text)
    if name == "aspect":
        return {"substance": gettext("the substance"), "form": gettext("the form")}.get(text, text)
    return _state(text) if name == "after" else text


def _state(text: str) -> str:
    words = {
        DraftState.WRITING: gettext("being written"),
        DraftState.IN_REVIEW: gettext("in review"),
        DraftState.NEEDS_WORK: gettext("needs work"),
        DraftState.APPROVED: gettext("approved"),
        DraftState.PUBLISHED: gettext("published"),
        DraftState.DISCARDED: gettext("discarded"),
    }
    return words[DraftState(text)] if text in set(DraftState) else text


def _day(text: str) -> str:
    try:
        at = datetime.fromisoformat(text)
    except ValueError:
        return text
    return _short_day(at.astimezone(local_zone()).date() if at.tzinfo else at.date())


def _who(actor: str) -> str:
    command = actor.removeprefix("command:")
    if command != actor:
        return gettext("the command %(name)s", name=command)
    return gettext("somebody without an account") if actor == "stranger" else actor


def _when(at: datetime) -> str:
    local = at.astimezone(local_zone())
    return f"{_short_day(local.date())} {local:%H.%M}"


def _short_day(day: date) -> str:
    return str(format_date(day, "d MMM y", locale=current_language()))
