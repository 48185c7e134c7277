"""Learning: enrolment, progress, completion."""
