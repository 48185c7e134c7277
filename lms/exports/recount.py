"""Files of exports held against what is kept of them."""

import hashlib
from collections.abc import Iterator

from sqlalchemy import Integer, cast, select

from lms.exports.access import folder
from lms.exports.models import ExportJob
from lms.platform.db.recounting import Difference, streamed, unequal


def differences() -> Iterator[Difference]:
    """Each file is there and is the one that was made; all rows of a finished export are in it."""
    yield from unequal(ExportJob.rows_done, cast(ExportJob.rows_all, Integer), ExportJob.state == "done")
    rows = select(ExportJob.id, ExportJob.sha256, ExportJob.size).where(ExportJob.state == "done")
    for job_id, sha256, size in streamed(rows.order_by(ExportJob.id)):
        path = folder().path_of(job_id, sha256)
        if not path.is_file():
            yield Difference("export_job", job_id, "sha256", sha256, "no file")
            continue
        with path.open("rb") as file:
            found = hashlib.file_digest(file, "sha256").hexdigest()
        if found != sha256:
            yield Difference("export_job", job_id, "sha256", sha256, found)
        if path.stat().st_size != size:
            yield Difference("export_job", job_id, "size", str(size), str(path.stat().st_size))
