"""What holds for every test: nothing of whoever runs it is read or written, and processes start quickly."""

import os

from hypothesis import settings

os.environ["TRAINER_CACHE"] = ""
os.environ.pop("TRAINER_DB", None)
os.environ.pop("TRAINER_EXERCISES", None)

# Tests start about a hundred processes. One thread for linear algebra halves the time in which NumPy starts,
# and the first process compiles the program for all others.
os.environ["OPENBLAS_NUM_THREADS"] = "1"
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)

# What is refused must be refused again: the same examples in every run, and none of them against a clock.
# `pytest --hypothesis-profile=explore` looks for new ones.
settings.register_profile("same", derandomize=True, deadline=None, database=None)
settings.register_profile("explore", deadline=None, print_blob=True)
settings.load_profile("same")
