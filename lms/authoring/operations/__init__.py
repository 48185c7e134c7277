"""The only writers of drafts."""

from lms.authoring.operations.authors import add_author as add_author
from lms.authoring.operations.authors import remove_author as remove_author
from lms.authoring.operations.beginnings import begin_course as begin_course
from lms.authoring.operations.beginnings import open_published as open_published
from lms.authoring.operations.drafts import NewDraft as NewDraft
from lms.authoring.operations.drafts import create_draft as create_draft
from lms.authoring.operations.drafts import discard_draft as discard_draft
from lms.authoring.operations.drafts import require_room as require_room
from lms.authoring.operations.drafts import set_state as set_state
from lms.authoring.operations.files import change_files as change_files
from lms.authoring.operations.files import edit_file as edit_file
from lms.authoring.operations.files import keep_revision as keep_revision
from lms.authoring.operations.overtaking import bring_in_published as bring_in_published
from lms.authoring.operations.undoing import restore as restore
from lms.authoring.operations.undoing import undo as undo
