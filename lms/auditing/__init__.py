"""Reading the audit: who did what to whom and when, in words, searched and taken along as a file."""
