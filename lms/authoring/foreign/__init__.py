"""What was written elsewhere as course text: pasted HTML, zip files, documents of Word, slides (pure)."""
