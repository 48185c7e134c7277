"""The PDF of a paper, for its speaker and for the office."""

from flask import Response, request

from lms.kernel.clock import utc_now
from lms.permissions import Permission
from lms.platform.db.doors import begin_reading, begin_writing
from lms.platform.web.guards import actor, requires
from lms.speakers import filing, operations
from lms.speakers.access import paper_for
from lms.speakers.papers import WORDS_IN_NUMBERS
from lms.speakers.queries import kept_file
from lms.speakers.views.blueprint import bp


@bp.get("/speakers/papers/<int:paper_id>.pdf")
@requires(Permission.LEARN)
def paper(paper_id: int) -> Response:
    """The document; made once, outside any transaction, and kept."""
    page = paper_for(paper_id, actor())
    data = kept_file(paper_id)
    if data is None:
        recipe = filing.recipe_of(page.facts)
        begin_reading()
        made = filing.make_file(recipe)
        begin_writing()
        data = operations.keep_paper_file(paper_id, made, utc_now())
    response = Response(data, content_type="application/pdf")
    name = f"{WORDS_IN_NUMBERS[page.kind].lower()}-{paper_id}.pdf"
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    response.headers["Cache-Control"] = "private, no-cache"
    response.add_etag()
    response.make_conditional(request)
    return response
