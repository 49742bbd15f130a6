"""What holds for every test: nothing outside temporary folders is read or written."""

import os

from hypothesis import settings

os.environ["TRAINER_CACHE"] = ""
os.environ.pop("TRAINER_DB", None)
os.environ.pop("TRAINER_EXERCISES", None)

# What is refused must be refused again: the same examples in every run, and none of them against a clock.
# `pytest --hypothesis-profile=explore` looks for new ones.
settings.register_profile("same", derandomize=True, deadline=None, database=None)
settings.register_profile("explore", deadline=None, print_blob=True)
settings.load_profile("same")
