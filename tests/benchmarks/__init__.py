"""`make bench`: what the hot pages cost, as ratios to a bare page measured in the same run (docs/benchmarks.md)."""
