"""Runs and judges one learner's source: the whole way from text to report."""

from __future__ import annotations

from dataclasses import replace

from trainer.grading.code.conversation import Conversation, job
from trainer.grading.code.fence import AVAILABLE, HARNESS, Ended, run_fenced
from trainer.grading.code.inputs import draw_inputs
from trainer.grading.code.judge import Finding, judge
from trainer.grading.code.report import CodeReport, Fault
from trainer.grading.code.shown import show_input
from trainer.grading.code.task import CodeTask
from trainer.grading.code.watch import Ending, Limits
from trainer.grading.code.wording import Said, outcome_of, say_ending, say_stopped

MAX_SOURCE = 100_000
"""The longest source that is run, in characters."""

_RIGHT = "Right on every input."
_DEFAULT = Limits()


def run_code(source: str, task: CodeTask, seed: int, limits: Limits = _DEFAULT) -> CodeReport:
    """The report on a source: nothing that it does is raised here, and nothing of it is left behind.

    AuthorError where the task itself cannot be drawn.
    """
    inputs = draw_inputs(task, seed)
    if not AVAILABLE:
        return _unjudged(Fault.UNAVAILABLE, "Code can be run on Linux and macOS only, so nothing was judged.")
    if len(source) > MAX_SOURCE:
        return _unjudged(Fault.SYNTAX, f"This is longer than {MAX_SOURCE:,} characters; nothing was run.")
    conversation = Conversation(task, inputs)
    ended = run_fenced(HARNESS, job(source, task, inputs), conversation, limits)
    finding = judge(task, inputs, conversation.returned, conversation.changed)
    report = _report(finding, ended, len(inputs))
    if finding.fault is not Fault.NONE:
        return replace(report, input=show_input(task, inputs[finding.passed]))
    if conversation.finished:
        return report
    fault, message = _unfinished(conversation, ended, task, limits)
    line = conversation.stopped.line if conversation.stopped else None
    running = inputs[conversation.call : conversation.call + 1] if conversation.call == finding.passed else ()
    shown = show_input(task, running[0]) if running else {}
    return replace(report, outcome=outcome_of(fault), fault=fault, message=message, line=line, input=shown)


def _unfinished(conversation: Conversation, ended: Ended, task: CodeTask, limits: Limits) -> Said:
    """What ended the run before the last call had returned."""
    if conversation.stopped is not None:
        return say_stopped(conversation.stopped, task, limits)
    if ended.ending is Ending.OVER:
        return Fault.CRASH, "Your code disturbed the trainer's own messages, so it was stopped."
    return say_ending(ended, conversation.ready, limits)


def _report(finding: Finding, ended: Ended, inputs: int) -> CodeReport:
    return CodeReport(
        outcome_of(finding.fault),
        finding.fault,
        finding.message or _RIGHT,
        output=ended.output,
        difference=finding.difference,
        gradient=finding.gradient,
        passed=finding.passed,
        inputs=inputs,
        seconds=ended.seconds,
    )


def _unjudged(fault: Fault, message: str) -> CodeReport:
    return CodeReport(outcome_of(fault), fault, message)
