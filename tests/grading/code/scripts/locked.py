"""Tries, behind the locks alone, everything that an exercise has no use for."""

import json
import os
import resource
import socket
import sys
import threading
from importlib.machinery import SourceFileLoader
from pathlib import Path
from types import ModuleType

job, messages, _ = map(int, sys.argv[1:])
with os.fdopen(job) as file:
    given = json.load(file)
loader = SourceFileLoader("locks", given["locks"])
locks = ModuleType("locks")
loader.exec_module(locks)
database = Path(given["database"])
libraries = str(Path(os.__file__).parent)
Path("mine.txt").touch()
held = locks.close([libraries, str(Path.cwd())])

ATTEMPTS = {
    "fork": os.fork,
    "start": lambda: os.posix_spawn("/bin/true", ["true"], {}),
    "exec": lambda: os.execv("/bin/true", ["true"]),
    "thread": threading.Thread(target=print).start,
    "kill": lambda: os.kill(os.getppid(), 0),
    "socket": socket.socket,
    "pair": socket.socketpair,
    "read": database.read_bytes,
    "list": lambda: list(database.parent.iterdir()),
    "write": lambda: database.write_bytes(b"gone"),
    "append": lambda: os.open(database, os.O_APPEND | os.O_WRONLY),
    "truncate": lambda: os.truncate(database, 0),
    "remove": database.unlink,
    "rename": lambda: database.rename(database.with_name("other")),
    "link": lambda: os.link(database, "database"),
    "folder": lambda: Path("folder").mkdir(),
    "new file": lambda: Path("new.txt").touch(),
    "mode": lambda: database.chmod(0),
    "owner": lambda: os.chown(database, 1, 1),
    "times": lambda: os.utime(database, (0, 0)),
    "limits": lambda: resource.setrlimit(
        resource.RLIMIT_AS, (resource.RLIM_INFINITY, resource.RLIM_INFINITY)
    ),
    "allowed: libraries": lambda: Path(libraries, "os.py").read_bytes(),
    "allowed: own folder": Path("mine.txt").read_bytes,
}


def said(attempt):
    try:
        attempt()
    except (OSError, RuntimeError, ValueError) as error:
        return type(error).__name__
    return "done"


answer = {"ready": True, "locks": held, "said": {name: said(attempt) for name, attempt in ATTEMPTS.items()}}
os.write(messages, (json.dumps(answer) + "\n").encode())
