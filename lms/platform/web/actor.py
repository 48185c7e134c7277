"""Who is asking: the few facts about the signed-in person that every page needs."""

from dataclasses import dataclass

from lms.permissions import Permission, Role, may


@dataclass(frozen=True)
class SignedIn:
    """A person with a valid sign-in session, loaded by one query. `id` is the key of `person`."""

    id: int
    session_id: int
    username: str
    display_name: str  # with titles, as on a certificate
    form_of_address: str  # panggilan, such as "Bu Ani"; "" if not given
    language: str
    theme: str  # "", "light" or "dark"
    text_size: str  # "", "large" or "larger"
    roles: frozenset[Role]
    unread: int = 0  # letters that they have not opened

    is_authenticated = True
    is_active = True
    is_anonymous = False

    def get_id(self) -> str:
        """Flask-Login's name for the session; never used to look a person up."""
        return str(self.session_id)

    def may(self, permission: Permission) -> bool:
        """Whether one of the person's roles holds the right."""
        return may(self.roles, permission)
