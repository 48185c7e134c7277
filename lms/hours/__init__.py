"""JP: the ledger of lesson hours, and the dated rules it is held against."""
