"""Grading: a variant and what the learner typed become a verdict, part by part, with the mistake named."""

from trainer.grading.compare import compare_texts
from trainer.grading.kinds import grade
from trainer.grading.reading import read_answer
from trainer.grading.result import Grade, PartGrade

__all__ = ["Grade", "PartGrade", "compare_texts", "grade", "read_answer"]
