"""What documents hold and a course has no place for: what is told of it, and what its author can do (pure)."""

from collections.abc import Iterable

from lms.kernel.problems import Problem, warning

LOSSES = {
    "pictures-without-words": (
        "Pictures without a description: {count}{where}.",
        "Write for each of them what a blind colleague has to know.",
    ),
    "picture-formats": (
        "Pictures in a format that no browser shows: {count}{where}.",
        "Save them as PNG and put them in again.",
    ),
    "linked-pictures": (
        "Pictures that are not in the file but only linked: {count}{where}.",
        "Put the pictures themselves in.",
    ),
    "text-boxes": (
        "Text boxes: {count}{where}. Their text now stands between the paragraphs.",
        "Look whether each stands in the right place.",
    ),
    "shapes": (
        "Drawn shapes, lines and arrows: {count}{where}. Only words within them came in.",
        "If they explain something, save the drawing as a picture and describe it.",
    ),
    "equations": (
        "Formulas: {count}{where}. Only their letters and digits came in.",
        "Write each of them again.",
    ),
    "comments": (
        "Comments: {count}{where}. They are left out.",
        "Put into the text what learners should read.",
    ),
    "changes": (
        "Tracked changes: {count}{where}. The text came in as if all were accepted.",
        "Look whether the text is the one you mean.",
    ),
    "objects": (
        "Embedded files and objects: {count}{where}. They are left out.",
        "Add each of them as a table, a picture or a file.",
    ),
    "headers": (
        "Headers and footers are left out.",
        "Nothing is to be done; the page has its own.",
    ),
    "charts": (
        "Charts: {count}{where}. They are left out.",
        "Add the numbers as a table, or the chart as a picture with a description.",
    ),
    "charts-as-tables": (
        "Charts that became tables: {count}{where}.",
        "Look whether the table says what the chart showed.",
    ),
    "diagrams": (
        "SmartArt diagrams: {count}{where}. Only their words came in.",
        "Say in a sentence how the words belong together, or add the diagram as a picture.",
    ),
    "links-within": (
        "Links that lead nowhere outside the document: {count}{where}. Only their words stay.",
        "Link again what readers should find.",
    ),
    "no-headings": (
        "The document has no headings, so all of it became one lesson.",
        "Mark the headings in Word with the style Heading 1 and send it again, or divide the lesson here.",
    ),
    "picture-slides": (
        "Slides that are only pictures: {count}{where}. Their text cannot be searched or read aloud.",
        "Type the text of each below its picture.",
    ),
    "slides-without-title": (
        "Slides without a title: {count}{where}.",
        "Give each of these sections a heading.",
    ),
    "hidden-slides": (
        "Hidden slides: {count}{where}. They are left out.",
        "Show them in PowerPoint and send the file again, if they belong to the course.",
    ),
    "recordings": (
        "Video and audio: {count}{where}. They are left out.",
        "Add each recording as a file of its own or as a link.",
    ),
    "animations": (
        "Slides with animations: {count}{where}. All is shown at once.",
        "Look whether the text can be followed without them.",
    ),
}
"""Message and remedy by code."""

_MOST_NUMBERS = 30


def loss(code: str, count: int, slides: Iterable[int] = ()) -> Problem:
    """What is told of `count` things that did not come along as they were, on these slides."""
    return warning(code, LOSSES[code][0], LOSSES[code][1], count=count, where=_where(sorted(set(slides))))


def _where(numbers: list[int]) -> str:
    """ " (3, 7–9)": numbers in a row as a range."""
    ranges: list[list[int]] = []
    for number in numbers:
        if ranges and number == ranges[-1][-1] + 1:
            ranges[-1][1:] = [number]
        else:
            ranges.append([number])
    shown = ", ".join("–".join(map(str, one)) for one in ranges[:_MOST_NUMBERS])
    return f" ({shown}{', …' if len(ranges) > _MOST_NUMBERS else ''})" if shown else ""
