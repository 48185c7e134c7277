"""What the two sheets of a certificate say, sentence by sentence, in the certificate's own language (pure).

The PDF and the page on screen both print these texts; neither words anything itself. They are not part of the
interface's catalogue, because a document must not change when a translation of the interface does.
"""

from dataclasses import dataclass
from decimal import Decimal

from lms.certificates.apportionment import decimals_needed, is_by_the_rule
from lms.certificates.facts import CertificateFacts, Learner, Material, Result
from lms.certificates.phrases import PHRASES, Phrases
from lms.kernel.jp import MINUTES_PER_JP
from lms.org.signing import signer_position
from lms.platform.documents.words import date_words, decimal_words, nip_words, number_words, period_words


@dataclass(frozen=True)
class Signature:
    """The right-hand block of sheet 1; `rank` and `nip` may be empty."""

    place_date: str
    position: str
    name: str
    rank: str
    nip: str


@dataclass(frozen=True)
class FirstSheet:
    """Sheet 1 from top to bottom. The result is one sentence with the verdict, set bold, in its middle."""

    letterhead: tuple[str, ...]
    address: str
    arms_alt: str
    title: str
    number: str
    given_to: str
    name: str
    identity: str
    post: str
    before_verdict: str
    verdict: str
    after_verdict: str
    course: str
    held: str
    recognised: str
    signed: str
    compare: str
    code: str
    check_address: str
    check_site: str
    qr_alt: str
    signature: Signature


@dataclass(frozen=True)
class Row:
    """One material of sheet 2, in figures as printed."""

    number: str
    title: str
    speaker: str
    minutes: str
    jp: str


@dataclass(frozen=True)
class SecondSheet:
    """Sheet 2 from top to bottom; the column of speakers is printed only when `has_speakers`."""

    title: str
    course: str
    holder: str
    columns: Row
    has_speakers: bool
    rows: tuple[Row, ...]
    total: Row
    speakers: str
    outcomes_head: str
    outcomes: tuple[str, ...]
    notes: str
    code: str
    page: str


@dataclass(frozen=True)
class Sheets:
    """Everything printed; `label` names the document in a file's properties."""

    language: str
    label: str
    author: str
    first: FirstSheet
    second: SecondSheet


def sheets_of(facts: CertificateFacts) -> Sheets:
    """The texts of both sheets."""
    phrases = PHRASES[facts.language]
    label = f"{facts.title} {facts.number}, {facts.learner.name}"
    return Sheets(facts.language.value, label, facts.organiser, _first(facts, phrases), _second(facts, phrases))


def _first(facts: CertificateFacts, phrases: Phrases) -> FirstSheet:
    before, verdict, after = _verdict(facts, phrases)
    return FirstSheet(
        letterhead=facts.letterhead.lines,
        address=facts.letterhead.address,
        arms_alt=phrases.arms_alt.format(office=facts.organiser),
        title=facts.title,
        number=phrases.number.format(number=facts.number),
        given_to=phrases.given_to,
        name=facts.learner.name,
        identity=_joined(_identity(facts.learner), facts.learner.rank),
        post=_joined(facts.learner.position, facts.learner.unit),
        before_verdict=before,
        verdict=verdict,
        after_verdict=after,
        course=facts.course,
        held=_held(facts, phrases),
        recognised=_recognised(facts, phrases),
        signed=facts.signature,
        compare=phrases.compare,
        code=facts.code,
        check_address=facts.check_address,
        check_site=facts.check_address.partition("://")[2].removesuffix(facts.code),
        qr_alt=phrases.qr_alt.format(address=facts.check_address),
        signature=_signature(facts),
    )


