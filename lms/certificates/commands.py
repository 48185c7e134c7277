"""`flask certificates …`: list, issue what waited, revoke and replace certificates.

Exit codes: 0 done, 1 refused, 2 wrong usage.
"""

import json
from typing import NoReturn

import click
from flask.cli import AppGroup

from lms.certificates import operations, queries
from lms.certificates.code import read_code
from lms.kernel.clock import local_date, utc_now
from lms.kernel.errors import Refusal
from lms.platform.db.doors import door
from lms.platform.zone import local_zone

BY = "command:certificates"

group = AppGroup("certificates", help="Certificates: what was issued, and what becomes of it.")

_reason = click.option("--reason", required=True, help="In a sentence; it is kept, and the holder reads it.")


@group.command("list")
@click.option("--json", "as_json", is_flag=True, help="Answer as one JSON document.")
def list_certificates(as_json: bool) -> None:
    """List everything that was ever issued, the newest first, and how many completions wait."""
    with door(writes=False):
        lines = queries.all_certificates()
        waiting = (*queries.waiting_enrolments(), *queries.waiting_programmes())
    if as_json:
        click.echo(json.dumps([vars(line) for line in lines], default=str, ensure_ascii=False, indent=1))
        return
    for line in lines:
        day = local_date(line.issued_at, local_zone())
        click.echo(f"{line.code}\t{line.number}\t{line.title}\t{line.jp} JP\t{day}\t{line.state}")
    if waiting:
        click.echo(f"{len(waiting)} completions wait for their certificate: see `flask institution show`.")


@group.command("issue-missing")
def issue_missing() -> None:
    """Issue what could not be issued at completion, because facts of the institution or a signer were missing."""
    with door(writes=False):
        courses, programmes = queries.waiting_enrolments(), queries.waiting_programmes()
    found = [*map(_issue, courses), *map(_issue_programme, programmes)]
    codes = [code for code in found if code]
    click.echo(f"{len(codes)} issued, {len(found) - len(codes)} still wait.")
    for code in codes:
        click.echo(code)


@group.command("revoke")
@click.argument("code")
@_reason
def revoke(code: str, reason: str) -> None:
    """Withdraw the certificate with CODE; the check page says so from now on."""
    try:
        with door(writes=True):
            operations.revoke(read_code(code) or code, reason, by=BY, now=utc_now())
    except Refusal as problem:
        _refuse(problem)
    click.echo(f"{read_code(code)} is revoked.")


@group.command("reissue")
@click.argument("code")
@_reason
def reissue(code: str, reason: str) -> None:
    """Replace the certificate with CODE by a new one with a new number and the facts as they are today."""
    try:
        with door(writes=True):
            new = operations.reissue(read_code(code) or code, reason, by=BY, now=utc_now())
    except Refusal as problem:
        _refuse(problem)
    click.echo(f"{read_code(code)} is replaced by {new}.")


def _issue(enrolment_id: int) -> str | None:
    """One transaction each, so that nobody waits for the whole pile."""
    with door(writes=True):
        return operations.issue_waiting(enrolment_id, utc_now())


def _issue_programme(completion_id: int) -> str | None:
    with door(writes=True):
        return operations.issue_waiting_programme(completion_id, utc_now())


def _refuse(problem: Refusal) -> NoReturn:
    words = problem.message % problem.params if problem.params else problem.message
    click.echo(f"Not done: {words}", err=True)
    raise SystemExit(1)
