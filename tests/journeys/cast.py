"""One learner for each stage of a course, so that every state of every page has somebody who sees it."""

from collections.abc import Mapping

from flask import Flask

from lms.permissions import Role
from tests.journeys import (
    corrections,
    duties,
    editors,
    essays,
    exporting,
    faults,
    leading,
    letters,
    offices,
    overseers,
    pretests,
    programmes,
    remarks,
    reviews,
    studios,
    twins,
    versions,
    volunteers,
)
from tests.journeys.learners import Learner, new_learner
from tests.journeys.site import run

Cast = Mapping[str, Learner]


def make_cast(app: Flask) -> Cast:
    """Everybody, by the stage they are at."""
    cast = _people(app)
    _let_them_learn(app, cast)
    _let_them_write(app, cast)
    _let_them_keep(app, cast)
    cast["withdrawn"] = new_learner(app, "selesai-ditarik", "Wati Contoh")
    cast |= reviews.put_drafts(app, cast["reviewer"], cast["marker"], cast["withdrawn"])
    cast["asked"] = new_learner(app, "ditugasi", "Yanti Misal")
    cast |= duties.let_them_be_assigned(app, cast["asked"])
    cast["programmed"] = new_learner(app, "berprogram", "Nia Umpama").complete()
    cast["free"] = new_learner(app, "belum-mulai", "Oka Misal")
    cast |= leading.let_them_lead(app)
    with app.app_context():
        cast["inspector"] = overseers.let_them_look_on(app, cast["health"], cast["site"])
        programmes.let_there_be_programmes(app, cast["programmed"], cast["free"])
    remarks.let_them_remark(app, cast["submitting"], cast["reviewer"], cast["marker"])
    return cast


def _let_them_learn(app: Flask, cast: dict[str, Learner]) -> None:
    """Those who take courses, each as far as their stage says."""
    cast["reading"].enrol().read(4)
    cast["missing"].enrol().begin("practice").practise(right=False)
    cast["settled"].enrol().begin("practice").practise(right=True)
    cast["waiting"].enrol().read()
    cast["examined"].enrol().read().begin().answer([1, 2, 3])
    failed = cast["failed"].enrol().read().begin()
    failed.answer(range(1, failed.count()), right=False).hand_in()
    cast["practised"].enrol().begin("practice").practise_all()
    for stage in ("done", "revoked", "replaced", "corrected"):
        cast[stage].complete()
    run(app, "hours", "correct", cast["corrected"].entry(), "--reason", "Ujian dikerjakan orang lain.")
    run(app, "certificates", "revoke", cast["revoked"].code(), "--reason", "Diterbitkan untuk orang yang keliru.")
    replaced = cast["replaced"].code()
    run(app, "certificates", "reissue", replaced, "--reason", "Gelar belum tercantum.")
    pretests.begin(app, cast["curious"], cast["answered"], cast["late"])
    _let_the_course_change(app, cast["behind"], cast["moved"])
    essays.let_them_write(app, cast["written"], cast["graded"], cast["marker"])
    cast["gone"].post(f"/courses/{versions.SLUG}/enrol")
    cast["gone"].post(f"/learn/{versions.SLUG}/-/buka/finish")
    cast["gone"].post(f"/courses/{versions.SLUG}/leave")


def _let_them_write(app: Flask, cast: dict[str, Learner]) -> None:
    """Those who write and review courses, and who tell them of faults."""
    cast["reviewer"] = new_learner(app, "penelaah", "Lestari Contoh", role=Role.REVIEWER)
    studios.let_them_write(app, cast["author"], cast["reviewer"])
    with app.app_context():
        editors.let_them_edit(cast["author"])
    cast["answering"] = new_learner(app, "narasumber", "Dr. Kusuma Contoh", role=Role.SPEAKER)
    cast["alone"] = new_learner(app, "narasumber-baru", "Lia Misal", role=Role.SPEAKER)
    cast["reporter"] = new_learner(app, "pelapor", "Maya Umpama")
    faults.let_them_report(app, cast["reporter"], cast["reading"], cast["answering"], "narasumber")
    cast["remarked"] = corrections.let_a_key_be_corrected(app, cast["reviewer"])


