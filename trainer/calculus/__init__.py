"""Differentiation as a tree of named steps, and the mistakes that learners make in it."""
