"""The fixed phrases of speakers' papers in both languages; `paper_wording` fills the places in braces (pure).

They are not part of the interface's catalogue, because a document must not change when a translation does.
"""

from dataclasses import dataclass

from lms.platform.documents.words import Language


@dataclass(frozen=True)
class Phrases:
    """One language."""

    number: str
    arms_alt: str
    about: str
    request: str
    to: str
    there: str
    greeting: str
    asking: str
    without_fee: str
    thanks: str
    service: str
    states: str
    served: str
    for_use: str
    certificate: str
    given_to: str
    as_speaker: str
    at: str
    in_all: str
    for_courses: str
    and_more: str
    name: str
    position: str
    institution: str
    field: str
    topic: str
    period: str
    time_given: str
    learners: str
    people_until: str
    columns: tuple[str, str, str, str]
    hours: str
    minutes: str


_INDONESIAN = Phrases(
    number="Nomor",
    arms_alt="Lambang {office}",
    about="Hal",
    request="Permohonan narasumber sukarela",
    to="Yth. {addressee}",
    there="di tempat",
    greeting="Dengan hormat,",
    asking=(
        "{office} menyelenggarakan pelatihan mandiri bagi aparatur sipil negara melalui portal pembelajaran. "
        "Kami memohon perkenan Bapak/Ibu agar nama berikut dapat menjadi narasumber sukarela:"
    ),
    without_fee=(
        "Narasumber menyusun materi secara daring di sela tugasnya, tanpa imbalan dan tanpa biaya dari instansi "
        "Bapak/Ibu. Setelahnya kami menerbitkan surat keterangan dan sertifikat."
    ),
    thanks="Atas perhatian dan perkenan Bapak/Ibu, kami mengucapkan terima kasih.",
    service="SURAT KETERANGAN",
    states="Yang bertanda tangan di bawah ini, {position}, menerangkan bahwa:",
    served=(
        "telah mengabdi sebagai narasumber sukarela, tanpa imbalan, dalam penyusunan pelatihan bagi aparatur sipil "
        "negara yang diselenggarakan oleh {office}, dengan rincian:"
    ),
    for_use=(
        "Surat keterangan ini dibuat dengan sebenarnya untuk dipergunakan sebagaimana mestinya, antara lain sebagai "
        "bukti pengabdian kepada masyarakat."
    ),
    certificate="SERTIFIKAT NARASUMBER",
    given_to="diberikan kepada",
    as_speaker="NARASUMBER SUKARELA",
    at=(
        "atas pengabdiannya, tanpa imbalan, dalam penyusunan pelatihan bagi aparatur sipil negara "
        "yang diselenggarakan oleh {office} pada {period}{time}."
    ),
    in_all=", sebanyak {time}",
    for_courses="Pelatihan: {titles}.",
    and_more="; dan {count} lainnya",
    name="Nama",
    position="Jabatan",
    institution="Instansi",
    field="Bidang",
    topic="Pokok bahasan",
    period="Masa",
    time_given="Waktu yang diberikan",
    learners="Peserta yang menyelesaikan",
    people_until="{count} orang sampai dengan {day}",
    columns=("No.", "Pelatihan", "Terbit", "Peserta selesai"),
    hours="{count} jam",
    minutes="{count} menit",
)

_ENGLISH = Phrases(
    number="Number",
    arms_alt="Arms of {office}",
    about="Subject",
    request="Request for a volunteer speaker",
    to="To {addressee}",
    there="",
    greeting="Dear Sir or Madam,",
    asking=(
        "{office} offers courses for civil servants on a learning portal. We kindly ask that the following person may "
        "serve as a volunteer speaker:"
    ),
    without_fee=(
        "The speaker prepares the material online beside other duties, without fee and at no cost to your "
        "institution. Afterwards we issue a statement of service and a certificate."
    ),
    thanks="Thank you for your kind attention and consent.",
    service="STATEMENT OF SERVICE",
    states="The undersigned, {position}, states that:",
    served=(
        "has served as a volunteer speaker, without fee, in the making of courses for civil servants held by {office}:"
    ),
    for_use="This statement is made truthfully, to be used among others as evidence of service to the community.",
    certificate="SPEAKER'S CERTIFICATE",
    given_to="awarded to",
    as_speaker="VOLUNTEER SPEAKER",
    at="for service, without fee, in the making of courses for civil servants held by {office} in {period}{time}.",
    in_all=", {time} in all",
    for_courses="Courses: {titles}.",
    and_more="; and {count} more",
    name="Name",
    position="Position",
    institution="Institution",
    field="Field",
    topic="Topic",
    period="Period",
    time_given="Time given",
    learners="Learners who finished",
    people_until="{count} by {day}",
    columns=("No.", "Course", "Published", "Learners"),
    hours="{count} hours",
    minutes="{count} minutes",
)

PHRASES = {Language.INDONESIAN: _INDONESIAN, Language.ENGLISH: _ENGLISH}
