"""After publication: faults that learners report, and what authors see of their courses."""
