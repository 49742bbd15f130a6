"""What holds for every test: nothing outside temporary folders is read or written."""

import os

os.environ["TRAINER_CACHE"] = ""
os.environ.pop("TRAINER_DB", None)
os.environ.pop("TRAINER_EXERCISES", None)
