"""Certificates to try things on; every name is made up."""

from dataclasses import replace
from datetime import date

from lms.certificates.facts import (
    CertificateFacts,
    Exam,
    Learner,
    Recognition,
    Result,
    materials_of,
)
from lms.kernel.jp import Jp
from lms.org.signing import Letterhead, OfficeKind, Signer
from lms.platform.documents.words import Language

CODE = "RBT-7K4M-Q2XD-9HTW"

ANI = CertificateFacts(
    language=Language.INDONESIAN,
    title="SERTIFIKAT",
    number="0412/DAS/BKPSDM/XI/2026",
    code=CODE,
    check_address=f"https://rambutan.contoh.id/verify/{CODE}",
    letterhead=Letterhead(
        lines=("PEMERINTAH KOTA BINJAI", "BADAN KEPEGAWAIAN DAN PENGEMBANGAN SUMBER DAYA MANUSIA"),
        address="Jalan Contoh Nomor 1, Binjai. Telepon (000) 000000",
    ),
    learner=Learner(
        name="Ani Contoh, A.Md.Kep.",
        nip="199001012015012999",
        rank="Pengatur (II/c)",
        position="Perawat Terampil",
        unit="UPTD Puskesmas Contoh, Dinas Kesehatan",
    ),
    result=Result.PASSED,
    mark=90,
    course="Dasar Administrasi Surat",
    version=1,
    organiser="BKPSDM Kota Binjai",
    first_day=date(2026, 10, 12),
    last_day=date(2026, 11, 2),
    jp=Jp(4),
    form="pembelajaran mandiri daring",
    recognition=Recognition("Keputusan Kepala BKPSDM Kota Binjai", "800/000/2026", date(2026, 1, 5)),
    place="Binjai",
    issued_on=date(2026, 11, 2),
    signer=Signer(
        name="Drs. Umpama Nyata, M.Si.",
        position="Kepala BKPSDM Kota Binjai",
        rank="Pembina Tingkat I (IV/b)",
        nip="197001011995011998",
        office=OfficeKind.ACTING,
    ),
    signature="Ditandatangani secara basah.",
    materials=materials_of(
        (
            ("Dasar surat dinas dan nota dinas", 45, "Budi Misal"),
            ("Bahasa yang jelas dan santun", 40, "Budi Misal"),
            ("Tata naskah dan penomoran", 50, "Gita Seumpama"),
            ("Arsip aktif dan penyusutan", 45, "Gita Seumpama"),
        ),
        Jp(4),
    ),
    speakers=("Budi Misal", "Gita Seumpama"),
    outcomes=(
        "menyusun surat dan nota dinas yang jelas",
        "memakai tata naskah yang berlaku",
        "menata arsip aktif",
    ),
    exam=Exam(questions=10, pass_mark=75),
)

LONG = replace(
    ANI,
    letterhead=Letterhead(
        lines=(
            "PEMERINTAH KABUPATEN UMPAMA NUSANTARA TENGGARA BARAT DAYA",
            "BADAN KEPEGAWAIAN, PENDIDIKAN, PELATIHAN, DAN PENGEMBANGAN SUMBER DAYA MANUSIA APARATUR SIPIL NEGARA",
        ),
        address="Jalan Jenderal Contoh Panjang Sekali Nomor 1 sampai dengan 25, Kelurahan Misal, Kecamatan Umpama, "
        "Kota Contoh 20000. Telepon (000) 000000, pos elektronik kepegawaian@contoh-pemerintah.go.id",
    ),
    learner=Learner(
        name="Dr. Ir. Raden Mas Haji Muhammad Contoh Prawirodirdjo Kusumonegoro Simanjuntak, S.T., M.T., M.Sc., Ph.D., "
        "IPU., ASEAN Eng.",
        nip="199001012015012999",
        rank="Pembina Utama Madya (IV/d)",
        position="Pengelola Pengadaan Barang/Jasa Ahli Madya merangkap Pejabat Pembuat Komitmen Kegiatan Strategis",
        unit="Unit Pelaksana Teknis Daerah Pusat Kesehatan Masyarakat Contoh Raya, Bidang Pencegahan dan Pengendalian "
        "Penyakit, Dinas Kesehatan, Pengendalian Penduduk, dan Keluarga Berencana Kota Binjai",
    ),
    course="Penyusunan dan Pengelolaan Dokumen Perencanaan, Penganggaran, Pelaksanaan, Pelaporan, dan Evaluasi Kinerja "
    "Instansi Pemerintah Daerah Berbasis Data Terpadu bagi Pejabat Fungsional Ahli Muda",
    number="000412/PERENCANAAN-TERPADU/BKPPSDM-UMPAMA/XII/2026",
    check_address=f"https://rambutan.badan-kepegawaian-umpama.go.id/verify/{CODE}",
    signer=replace(
        ANI.signer,
        name="Prof. Dr. Drs. Umpama Nyata Bin Haji Seumpama Sekali, S.H., M.Si., M.Hum.",
        position="Kepala Badan Kepegawaian, Pendidikan, Pelatihan, dan Pengembangan Sumber Daya Manusia Kota Umpama",
        office=OfficeKind.DAILY,
    ),
    signature="Dokumen ini telah ditandatangani secara elektronik menggunakan sertifikat elektronik yang diterbitkan "
    "oleh Balai Besar Sertifikasi Elektronik, Badan Siber dan Sandi Negara.",
    recognition=Recognition(
        "Keputusan Kepala Badan Kepegawaian, Pendidikan, Pelatihan, dan Pengembangan Sumber Daya Manusia Kabupaten "
        "Umpama",
        "800.1.4/000/KPTS/2026",
        date(2026, 1, 5),
    ),
    form="pembelajaran mandiri daring dengan pendampingan narasumber dan tatap muka terbatas",
)


def with_materials(
    facts: CertificateFacts, count: int, title: str = "Materi ke-{n} tentang contoh yang umum"
) -> CertificateFacts:
    """The same certificate with `count` materials of different length."""
    rows = tuple((title.format(n=n), 20 + n % 7 * 5, f"Narasumber Misal {n % 5}") for n in range(1, count + 1))
    return replace(facts, materials=materials_of(rows, facts.jp), speakers=())
