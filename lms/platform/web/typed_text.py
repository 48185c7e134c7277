"""What people type into forms, as it is kept (pure)."""


def plain(text: str) -> str:
    """The text with line breaks as one character, without surrounding spaces and without what cannot be seen."""
    unified = text.replace("\r\n", "\n").replace("\r", "\n")
    return "".join(one for one in unified if one.isprintable() or one in "\n\t").strip()
