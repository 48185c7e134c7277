"""Files of many rows: at once or in the background, kept for a while."""
