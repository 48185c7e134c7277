"""What the public check shows of a certificate, to be compared line by line with the paper (pure).

Values stand as they are printed, in the certificate's language; labels are message ids of the interface. NIP, mark,
post and the sheet itself are not among them.
"""

from lms.certificates.facts import CertificateFacts
from lms.org.signing import signer_position
from lms.platform.documents.words import date_words, number_words, period_words


def lines_to_compare(facts: CertificateFacts) -> tuple[tuple[str, str], ...]:
    """Label and value of each line."""
    jp = (("Number of lesson hours", f"{facts.jp} ({number_words(facts.jp, facts.language)}) JP"),) if facts.jp else ()
    titles = "; ".join(material.title for material in facts.materials)
    parts = (("Courses", titles),) if facts.is_programme else ()
    return (
        ("Name", facts.learner.name),
        ("Programme" if facts.is_programme else "Course", facts.course),
        ("Certificate number", facts.number),
        ("Held", period_words(facts.first_day, facts.last_day, facts.language)),
        *jp,
        *parts,
        ("Organiser", facts.organiser),
        ("Signed by", f"{facts.signer.name}, {signer_position(facts.signer)}"),
        ("Issued", date_words(facts.issued_on, facts.language)),
    )
