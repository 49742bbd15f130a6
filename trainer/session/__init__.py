"""Practice as values and tables: what the learner may do next and what is recorded, without any screen."""
