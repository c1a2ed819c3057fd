"""Comparisons in one run, as ratios: seconds differ between machines, ratios hardly do. `make bench` runs them."""
