"""The web: door, guards, pages, errors, headers; knows no feature."""
