"""Letters to people: kept in the inbox, sent as e-mail. Higher features say what they say; no letter is known here."""
