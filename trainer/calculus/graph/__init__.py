"""Computational graphs: forward formulas in, values, gradients, questions, solution and drawing out."""
