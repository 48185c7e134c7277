"""Forms: WTForms whose messages are this portal's words. Cross-site protection is the origin check."""

from typing import Any

from wtforms import Form

from lms.platform.web.i18n import gettext


class _Words:
    """WTForms asks here for its few built-in sentences."""

    def gettext(self, message: str) -> str:
        """A built-in sentence in the page's language."""
        return gettext(message)

    def ngettext(self, singular: str, plural: str, count: int) -> str:
        """A built-in sentence that counts; WTForms fills `%(min)d` and the like itself."""
        return gettext(singular if count == 1 else plural)


class PortalForm(Form):
    """The base of all forms."""

    class Meta(Form.Meta):
        """Where built-in sentences come from."""

        def get_translations(self, form: Any) -> _Words:
            """This portal's catalogue."""
            return _Words()