def _second(facts: CertificateFacts, phrases: Phrases) -> SecondSheet:
    places = decimals_needed([material.jp for material in facts.materials])
    in_rows = {material.speaker for material in facts.materials if material.speaker}
    others = [speaker for speaker in facts.speakers if speaker not in in_rows]
    return SecondSheet(
        title=phrases.parts if facts.is_programme else phrases.materials,
        course=facts.course,
        holder=f"{phrases.number.format(number=facts.number)}, {facts.learner.name}",
        columns=Row(
            phrases.row_number,
            phrases.part if facts.is_programme else phrases.material,
            phrases.speaker,
            phrases.minutes,
            phrases.jp if facts.jp else "",
        ),
        has_speakers=bool(in_rows),
        rows=tuple(_row(place, material, places, facts) for place, material in enumerate(facts.materials, start=1)),
        total=_total(facts, phrases, places),
        speakers=phrases.speakers.format(names=", ".join(others)) if others else "",
        outcomes_head=phrases.outcomes if facts.outcomes else "",
        outcomes=facts.outcomes,
        notes=_notes(facts, phrases),
        code=facts.code,
        page=phrases.page_two,
    )


def _verdict(facts: CertificateFacts, phrases: Phrases) -> tuple[str, str, str]:
    if facts.is_programme:
        return phrases.programme
    if facts.result is Result.COMPLETED:
        return phrases.completed
    before, verdict, after = phrases.passed if facts.mark is None else phrases.passed_with_mark
    return before, verdict, after.format(mark=facts.mark)


def _held(facts: CertificateFacts, phrases: Phrases) -> str:
    if not facts.jp:
        period = period_words(facts.first_day, facts.last_day, facts.language)
        return phrases.held_without_jp.format(office=facts.organiser, period=period)
    if facts.is_programme:
        period = period_words(facts.first_day, facts.last_day, facts.language)
        jp = phrases.programme_jp.format(jp=facts.jp, words=number_words(facts.jp, facts.language))
        return f"{phrases.held_without_jp.format(office=facts.organiser, period=period)} {jp} {phrases.counted}"
    sentence = phrases.held_on if facts.first_day == facts.last_day else phrases.held_from
    return sentence.format(
        office=facts.organiser,
        period=period_words(facts.first_day, facts.last_day, facts.language),
        jp=facts.jp,
        words=number_words(facts.jp, facts.language),
        form=facts.form,
    )


def _recognised(facts: CertificateFacts, phrases: Phrases) -> str:
    decision = facts.recognition
    if decision is None:
        return ""
    day = date_words(decision.on, facts.language)
    return phrases.recognised.format(decision=decision.decision, number=decision.number, day=day)


def _signature(facts: CertificateFacts) -> Signature:
    signer = facts.signer
    return Signature(
        place_date=f"{facts.place}, {date_words(facts.issued_on, facts.language)}",
        position=f"{signer_position(signer)},",
        name=signer.name,
        rank=signer.rank,
        nip=f"NIP {nip_words(signer.nip)}" if signer.nip else "",
    )


def _row(place: int, material: Material, places: int, facts: CertificateFacts) -> Row:
    jp = decimal_words(material.jp, places, facts.language) if facts.jp else ""
    return Row(str(place), material.title, material.speaker, str(material.minutes), jp)


def _total(facts: CertificateFacts, phrases: Phrases, places: int) -> Row:
    minutes = sum(material.minutes for material in facts.materials)
    if not facts.jp:
        return Row("", phrases.total_without_jp, "", str(minutes), "")
    title = phrases.total.format(jp=facts.jp, words=number_words(facts.jp, facts.language))
    return Row("", title, "", str(minutes), decimal_words(Decimal(facts.jp), places, facts.language))


def _notes(facts: CertificateFacts, phrases: Phrases) -> str:
    if facts.is_programme:
        return phrases.counted if facts.jp else ""
    by_the_rule = is_by_the_rule(facts.jp, [material.minutes for material in facts.materials])
    rule = phrases.rule if by_the_rule else phrases.shared_out
    notes = [rule.format(minutes=MINUTES_PER_JP)] if facts.jp else []
    notes.append(phrases.version.format(version=facts.version))
    if facts.exam is not None:
        notes.append(phrases.exam.format(questions=facts.exam.questions, mark=facts.exam.pass_mark))
    return " ".join(notes)


def _identity(learner: Learner) -> str:
    return f"{learner.nip_kind} {nip_words(learner.nip)}" if learner.nip else ""


def _joined(*parts: str) -> str:
    return ", ".join(part for part in parts if part)
