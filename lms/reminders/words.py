"""What ways of reminding are called on pages."""

from lms.platform.web.i18n import gettext


def channels() -> dict[str, str]:
    """Channel → words."""
    return {
        "portal": gettext("In the portal and by e-mail"),
        "whatsapp": gettext("By WhatsApp, sent by hand"),
        "memo": gettext("By official memo"),
        "ladder": gettext("By itself, before or after the last day"),
    }
