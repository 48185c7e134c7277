"""Units and people kept by the office: pages, the staff list that comes in as a file, cards, delegation."""
