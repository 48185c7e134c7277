"""Files that a page hands out to keep."""

from flask import Response

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
CSV = "text/csv; charset=utf-8"


def xlsx_file(data: bytes, name: str) -> Response:
    """A workbook to download; no browser keeps it."""
    return _file(data, name, XLSX)


def _file(data: bytes, name: str, kind: str) -> Response:
    response = Response(data, content_type=kind)
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    response.headers["Cache-Control"] = "no-store"
    return response


def pdf_file(data: bytes, name: str) -> Response:
    """A PDF to download; no browser keeps it."""
    response = Response(data, mimetype="application/pdf")
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return kept_by_nobody(response)


def kept_by_nobody(response: Response) -> Response:
    """The answer, of which no browser and nothing on the way keeps a copy."""
    response.headers["Cache-Control"] = "no-store"
    return response
