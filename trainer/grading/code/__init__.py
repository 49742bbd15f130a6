"""The code kind: a Python function of the learner's, run behind a fence and judged against formulas."""

from trainer.grading.code.check import check_task
from trainer.grading.code.report import CodeReport, Difference, Fault, GradientDifference
from trainer.grading.code.run import run_code
from trainer.grading.code.task import CodeTask, FunctionParameter, GradientCheck, Mistake, Parameter, Result
from trainer.grading.code.watch import Limits

__all__ = [
    "CodeReport",
    "CodeTask",
    "Difference",
    "Fault",
    "FunctionParameter",
    "GradientCheck",
    "GradientDifference",
    "Limits",
    "Mistake",
    "Parameter",
    "Result",
    "check_task",
    "run_code",
]
