"""One sheet for the leadership: what is reached, what is lacking, what it costs, what is asked of whom. Reads only."""
