"""Files of many rows for people to keep: short ones at once, long ones in the background. No export is known here."""
