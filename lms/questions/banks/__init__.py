"""Question banks of other systems: GIFT and Moodle XML come in, Moodle XML goes out (pure)."""
