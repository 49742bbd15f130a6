"""The shipped exercises, read once in every process that tests them."""

from trainer.bank import load_bank
from trainer.paths import exercises_folder

BANK = load_bank([exercises_folder()])
