"""What Rambutan adds to Python-Markdown, one concern a file; `lms/content/markdown.py` puts them together."""
