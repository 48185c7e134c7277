"""A small course whose final had two wrong keys: one is re-marked already, the other waits for a decision."""

import re

from flask import Flask
from sqlalchemy import select

from lms.content.models import CourseItem, QuestionRow
from lms.platform.db.doors import door
from lms.platform.db.model import db
from tests.journeys import versions
from tests.journeys.learners import Learner, new_learner

SLUG = "surat-keluar"
QUIZ = f"/learn/{SLUG}/-/ujian/quiz"
REMARKING = f"/courses/{SLUG}/remarking"
FINAL = """---
title: Ujian akhir
kind: quiz
role: final
minutes: 10
pass: 60
---

## Soal: Berapa hari kerja paling lama sebuah surat masuk dijawab? {#batas}

- ( ) 5 hari kerja
- (x) 14 hari kerja
- ( ) 30 hari kerja

> Penjelasan: Pedoman kantor menyebut lima hari kerja.

## Soal: Siapa yang menandatangani surat undangan rapat antarbidang? {#paraf}

- ( ) Kepala bidang yang mengundang, atas nama kepala kantor, dengan paraf sekretaris di sebelah kanan namanya
- (x) Kepala kantor
- ( ) Petugas kearsipan

## Soal: Berapa rangkap surat keluar dicetak? {#rangkap}

- = 2
"""
FIRST = {
    "course.md": "---\ntitle: Surat Keluar yang Rapi\nsummary: Menulis dan mengirim surat.\n---\n",
    "01-baca.md": "---\nminutes: 100\n---\n# Surat yang rapi\n\nSurat dinas memakai kop kantor.\n",
    "02-ujian.md": FINAL,
}
SECOND = {
    **FIRST,
    "02-ujian.md": FINAL.replace("( ) 5 hari", "(x) 5 hari")
    .replace("(x) 14", "( ) 14")
    .replace("( ) Kepala bidang", "(x) Kepala bidang")
    .replace("(x) Kepala kantor", "( ) Kepala kantor")
    .replace("Petugas kearsipan", "Petugas arsip"),
}
GIVEN = {"dinilai-ulang": "ab2", "naik": "ca2", "turun": "bb2", "tamat": "bb2", "lain": "bc2"}
"""What each of them answers: two options and a number."""
NAMES = ("Gita Misal", "Hendra Contoh", "Indah Umpama Kusumawardhani Prawirodirdjo", "Joni Contoh", "Kiki Misal")


def let_a_key_be_corrected(app: Flask, reviewer: Learner) -> Learner:
    """Everything up to the decision that waits; gives the learner who was re-marked."""
    versions.publish(app, FIRST, slug=SLUG)
    learners = [new_learner(app, *pair) for pair in zip(GIVEN, NAMES, strict=True)]
    for learner, given in zip(learners, GIVEN.values(), strict=True):
        learner.post(f"/courses/{SLUG}/enrol")
        learner.post(f"{QUIZ}/start", alone="1")
        for number, answer in enumerate(given, 1):
            learner.post(f"{QUIZ}/{number}", answer=answer)
        learner.post(f"{QUIZ}/submit")
    learners[3].post(f"/learn/{SLUG}/-/baca/finish")
    versions.publish(app, SECOND, "Kunci dua soal ujian diperbaiki.", slug=SLUG)
    preview = preview_of("batas")
    seen = re.findall(r'name="seen" value="(\w+)"', reviewer.client.get(preview).text)
    reviewer.post(preview, seen=seen[0], reason="Kunci soal pertama keliru: pedoman menyebut 5 hari kerja.")
    return learners[0]


def preview_of(key: str) -> str:
    """The address of the preview of a corrected question."""
    with door(writes=False):
        rows = select(QuestionRow.id).join(CourseItem, CourseItem.id == QuestionRow.item_id)
        found = db.session.scalar(rows.where(QuestionRow.key == key).order_by(QuestionRow.id.desc()).limit(1))
    return f"{REMARKING}/{found}"
