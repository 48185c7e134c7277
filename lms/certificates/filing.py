"""The PDF of a certificate as it was made first: kept under DATA_DIR/certificates by its hash, made anew if lost.

A row per certificate, engine and template names the hash, so that a holder always gets the same bytes.
"""

from contextlib import suppress
from dataclasses import dataclass

from flask import current_app
from sqlalchemy import select

from lms.certificates.models import CertificateFile
from lms.certificates.queries import CertificatePage
from lms.certificates.sheet import TEMPLATE, render_pdf
from lms.content.blobs import BlobStore
from lms.org.queries import arms_by_hash
from lms.platform.db.model import db
from lms.platform.documents.typesetting import ENGINE, Pdf


@dataclass(frozen=True)
class Recipe:
    """What a file is made from, apart from its certificate."""

    page: CertificatePage
    arms: bytes | None


def kept_file(certificate_id: int) -> bytes | None:
    """The file of this release's engine and template; None if it was not made yet, or was lost or harmed."""
    name = db.session.scalar(
        select(CertificateFile.sha256).where(
            CertificateFile.certificate_id == certificate_id,
            CertificateFile.engine == ENGINE,
            CertificateFile.template == TEMPLATE,
        )
    )
    if name is not None:
        with suppress(FileNotFoundError, ValueError):
            return _store().read(name)
    return None


def recipe_of(page: CertificatePage) -> Recipe:
    """Everything that `make_file` needs, so that no transaction is open while it works."""
    arms = page.facts.letterhead.arms
    return Recipe(page, arms_by_hash(arms) if arms else None)


def make_file(recipe: Recipe) -> Pdf:
    """Makes the file and keeps its bytes; slow. Raises Unavailable if it cannot be made now."""
    pdf = render_pdf(recipe.page.facts, recipe.arms)
    _store().put(pdf.data)
    return pdf


def _store() -> BlobStore:
    return BlobStore(current_app.extensions["settings"].data_dir / "certificates")
