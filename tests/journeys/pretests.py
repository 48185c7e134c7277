"""A small course that asks questions before its first lesson, and learners who have just begun it."""

from flask import Flask

from tests.journeys.learners import Learner
from tests.journeys.versions import publish

SLUG = "menjawab-permohonan"
PATH = f"/learn/{SLUG}/pretest"
FILES = {
    "course.md": "---\ntitle: Menjawab Permohonan Informasi\nsummary: Tepat dan beralasan.\npretest: 3\n---\n",
    "01-batas.md": "---\nminutes: 100\n---\n# Batas waktu\n\nPermohonan dijawab dalam sepuluh hari kerja.\n",
    "02-alasan.md": "# Alasan penolakan\n\nPenolakan selalu memuat alasan.\n",
    "03-ujian.md": """---
title: Ujian akhir
kind: quiz
role: final
shuffle: [options]
---

## Kelompok: Batas waktu {draw=1}

### Soal: Berapa hari kerja batas menjawab permohonan informasi? {#batas}

- ( ) 7 hari
- (x) 10 hari
- ( ) 30 hari

### Soal: Apa yang dihitung sebagai hari pertama? {#hari-pertama}

- (x) Hari kerja setelah permohonan diterima
- ( ) Hari Minggu setelah permohonan diterima

## Kelompok: Alasan {draw=1}

### Soal: Berapa kali permohonan boleh diperpanjang? {#perpanjang}

- = 1

### Soal: Urutkan langkah menolak permohonan {#urut}

1. Membaca permohonan sampai selesai
2. Mencari dasar hukum penolakan
3. Menulis alasan dan jalan keluar

### Soal: Pasangkan surat dengan isinya {#pasang}

| Surat | Isi |
|---|---|
| Penolakan | Alasan dan cara mengajukan keberatan |
| Pemberitahuan | Waktu dan tempat mengambil salinan |
""",
}


def begin(app: Flask, curious: Learner, answered: Learner, late: Learner) -> None:
    """One has not answered the questions yet, one has, one reads at once."""
    publish(app, FILES, slug=SLUG)
    for learner in (curious, answered, late):
        learner.post(f"/courses/{SLUG}/enrol")
    answered.post(PATH, version="1", q1="a")  # of the first pool, which is all choices
    late.post(f"/learn/{SLUG}/-/batas/finish")
