"""The door to exports: those that a person may ask for, and their own files while they may still have them."""

import json
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path

from flask import current_app

from lms.accounts.scope import Scope, reach_of
from lms.exports.export import Asked, Export
from lms.exports.files import ExportFolder
from lms.exports.queries import Job, job_of
from lms.exports.registry import exports
from lms.kernel.clock import local_date
from lms.kernel.errors import NotFound
from lms.platform.zone import local_zone

LONGEST_FIELD = 200


def asked_by(person_id: int, key: str, sent: Mapping[str, str], now: datetime) -> tuple[Export, Asked]:
    """What a person asks for, with what they may see at this time. Raises NotFound without the right to it."""
    export = exports().get(key)
    reach = reach_of(person_id)
    if export is None or export.right not in reach.rights:
        raise NotFound
    fields = {name: sent[name][:LONGEST_FIELD] for name in export.fields if sent.get(name)}
    return export, Asked(person_id, reach.rights, reach.of(export.right), fields, local_date(now, local_zone()))


def own_file(job_id: int, person_id: int, now: datetime) -> tuple[Job, Export, Path]:
    """A finished export of this person and where its file lies.

    Raises NotFound if it is another's, not ready or gone, and if they lost the right or a unit that is in it.
    """
    job = job_of(job_id, person_id)
    if job is None or job.state != "done" or (job.kept_until is not None and job.kept_until < now):
        raise NotFound
    export, asked = asked_by(person_id, job.kind, job.fields, now)
    path = folder().path_of(job.id, job.sha256)
    if not holds(asked.scope, job.scope) or not path.is_file():
        raise NotFound
    return job, export, path


def kept_scope(scope: Scope) -> str:
    """What a file reaches, as it is kept beside it."""
    return json.dumps(None if scope.is_all else sorted(scope.keys))


def holds(scope: Scope, kept: str) -> bool:
    """Whether a scope still has everything that a file reaches."""
    units = json.loads(kept)
    return scope.is_all or (units is not None and scope.keys >= set(units))


def folder() -> ExportFolder:
    """Where the files of this installation lie."""
    return ExportFolder(current_app.extensions["settings"].data_dir)
