"""The fixed phrases of certificates in Indonesian and English; places in braces are filled by `wording` (pure)."""

from dataclasses import dataclass

from lms.platform.documents.words import Language


@dataclass(frozen=True)
class Phrases:
    """One language. A verdict is (before, the word set bold, after)."""

    number: str
    given_to: str
    passed_with_mark: tuple[str, str, str]
    passed: tuple[str, str, str]
    completed: tuple[str, str, str]
    held_from: str
    held_on: str
    held_without_jp: str
    decision: str
    recognised: str
    compare: str
    qr_alt: str
    arms_alt: str
    materials: str
    row_number: str
    material: str
    speaker: str
    minutes: str
    jp: str
    total: str
    total_without_jp: str
    speakers: str
    outcomes: str
    rule: str
    shared_out: str
    version: str
    exam: str
    page_two: str
    programme: tuple[str, str, str]
    programme_jp: str
    parts: str
    part: str
    counted: str


_INDONESIAN = Phrases(
    number="Nomor: {number}",
    given_to="diberikan kepada",
    passed_with_mark=("yang telah mengikuti dan dinyatakan ", "LULUS", " dengan nilai {mark} pada pelatihan"),
    passed=("yang telah mengikuti dan dinyatakan ", "LULUS", " pada pelatihan"),
    completed=("yang telah mengikuti dan ", "MENYELESAIKAN", " pelatihan"),
    held_from=(
        "yang diselenggarakan oleh {office} pada tanggal {period}, "
        "setara {jp} ({words}) jam pelajaran, dalam bentuk {form}."
    ),
    held_on=(
        "yang diselenggarakan oleh {office} pada tanggal {period}, "
        "setara {jp} ({words}) jam pelajaran, dalam bentuk {form}."
    ),
    held_without_jp="yang diselenggarakan oleh {office} pada tanggal {period}.",
    decision="Keputusan {office}",
    recognised="Diakui berdasarkan {decision} Nomor {number} tanggal {day}.",
    compare="Isi dapat dicocokkan lewat kode ini:",
    qr_alt="Kode QR ke halaman pemeriksaan {address}",
    arms_alt="Lambang {office}",
    materials="DAFTAR MATERI",
    row_number="No.",
    material="Materi",
    speaker="Narasumber",
    minutes="Menit",
    jp="JP",
    total="Jumlah: {jp} ({words}) jam pelajaran",
    total_without_jp="Jumlah",
    speakers="Narasumber: {names}.",
    outcomes="Setelah pelatihan ini peserta mampu:",
    rule="1 JP = {minutes} menit.",
    shared_out="JP dibagi menurut menit tiap materi.",
    version="Versi pelatihan {version}.",
    exam="Dinilai dengan ujian akhir {questions} soal, lulus bila minimal {mark}.",
    page_two="Halaman 2 dari 2",
    programme=("yang telah mengikuti dan ", "MENYELESAIKAN", " semua yang diminta program"),
    programme_jp="Pelatihannya berjumlah {jp} ({words}) jam pelajaran.",
    parts="DAFTAR PELATIHAN",
    part="Pelatihan",
    counted="JP ini sudah dihitung pada tiap pelatihan.",
)

_ENGLISH = Phrases(
    number="Number: {number}",
    given_to="awarded to",
    passed_with_mark=("who has attended and ", "PASSED", ", with a mark of {mark}, the course"),
    passed=("who has attended and ", "PASSED", " the course"),
    completed=("who has attended and ", "COMPLETED", " the course"),
    held_from=("held by {office} from {period}, equal to {jp} ({words}) lesson hours (JP), in the form of {form}."),
    held_on="held by {office} on {period}, equal to {jp} ({words}) lesson hours (JP), in the form of {form}.",
    held_without_jp="held by {office} in the period {period}.",
    decision="the decision of {office}",
    recognised="Recognised by {decision} Number {number} of {day}.",
    compare="The content can be compared by this code:",
    qr_alt="QR code to the check page {address}",
    arms_alt="Arms of {office}",
    materials="MATERIALS",
    row_number="No.",
    material="Material",
    speaker="Speaker",
    minutes="Minutes",
    jp="JP",
    total="Sum: {jp} ({words}) lesson hours (JP)",
    total_without_jp="Sum",
    speakers="Speakers: {names}.",
    outcomes="After this course the participant can:",
    rule="1 JP = {minutes} minutes.",
    shared_out="JP are divided by the minutes of each material.",
    version="Course version {version}.",
    exam="Assessed by a final exam of {questions} questions, passed with at least {mark}.",
    page_two="Page 2 of 2",
    programme=("who has attended and ", "COMPLETED", " all that is asked by the programme"),
    programme_jp="Its courses amount to {jp} ({words}) lesson hours (JP).",
    parts="COURSES",
    part="Course",
    counted="These JP are already counted with each course.",
)

PHRASES = {Language.INDONESIAN: _INDONESIAN, Language.ENGLISH: _ENGLISH}
