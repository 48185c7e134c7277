"""Home: a learner's first page; queries and views only."""
