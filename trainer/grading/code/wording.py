"""One clear sentence for everything that can end a learner's code before it has returned."""

from __future__ import annotations

import signal

from trainer.grading.code.fence import Ended
from trainer.grading.code.received import Stopped
from trainer.grading.code.report import Fault
from trainer.grading.code.task import CodeTask
from trainer.grading.code.watch import Ending, Limits
from trainer.maths.judging.verdict import Outcome

_OUTCOMES = {
    Fault.NONE: Outcome.EQUAL,
    Fault.SYNTAX: Outcome.UNREADABLE,
    Fault.MISSING: Outcome.UNREADABLE,
    Fault.SIGNATURE: Outcome.UNREADABLE,
    Fault.UNAVAILABLE: Outcome.UNDECIDED,
}
Said = tuple[Fault, str]

_BY_SIGNAL = 128
_ENDED_BY = {
    signal.SIGKILL: "Your code closed its connection to the trainer, or the system ended it.",
    signal.SIGSEGV: "Your code made the Python interpreter crash, for example by recursion too deep.",
    signal.SIGABRT: "Your code made the Python interpreter abort.",
}
_CUT_OFF = 77  # the exit code of the harness where it cannot send any more


def outcome_of(fault: Fault) -> Outcome:
    """Unreadable where there is nothing to judge, undecided where it is not the learner's fault."""
    return _OUTCOMES.get(fault, Outcome.DIFFERENT)


def say_stopped(stopped: Stopped, task: CodeTask, limits: Limits) -> Said:
    """The fault of which the harness has sent word."""
    rule = _RULES.get(stopped.fault)
    return stopped.fault, rule(stopped, task) if rule else _too_much_memory(limits)


def say_ending(ended: Ended, ready: bool, limits: Limits) -> Said:
    """A run that ended without a word from the harness."""
    if ended.ending is Ending.OUTPUT:
        return Fault.OUTPUT, f"Your code printed more than {_size(limits.output)} and was stopped."
    if ended.ending is Ending.MESSAGES:
        return Fault.OUTPUT, f"Your code returned more than {_size(limits.messages)} and was stopped."
    if not ready:
        return Fault.UNAVAILABLE, "Your code could not be started here, so nothing was judged."
    if ended.ending is Ending.TIME or ended.code == _BY_SIGNAL + signal.SIGXCPU:
        stopped = f"Your code had not finished after {limits.wall:g} s and was stopped"
        return Fault.TIME, f"{stopped}: is there a loop without end?"
    if "MemoryError" in ended.output:
        return Fault.MEMORY, _too_much_memory(limits)
    return _say_exit(ended.code)


def _say_exit(code: int) -> Said:
    """A script that left without a word, by its exit code."""
    if code == _CUT_OFF:
        return Fault.CRASH, _ENDED_BY[signal.SIGKILL]
    for number, sentence in _ENDED_BY.items():
        if code == _BY_SIGNAL + number:
            return Fault.CRASH, sentence
    return Fault.EXIT, f"Your code ended the Python interpreter (exit code {code}); return a value instead."


def _too_much_memory(limits: Limits) -> str:
    return f"Your code asked for more memory than the {_size(limits.memory)} it may use."


def _size(count: int) -> str:
    for unit, size in (("GiB", 1 << 30), ("MiB", 1 << 20), ("KiB", 1 << 10)):
        if count >= size:
            return f"{count / size:g} {unit}"
    return f"{count} bytes"


def _syntax(stopped: Stopped, task: CodeTask) -> str:
    where = f"Line {stopped.line} is" if stopped.line else "This is"
    return f"{where} not Python: {_ended(stopped.text)}"


def _missing(stopped: Stopped, task: CodeTask) -> str:
    others = ", ".join(stopped.defined)
    defined = f"; it defines {others}" if others else ""
    return f"Your code defines no function named {task.function}{defined}."


def _signature(stopped: Stopped, task: CodeTask) -> str:
    wanted = ", ".join(item.name for item in task.passed)
    own = f"yours is {task.function}{stopped.text}"
    return f"The function {task.function} is called as {task.function}({wanted}); {own}."


def _raised(stopped: Stopped, task: CodeTask) -> str:
    return f"Your code raised {stopped.text}{_at(stopped)}."


def _refused(stopped: Stopped, task: CodeTask) -> str:
    return f"Your code tried to {stopped.text}{_at(stopped)}, which an exercise may not."


def _exit(stopped: Stopped, task: CodeTask) -> str:
    return "Your code called sys.exit; return a value instead."


def _at(stopped: Stopped) -> str:
    return f" in line {stopped.line}" if stopped.line else ""


def _ended(text: str) -> str:
    return text if text.endswith((".", "?", "!")) else f"{text}."


_RULES = {
    Fault.SYNTAX: _syntax,
    Fault.MISSING: _missing,
    Fault.SIGNATURE: _signature,
    Fault.RAISED: _raised,
    Fault.REFUSED: _refused,
    Fault.EXIT: _exit,
}
