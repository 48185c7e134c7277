"""Who is asking: the few facts about the signed-in person that every page needs."""

from dataclasses import dataclass
from functools import cached_property

from lms.permissions import Permission, Role, rights_of


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
    whole_roles: frozenset[Role]  # those of them that were given for all units
    lent_roles: frozenset[Role] = frozenset()  # of those for whom the person stands as deputy now
    whole_lent_roles: frozenset[Role] = frozenset()
    unread: int = 0  # letters that they have not opened

    is_authenticated = True
    is_active = True
    is_anonymous = False

    def get_id(self) -> str:
        """Flask-Login's name for the session; never used to look a person up."""
        return str(self.session_id)

    @cached_property
    def rights(self) -> frozenset[Permission]:
        """The rights that the person's roles hold, and those lent by whom they stand for."""
        return rights_of(self.roles | self.lent_roles, self.whole_roles | self.whole_lent_roles)

    def may(self, permission: Permission) -> bool:
        """Whether one of the person's roles, own or lent, holds the right."""
        return permission in self.rights