def _let_them_keep(app: Flask, cast: dict[str, Learner]) -> None:
    """The office with its people, its volunteers and its files."""
    office = cast["office"] = new_learner(app, "koordinator", "Wahyu Contoh", role=Role.COORDINATOR)
    for stage, name in (("offering", "Nanda Misal"), ("declined", "Oki Umpama"), ("speaking", "Putri Contoh")):
        cast[stage] = new_learner(app, stage, name)
    volunteers.let_them_offer(app, office, cast["offering"], cast["declined"], cast["speaking"])
    offices.let_them_come(office)
    twins.let_them_be_merged(app, office)
    cast["lettered"] = new_learner(app, "bersurat", "Yuni Contoh", role=Role.SPEAKER, email="yuni@contoh.id")
    with app.app_context():
        letters.let_them_be_written(cast["lettered"])
    for stage in ("busy", "exported"):
        cast[stage] = new_learner(app, stage, "Zainal Contoh", role=Role.COORDINATOR)
    with app.app_context():
        exporting.let_them_be_asked_for(cast["busy"], cast["exported"])


def _people(app: Flask) -> dict[str, Learner]:
    """Those who only have to be there, before anything is done."""
    return {
        "new": new_learner(app, "baru", "Dewi Contoh", form_of_address="Bu Dewi", confirmed=False),
        "reading": new_learner(app, "belajar", "Rina Umpama"),
        "missing": new_learner(app, "berlatih", "Joko Misal"),
        "settled": new_learner(app, "paham", "Made Contoh"),
        "waiting": new_learner(app, "siap", "Tari Umpama"),
        "examined": new_learner(app, "ujian", "Agus Misal"),
        "failed": new_learner(app, "belum-lulus", "Sri Contoh"),
        "done": new_learner(app, "lulus", "Ani Contoh", title_after="S.Kep."),
        "revoked": new_learner(app, "dicabut", "Bayu Umpama"),
        "replaced": new_learner(app, "diganti", "Citra Misal"),
        "curious": new_learner(app, "ingin-tahu", "Gita Contoh"),
        "answered": new_learner(app, "sudah-tahu", "Hadi Misal"),
        "late": new_learner(app, "terlambat", "Indah Umpama"),
        "behind": new_learner(app, "versi-lama", "Eko Contoh"),
        "moved": new_learner(app, "versi-baru", "Fitri Umpama"),
        "written": new_learner(app, "menulis", "Gita Misal", role=Role.SPEAKER),
        "graded": new_learner(app, "dinilai", "Hadi Contoh"),
        "marker": new_learner(app, "menilai", "Indah Umpama", role=Role.REVIEWER),
        "practised": new_learner(app, "terlatih", "Gita Misal"),
        "corrected": new_learner(app, "ditarik", "Hadi Contoh", status="pppk"),
        "beginner": new_learner(app, "calon-penulis", "Budi Misal", role=Role.SPEAKER),
        "author": new_learner(app, "penulis", "Lestari Umpama", role=Role.SPEAKER),
        "gone": new_learner(app, "keluar", "Indah Umpama"),
    }


def _let_the_course_change(app: Flask, behind: Learner, moved: Learner) -> None:
    """A course is published anew while both learn it; one of them goes on with the new version."""
    versions.publish(app, versions.FIRST)
    for learner in (behind, moved):
        learner.post(f"/courses/{versions.SLUG}/enrol")
        for lesson in ("buka", "libur"):
            learner.post(f"/learn/{versions.SLUG}/-/{lesson}/finish")
    versions.publish(app, versions.SECOND, "Jam layanan baru dan antrean daring.")
    moved.post(f"/courses/{versions.SLUG}/move", version="2")
