"""The pages of those who hold certificates, and the public check of codes, which no browser or proxy keeps."""

from base64 import b64encode

from flask import Blueprint, Response, request

from lms.certificates import filing, operations
from lms.certificates.access import own_certificate
from lms.certificates.code import read_code
from lms.certificates.comparing import lines_to_compare
from lms.certificates.qr import qr_svg
from lms.certificates.queries import CertificatePage, State, certificate_page, certificates_of, waiting_enrolments
from lms.certificates.verifying import four_digits
from lms.certificates.wording import sheets_of
from lms.kernel.clock import local_date, utc_now
from lms.kernel.errors import Conflict
from lms.learning.queries import withdrawn_for
from lms.org.queries import institution_on
from lms.permissions import Permission
from lms.platform.db.doors import begin_reading, begin_writing
from lms.platform.web.guards import actor, public, requires
from lms.platform.web.i18n import gettext
from lms.platform.web.pages import render, see_other
from lms.platform.zone import local_zone

bp = Blueprint("certificates", __name__)

_LONGEST_SHOWN = 60


@bp.get("/certificates")
@requires(Permission.LEARN)
def index() -> Response:
    """All certificates of the person, and how many wait to be issued."""
    mine, waiting = certificates_of(actor().id), waiting_enrolments(actor().id)
    title = gettext("Your certificates")
    withdrawn = withdrawn_for(actor().id)
    return render("certificates/index.html", title=title, certificates=mine, waiting=len(waiting), withdrawn=withdrawn)


@bp.get("/certificates/<code>")
@requires(Permission.LEARN)
def show(code: str) -> Response:
    """One certificate: its two sheets, its state, its history."""
    page = own_certificate(code, actor().id)
    qr = "data:image/svg+xml;base64," + b64encode(qr_svg(page.facts.check_address).encode()).decode()
    return render("certificates/show.html", title=page.line.title, page=page, sheets=sheets_of(page.facts), qr=qr)


@bp.get("/certificates/<code>.pdf")
@requires(Permission.LEARN)
def pdf(code: str) -> Response:
    """The document; made once, outside any transaction, and kept. One that is not in force is not handed out."""
    page = own_certificate(code, actor().id)
    if page.line.state is not State.VALID:
        raise Conflict("This certificate is no longer in force, so its document is not handed out.")
    data = filing.kept_file(page.line.id)
    if data is None:
        recipe = filing.recipe_of(page)
        begin_reading()
        made = filing.make_file(recipe)
        begin_writing()
        operations.keep_file(page.line.id, made, utc_now())
        data = made.data
    response = Response(data, content_type="application/pdf")
    response.headers["Content-Disposition"] = f'attachment; filename="sertifikat-{code}.pdf"'
    response.headers["Cache-Control"] = "private, no-cache"
    response.add_etag()
    response.make_conditional(request)
    return response


@bp.get("/verify")
@public
def verify_form() -> Response:
    """Asks for the code of a certificate, and leads to its page however it was typed."""
    typed = request.args.get("code")
    if typed is None:
        return _form("", 200)
    code = read_code(typed)
    return see_other("certificates.verify", code=code) if code else _form(typed, 422)


@bp.get("/verify/<code>")
@public
def verify(code: str) -> Response:
    """What is registered under a code, for everybody who holds the document."""
    known = read_code(code)
    page = certificate_page(known) if known else None
    if known is None or page is None:
        return _form(code, 404)
    return _checked(page) if known == code else see_other("certificates.verify", code=known)


@bp.post("/verify/<code>")
@public
def compare(code: str) -> Response:
    """Answers whether four digits match the NIP on the document; never what they are."""
    page = certificate_page(read_code(code) or "")
    if page is None:
        return _form(code, 404)
    typed = request.form.get("nip", "")
    digits = four_digits(typed)
    if digits is None:
        return _checked(page, typed, "unreadable", status=422)
    match = operations.compare_digits(page.line.code, digits, request.remote_addr or "", utc_now())
    return _checked(page, typed, "match" if match else "no match")


def _form(typed: str, status: int) -> Response:
    title, contact = gettext("Check a certificate"), institution_on(local_date(utc_now(), local_zone())).contact
    shown = typed if typed.isprintable() else ""
    shown = shown[:_LONGEST_SHOWN]
    return render("certificates/verify_form.html", status=status, store="no-store", title=title, typed=shown,
                  answer=status, contact=contact)  # fmt: skip


def _checked(page: CertificatePage, digits: str = "", answer: str = "", status: int = 200) -> Response:
    now = utc_now()
    return render(
        "certificates/verify.html",
        status=status,
        store="no-store",
        page=page,
        lines=lines_to_compare(page.facts),
        has_nip=bool(page.facts.learner.nip),
        digits=digits[:4],
        answer=answer,
        now=now,
        contact=institution_on(local_date(now, local_zone())).contact,
    )
