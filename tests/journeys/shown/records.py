"""Pages of what people have to show: hours, certificates and their verification."""

from collections.abc import Callable, Sequence

from playwright.sync_api import Page as Tab

from lms.certificates.queries import certificates_of
from lms.hours.queries import entries_for
from lms.platform.db.doors import door
from tests.journeys.cast import Cast
from tests.journeys.shown.page import Shown


def certificate(who: str, before: str = "/certificates/") -> Callable[[Cast], str]:
    """The address of somebody's first certificate."""

    def address(cast: Cast) -> str:
        with door(writes=False):
            return before + certificates_of(cast[who].id)[-1].code

    return address


def entry(who: str, number: int = 0) -> Callable[[Cast], str]:
    """The address of an entry of somebody's ledger."""

    def address(cast: Cast) -> str:
        with door(writes=False):
            return f"/hours/{entries_for(cast[who].reading().enrolment.id)[number].id}"

    return address


def compared(digits: str) -> Callable[[Tab], None]:
    """Compares the last digits of a NIP."""

    def act(tab: Tab) -> None:
        tab.fill("[name=nip]", digits)
        tab.click("form[method=post] button")

    return act


SHOWN: Sequence[Shown] = (
    Shown("certificates-withdrawn", "/certificates", "withdrawn"),
    Shown("hours-none", "/hours", "new"),
    Shown("hours", "/hours", "done"),
    Shown("why-entry", entry("done"), "done"),
    Shown("why-entry-taken-back", entry("corrected"), "corrected"),
    Shown("why-counter-entry", entry("corrected", 1), "corrected"),
    Shown("hours-corrected", "/hours", "corrected"),
    Shown("certificates-none", "/certificates", "new"),
    Shown("certificates", "/certificates", "done"),
    Shown("certificate", certificate("done"), "done"),
    Shown("certificate-revoked", certificate("revoked"), "revoked"),
    Shown("certificate-replaced", certificate("replaced"), "replaced"),
    Shown("verify-form", "/verify"),
    Shown("verify-unknown", "/verify/RBT-0000-0000-0000", status=404),
    Shown("verify", certificate("done", "/verify/")),
    Shown("verify-match", certificate("done", "/verify/"), act=compared("2999")),
    Shown("verify-no-match", certificate("done", "/verify/"), act=compared("1234")),
    Shown("verify-revoked", certificate("revoked", "/verify/")),
    Shown("verify-replaced", certificate("replaced", "/verify/")),
    Shown("certificate-name", "/profile/certificate-name", "new"),
)
