"""Learners that are drawn, not asked: what they truly remember, and how policies do with them."""
