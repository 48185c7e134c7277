"""What keeps a change of a draft from being stored, in words."""

from lms.kernel.errors import Conflict, Unprocessable


class FileChanged(Conflict):
    """Somebody else changed the file meanwhile; `path` says which. Nothing was overwritten."""

    def __init__(self, path: str) -> None:
        super().__init__("Somebody changed this page meanwhile. Nothing was overwritten; look at both texts.")
        self.path = path


class DraftClosed(Conflict):
    """The draft was discarded."""

    def __init__(self) -> None:
        super().__init__("This draft was discarded.")


class NameTaken(Conflict):
    """There is a draft of this course already."""

    def __init__(self) -> None:
        super().__init__("There is a draft of this course already. Ask its authors to let you write with them.")


class QuotaFull(Unprocessable):
    """The files would be more than one speaker may keep in drafts."""

    def __init__(self, megabytes: int) -> None:
        super().__init__(
            "Your drafts would hold more than %(most)s MB. Take out recordings or large pictures first.", most=megabytes
        )


class LastAuthor(Conflict):
    """A draft needs an author."""

    def __init__(self) -> None:
        super().__init__("A draft needs at least one author.")


class BlockChanged(Conflict):
    """The block that a proposal was made for is another one now."""

    def __init__(self) -> None:
        super().__init__("This part was changed since the proposal was made. Compare both and take over what fits.")


class RemarkClosed(Conflict):
    """Somebody has ended the remark meanwhile."""

    def __init__(self) -> None:
        super().__init__("This remark was closed meanwhile.")
