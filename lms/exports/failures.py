"""Why an export was not made: keys as they are stored, and message ids of what to do about it (pure)."""

from collections.abc import Mapping

RIGHT, REFUSED, DISK, BROKEN, STOPPED, ROWS = "right", "refused", "disk", "broken", "stopped", "rows"

FAILURES: Mapping[str, str] = {
    RIGHT: "Your account no longer has the right to this file. Ask your coordinator if you need it.",
    REFUSED: "What you asked for is not there any more, or out of your reach. Open the page again and ask anew.",
    DISK: "The server has no room for the file. Tell the operator of this portal, then ask again.",
    BROKEN: "The file could not be made because of an error of the portal. The operator finds it in the log.",
    STOPPED: "The server stopped several times while it made the file. Ask again, or for fewer rows at once.",
    ROWS: "There are more rows than a workbook can hold. Ask for CSV, or for fewer rows at once.",
}
