"""The drawing of a graph in boxes and arrows, and the same as a list of sentences."""
