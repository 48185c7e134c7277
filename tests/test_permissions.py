"""The table of rights in the documents equals the one in the code."""

from pathlib import Path

from lms.permissions import HOLDERS, UNIT_SCOPED, Permission, Role

ROOT = Path(__file__).resolve().parents[1]


def cells(line: str) -> list[str]:
    return [cell.strip().strip("`") for cell in line.strip("|\n").split("|")]


def written() -> dict[str, dict[str, str]]:
    """Right → role → what the document says."""
    lines = [line for line in (ROOT / "docs/permissions.md").read_text("utf-8").splitlines() if line.startswith("|")]
    roles = cells(lines[0])[1:]
    return {(row := cells(line))[0]: dict(zip(roles, row[1:], strict=True)) for line in lines[2 : 2 + len(HOLDERS)]}


def test_the_document_says_which_role_holds_which_right() -> None:
    word = {right: "unit" if right in UNIT_SCOPED else "yes" for right in Permission}
    assert written() == {
        right.value: {role.value: word[right] if role in HOLDERS[right] else "" for role in Role}
        for right in Permission
    }


def test_every_right_is_explained() -> None:
    text = (ROOT / "docs/permissions.md").read_text("utf-8")
    assert [right for right in Permission if text.count(f"| `{right}` |") != 2] == []
