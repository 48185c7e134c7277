"""What the office decides a course is worth, and the words it chooses from (pure).

Forms of learning: PerLAN 10/2018 as the national system lists them. Kinds: the list of training kinds (jenisDiklat)
of the national record SIASN. Both are printed and exported as they stand here; the office may write others.
"""

from dataclasses import dataclass
from datetime import date

FORMS_OF_LEARNING = (
    ("NKL03", "E-learning"),
    ("NKL04", "Pelatihan jarak jauh"),
    ("NKL09", "Belajar mandiri"),
    ("NKL10", "Komunitas belajar"),
    ("NKL01", "Coaching"),
    ("NKL02", "Mentoring"),
    ("NKL05", "Detasering"),
    ("NKL06", "Pembelajaran alam terbuka"),
    ("NKL07", "Patok banding"),
    ("NKL08", "Pertukaran PNS dengan pegawai swasta, BUMN, atau BUMD"),
    ("NKL11", "Bimbingan di tempat kerja"),
    ("NKL12", "Magang atau praktik kerja"),
    ("NKL13", "Nonklasikal lainnya"),
    ("KL01", "Pelatihan struktural kepemimpinan"),
    ("KL02", "Pelatihan manajerial"),
    ("KL03", "Pelatihan teknis"),
    ("KL04", "Pelatihan fungsional"),
    ("KL05", "Pelatihan sosial kultural"),
    ("KL06", "Seminar, konferensi, atau sarasehan"),
    ("KL07", "Workshop atau lokakarya"),
    ("KL08", "Kursus"),
    ("KL09", "Penataran"),
    ("KL10", "Bimbingan teknis"),
    ("KL11", "Sosialisasi"),
    ("KL12", "Klasikal lainnya"),
)
"""Code and name of each form; those of a portal come first. The name is printed."""

SIASN_KINDS = (
    ("3", "Diklat Teknis"),
    ("2", "Diklat Fungsional"),
    ("5", "Pelatihan Manajerial"),
    ("6", "Pelatihan Sosial Kultural"),
    ("8", "Bimbingan Teknis"),
    ("7", "Sosialisasi"),
    ("9", "Seminar"),
    ("4", "Workshop"),
    ("10", "Magang"),
    ("1", "Diklat Struktural"),
)
"""Number (jenisDiklatId) and name of each kind. The name is stored: systems that send the number look it up here."""

MOST_JP = 1000


@dataclass(frozen=True)
class Worth:
    """What a decision of the office says of a course. `signer_id` None: whoever holds the office signs."""

    jp: int
    form_of_learning: str
    siasn_kind: str
    decision_number: str
    decision_date: date
    issuing_body: str = ""
    signer_id: int | None = None
