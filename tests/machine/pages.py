"""What pages must say about what the model knows (pure)."""

from collections.abc import Iterator, Sequence

from tests.machine.model import Certificate, Taking, World

VERDICTS = {
    "valid": "Kode ini terdaftar dan berlaku.",
    "revoked": "Sertifikat ini dicabut dan tidak berlaku",
    "replaced": "Sertifikat ini sudah diganti.",
}
FLOOR = 20


def promised(certificate: Certificate) -> str:
    """What the public check says of it."""
    return VERDICTS[certificate.state]


def pages_of(world: World, learner: str) -> Iterator[tuple[str, Sequence[str]]]:
    """Addresses, and words that stand there."""
    earned = sum(one.jp or 0 for one in world.of(learner) if not one.is_jp_taken_back)
    held = world.held(learner)
    progress = [f"{held.done_count} dari {len(held.version.items)} selesai"] if held else []
    is_active = held is not None and held.state == "active"
    yield "/", [f"{earned} dari minimal {FLOOR} JP tahun ini", *(progress if is_active else ())]
    yield "/courses/ramah", [*progress, "Sedang belajar" if is_active else "Selesai" if held else "Belum mulai"]
    mine = [f"{number:04}/RAMAH/" for number, one in enumerate(world.certificates, 1) if one.taking.learner == learner]
    yield "/certificates", mine
    if held is not None:
        yield from _results(held)


def _results(held: Taking) -> Iterator[tuple[str, Sequence[str]]]:
    for quiz in (item for item in held.version.items if item.role == "final"):
        over = [one for one in held.attempts if one.quiz == quiz and one.is_over]
        if over:
            module, _, name = quiz.key.rpartition("/")
            newest, best = over[-1], held.best.get(quiz, 0)
            said = f"Lulus: nilai {newest.mark}" if newest.passed else f"Belum lulus: nilai {newest.mark}, perlu"
            more = [f"Nilai terbaik Anda, {best}"] if best > (newest.mark or 0) else []
            yield f"/learn/ramah/{module or '-'}/{name}/quiz/result", [said, *more]
