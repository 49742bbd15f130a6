"""Refuses, in words, what an exercise has no use for: files, other programs, the network, foreign code.

An audit hook: it catches what is done by accident or out of curiosity and says so in a sentence. Code that is
written to get round it can; the limits that hold then are those of `locks` and `warden`.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Sequence
from typing import Any

_PROGRAMS, _FILES = "start or stop other programs", "change files or folders"
_EVENTS = {
    **dict.fromkeys(
        ("os.fork", "os.forkpty", "os.exec", "os.posix_spawn", "os.spawn", "os.system"), _PROGRAMS
    ),
    **dict.fromkeys(("os.kill", "os.killpg", "os.startfile", "pty.spawn", "subprocess.Popen"), _PROGRAMS),
    **dict.fromkeys(("_thread.start_new_thread", "_thread.start_joinable_thread"), "start threads"),
    **dict.fromkeys(("os.remove", "os.rename", "os.rmdir", "os.mkdir", "os.link", "os.symlink"), _FILES),
    **dict.fromkeys(("os.truncate", "os.chmod", "os.chown", "os.chflags", "os.utime", "os.lockf"), _FILES),
    **dict.fromkeys(("os.setxattr", "os.removexattr", "fcntl.lockf", "fcntl.flock"), _FILES),
    **dict.fromkeys(("sqlite3.connect", "sqlite3.connect/handle", "dbm.open"), "open a database"),
    **dict.fromkeys(("resource.setrlimit", "resource.prlimit"), "change its limits"),
    "urllib.Request": "use the network",
}
_PREFIXES = {
    "socket.": "use the network",
    "http.": "use the network",
    "ftplib.": "use the network",
    "smtplib.": "use the network",
    "ctypes.": "call foreign code",
    "shutil.": _FILES,
    "tempfile.": _FILES,
    "webbrowser.": _PROGRAMS,
    "winreg.": "change the system",
}
_LISTING = ("os.listdir", "os.scandir", "os.walk", "os.fwalk", "glob.glob", "glob.glob/2")
_WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND
_LONGEST = 200


class RefusedError(PermissionError):
    """Something that the learner's code tried; the text ends the sentence “Your code tried to …”."""


def install(readable: Sequence[str]) -> None:
    """Refuse from now on, for the life of this process; files below `readable` can be read."""
    inside = tuple(os.path.realpath(folder) for folder in readable)
    audit = _hook(inside, os.fsdecode, os.path.realpath)
    sys.addaudithook(audit)


def _hook(
    inside: tuple[str, ...], decode: Callable[[Any], str], real: Callable[[str], str]
) -> Callable[[str, tuple[Any, ...]], None]:
    def audit(event: str, args: tuple[Any, ...]) -> None:
        if event == "open":
            path, _, flags = args
            if isinstance(flags, int) and flags & _WRITING:
                raise RefusedError(f"open the file {_shown(path)} for writing")
            _check(path, "read the file")
        elif event in _LISTING:
            _check(args[0], "list the folder")
        elif event in _EVENTS:
            raise RefusedError(_EVENTS[event])
        else:
            for prefix, words in _PREFIXES.items():
                if event.startswith(prefix):
                    raise RefusedError(words)

    def _check(path: Any, words: str) -> None:
        if path is None or not isinstance(path, (str, bytes, os.PathLike)):
            return
        found = real(decode(path))
        if not any(found == folder or found.startswith(folder + os.sep) for folder in inside):
            raise RefusedError(f"{words} {_shown(path)}")

    def _shown(path: Any) -> str:
        return repr(decode(path))[:_LONGEST] if isinstance(path, (str, bytes, os.PathLike)) else "of a number"

    return audit
