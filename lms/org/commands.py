"""`flask institution …`: what the institution says of itself, and who signs its certificates.

Exit codes: 0 done, 1 refused, 2 wrong usage.
"""

import json
from base64 import b64encode
from datetime import date, datetime
from pathlib import Path
from typing import NoReturn

import click
from flask.cli import AppGroup

from lms.kernel import facts
from lms.kernel.clock import local_date, utc_now
from lms.kernel.errors import Refusal
from lms.org import operations, queries
from lms.org.institution import FACTS, SIGNER, Offered, offer
from lms.org.models import Signer
from lms.platform.db.doors import door
from lms.platform.zone import local_zone

BY = "command:institution"
_FACTS = "\n\n\b\n" + "\n".join(
    f"  {fact.name:<19} {fact.meaning}{'' if fact.default is not None else ' (needed)'}" for fact in FACTS.values()
)

group = AppGroup("institution", help="What the institution says of itself: facts and signers, each with its dates.")

_day = click.DateTime(["%Y-%m-%d"])
_from = click.option("--from", "first_day", type=_day, help="First day on which it holds; today unless given.")


@group.command("show")
@click.option("--on", "shown_day", type=_day, help="The day to look at; today unless given.")
@click.option("--json", "as_json", is_flag=True, help="Answer as one JSON document.")
def show(shown_day: datetime | None, as_json: bool) -> None:
    """Show every fact, since when it holds, what is missing, and the signers."""
    day = _date(shown_day)
    with door(writes=False):
        lines, institution = queries.facts_on(day), queries.institution_on(day)
        signer, signers = queries.signer_on(day), queries.all_signers()
    if as_json:
        _print_json(lines, institution.missing, signer, signers)
        return
    for line in lines:
        since = f"since {line.since}" if line.since else ("MISSING" if line.name in institution.missing else "default")
        click.echo(f"{line.name:<19} {_shown(line):<60} {since}")
    for row in signers:
        mark = "signs" if signer is not None and row.id == signer.id else ""
        click.echo(
            f"signer {row.id:<12} {row.name}, {_position(row)}, {row.valid_from} to {row.valid_to or '…'} {mark}"
        )
    if institution.missing or signer is None:
        lacking = ", ".join((*institution.missing, *(() if signer else ("a signer",))))
        click.echo(f"No certificate can be issued before this is set: {lacking}.")


@group.command("set", help="Say a fact from a day on. More VALUES are more lines; of arms it is a file." + _FACTS)
@click.argument("name", type=click.Choice(list(FACTS)), metavar="NAME")
@click.argument("values", nargs=-1, required=True)
@_from
def set_fact(name: str, values: tuple[str, ...], first_day: datetime | None) -> None:
    """Say a fact from a day on."""
    value, day = _value(name, values), _date(first_day)
    try:
        offer(name, value)
        with door(writes=True):
            is_new = operations.set_fact(name, value, day, by=BY, now=utc_now())
    except Refusal as problem:
        _refuse(problem)
    click.echo(f"{name} is set from {day} on." if is_new else f"{name} says so already.")


@group.command("signer")
@click.argument("name")
@click.option("--position", required=True, help="As printed, without Plt. or Plh.")
@click.option("--rank", default="", help="Pangkat and golongan, as printed.")
@click.option("--nip", default="", help="18 digits; spaces and dots are accepted.")
@click.option(
    "--office",
    type=click.Choice(["definitive", "plt", "plh"]),
    default="definitive",
    show_default=True,
    help="plt: acting for a vacant post; plh: for an absent holder.",
)
@_from
def signer(name: str, position: str, rank: str, nip: str, office: str, first_day: datetime | None) -> None:
    """Enter NAME, with titles, as the one who signs from a day on."""
    day = _date(first_day)
    try:
        facts.publish(Offered(SIGNER, f"{name} {position} {rank}"))
        with door(writes=True):
            key = operations.add_signer(name, position, day, rank=rank, nip=nip, office=office, by=BY, now=utc_now())
    except Refusal as problem:
        _refuse(problem)
    click.echo(f"Signer {key}: {name} signs from {day} on.")


@group.command("end-signer")
@click.argument("number", type=int)
@click.option("--on", "last_day", type=_day, help="Last day in office; today unless given.")
def end_signer(number: int, last_day: datetime | None) -> None:
    """Close the time of signer NUMBER, as `show` names it."""
    day = _date(last_day)
    try:
        with door(writes=True):
            operations.end_signer(number, day, by=BY, now=utc_now())
    except Refusal as problem:
        _refuse(problem)
    click.echo(f"Signer {number} signs until {day}.")


def _date(given: datetime | None) -> date:
    return given.date() if given is not None else local_date(utc_now(), local_zone())


def _value(name: str, values: tuple[str, ...]) -> str:
    if name != "arms" or values == ("",):
        return "\n".join(value.strip() for value in values)
    if len(values) > 1:
        raise click.UsageError("The arms are one file.")
    try:
        return b64encode(Path(values[0]).read_bytes()).decode()
    except OSError as problem:
        raise click.UsageError(f"{values[0]}: {problem.strerror}") from problem


def _shown(line: queries.FactLine) -> str:
    if line.name == "arms":
        return f"a picture of {len(line.value) * 3 // 4} bytes" if line.value else ""
    return " / ".join(line.value.splitlines())


def _position(row: Signer) -> str:
    return {"plt": "Plt. ", "plh": "Plh. "}.get(row.office, "") + row.position


def _print_json(
    lines: tuple[queries.FactLine, ...], missing: tuple[str, ...], signer: Signer | None, signers: tuple[Signer, ...]
) -> None:
    names = ("id", "name", "position", "rank", "nip", "office", "valid_from", "valid_to")
    document = {
        "facts": [vars(line) for line in lines],
        "missing": missing,
        "signer": signer.id if signer else None,
        "signers": [{name: getattr(row, name) for name in names} for row in signers],
    }
    click.echo(json.dumps(document, default=str, ensure_ascii=False, indent=1))


def _refuse(problem: Refusal) -> NoReturn:
    words = problem.message % problem.params if problem.params else problem.message
    click.echo(f"Not done: {words}", err=True)
    raise SystemExit(1)
