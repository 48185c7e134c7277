"""Whose certificate may be opened by whom: the holder's own, and nobody else's."""

from lms.certificates.queries import CertificatePage, certificate_page
from lms.kernel.errors import NotFound


def own_certificate(code: str, person_id: int) -> CertificatePage:
    """The certificate with this code. Raises NotFound if there is none, or if it is somebody else's."""
    found = certificate_page(code)
    if found is None or found.person_id != person_id:
        raise NotFound
    return found
