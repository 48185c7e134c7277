"""What a speaker's paper says, sentence by sentence, in the institution's language (pure)."""

from dataclasses import dataclass

from lms.org.signing import signer_position
from lms.platform.documents.words import Language, date_words, nip_words, period_words
from lms.speakers.paper_phrases import PHRASES, Phrases
from lms.speakers.papers import PaperFacts, PaperKind

_MOST_TITLES = 5
Pair = tuple[str, str]


@dataclass(frozen=True)
class Signature:
    """Who signs, where and when; `rank` and `nip` may be empty."""

    place_date: str
    position: str
    name: str
    rank: str
    nip: str


@dataclass(frozen=True)
class Sheet:
    """A paper from top to bottom; whatever a kind does not have is empty. `label` names it in a file's properties."""

    kind: str
    language: str
    label: str
    author: str
    arms_alt: str
    letterhead: tuple[str, ...]
    address: str
    title: str
    number: str
    head: tuple[Pair, ...]
    addressee: tuple[str, ...]
    opening: tuple[str, ...]
    person: tuple[Pair, ...]
    middle: str
    details: tuple[Pair, ...]
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    closing: tuple[str, ...]
    signature: Signature
    signed: str


def sheet_of(facts: PaperFacts) -> Sheet:
    """The texts of a paper."""
    phrases = PHRASES[facts.language]
    titles = {PaperKind.REQUEST: phrases.request, PaperKind.SERVICE: phrases.service}
    title = titles.get(facts.kind, phrases.certificate)
    is_request, is_service = facts.kind is PaperKind.REQUEST, facts.kind is PaperKind.SERVICE
    place_date = f"{facts.place}, {date_words(facts.issued_on, facts.language)}"
    return Sheet(
        kind=facts.kind.value,
        language=facts.language.value,
        label=f"{title} {facts.number}, {facts.name}",
        author=facts.organiser,
        arms_alt=phrases.arms_alt.format(office=facts.organiser),
        letterhead=facts.letterhead.lines,
        address=facts.letterhead.address,
        title=title,
        number=f"{phrases.number}: {facts.number}",
        head=((phrases.number, facts.number), (phrases.about, phrases.request)) if is_request else (),
        addressee=_addressee(facts, phrases) if is_request else (),
        opening=_opening(facts, phrases),
        person=_person(facts, phrases),
        middle=_middle(facts, phrases),
        details=_details(facts, phrases) if is_service else (),
        columns=phrases.columns if is_service and facts.courses else (),
        rows=_rows(facts) if is_service else (),
        closing=_closing(facts, phrases),
        signature=Signature(
            place_date,
            f"{signer_position(facts.signer)},",
            facts.signer.name,
            facts.signer.rank,
            f"NIP {nip_words(facts.signer.nip)}" if facts.signer.nip else "",
        ),
        signed=facts.signature,
    )


def duration_words(minutes: int, language: Language) -> str:
    """Minutes as hours and minutes: 150 is "2 jam 30 menit"."""
    phrases = PHRASES[language]
    hours, rest = divmod(minutes, 60)
    parts = [phrases.hours.format(count=hours)] if hours else []
    parts += [phrases.minutes.format(count=rest)] if rest or not hours else []
    return " ".join(parts)


def _addressee(facts: PaperFacts, phrases: Phrases) -> tuple[str, ...]:
    lines = (phrases.to.format(addressee=facts.addressee), facts.institution, phrases.there)
    return tuple(line for line in lines if line)


def _opening(facts: PaperFacts, phrases: Phrases) -> tuple[str, ...]:
    if facts.kind is PaperKind.REQUEST:
        return phrases.greeting, phrases.asking.format(office=facts.organiser)
    if facts.kind is PaperKind.SERVICE:
        return (phrases.states.format(position=signer_position(facts.signer)),)
    return (phrases.given_to,)


def _person(facts: PaperFacts, phrases: Phrases) -> tuple[Pair, ...]:
    pairs = [(phrases.name, facts.name), (phrases.position, facts.position), (phrases.institution, facts.institution)]
    if facts.kind is not PaperKind.CERTIFICATE:
        pairs.append((phrases.field, facts.field))
    if facts.kind is PaperKind.REQUEST:
        pairs += [(phrases.topic, facts.topic), (phrases.period, _period(facts))]
    return tuple(pairs)


def _middle(facts: PaperFacts, phrases: Phrases) -> str:
    if facts.kind is PaperKind.SERVICE:
        return phrases.served.format(office=facts.organiser)
    return phrases.as_speaker if facts.kind is PaperKind.CERTIFICATE else ""


def _details(facts: PaperFacts, phrases: Phrases) -> tuple[Pair, ...]:
    count, day = sum(course.learners for course in facts.courses), date_words(facts.issued_on, facts.language)
    pairs = [(phrases.period, _period(facts))]
    if facts.minutes:
        pairs.append((phrases.time_given, duration_words(facts.minutes, facts.language)))
    if facts.courses:
        pairs.append((phrases.learners, phrases.people_until.format(count=count, day=day)))
    return tuple(pairs)


def _rows(facts: PaperFacts) -> tuple[tuple[str, ...], ...]:
    return tuple(
        (str(place), course.title, date_words(course.published_on, facts.language), str(course.learners))
        for place, course in enumerate(facts.courses, start=1)
    )


def _closing(facts: PaperFacts, phrases: Phrases) -> tuple[str, ...]:
    if facts.kind is PaperKind.REQUEST:
        return phrases.without_fee, phrases.thanks
    if facts.kind is PaperKind.SERVICE:
        return (phrases.for_use,)
    time = phrases.in_all.format(time=duration_words(facts.minutes, facts.language)) if facts.minutes else ""
    sentence = phrases.at.format(office=facts.organiser, period=_period(facts), time=time)
    if not facts.courses:
        return (sentence,)
    titles = "; ".join(course.title for course in facts.courses[:_MOST_TITLES])
    rest = len(facts.courses) - _MOST_TITLES
    titles += phrases.and_more.format(count=rest) if rest > 0 else ""
    return sentence, phrases.for_courses.format(titles=titles)


def _period(facts: PaperFacts) -> str:
    return period_words(facts.first_day, facts.last_day, facts.language)
