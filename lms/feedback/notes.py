"""What the next page says after something was done."""

NOTES: dict[str, tuple[str, str]] = {
    "fault-reported": ("g", "Your report is sent. The answer will stand on your first page."),
    "fault-answered": ("g", "The answer is sent to everybody who reported this."),
    "answers-put-away": ("g", "Put away. The answers stay in this list."),
}
