"""Exercises: from YAML files to templates, and from a template and a seed to a concrete question."""

from trainer.bank.cache import cache_folder
from trainer.bank.exercise import Bank, Exercise, Skill
from trainer.bank.loader import formula_faults, load_bank

__all__ = ["Bank", "Exercise", "Skill", "cache_folder", "formula_faults", "load_bank"]
