"""One learner for each stage of a course, so that every state of every page has somebody who sees it."""

from collections.abc import Mapping

from flask import Flask

from tests.journeys.learners import Learner, new_learner
from tests.journeys.site import run

Cast = Mapping[str, Learner]


def make_cast(app: Flask) -> Cast:
    """Everybody, by the stage they are at."""
    cast = {
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
    }
    cast["reading"].enrol().read(4)
    cast["missing"].enrol().begin("practice").practise(right=False)
    cast["settled"].enrol().begin("practice").practise(right=True)
    cast["waiting"].enrol().read()
    cast["examined"].enrol().read().begin().answer([1, 2, 3])
    failed = cast["failed"].enrol().read().begin()
    failed.answer(range(1, failed.count()), right=False).hand_in()
    for stage in ("done", "revoked", "replaced"):
        cast[stage].complete()
    run(app, "certificates", "revoke", cast["revoked"].code(), "--reason", "Diterbitkan untuk orang yang keliru.")
    replaced = cast["replaced"].code()
    run(app, "certificates", "reissue", replaced, "--reason", "Gelar belum tercantum.")
    return cast
