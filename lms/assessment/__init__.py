"""Assessment: attempts, answers, marks."""
