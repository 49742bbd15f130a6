"""Leaves its process group and its session by a double fork, with nothing to hold it but the warden."""

import json
import os
import signal
import sys

_, messages, _ = map(int, sys.argv[1:])
told, tell = os.pipe()
if os.fork() == 0:
    os.setsid()
    for _ in range(3):
        if os.fork() == 0:
            os.setsid()
            signal.signal(signal.SIGTERM, signal.SIG_IGN)
            os.write(tell, f"{os.getpid()}\n".encode())
            signal.pause()
    os._exit(0)
found = b""
while found.count(b"\n") < 3:
    found += os.read(told, 512)
line = json.dumps({"ready": True, "processes": [int(number) for number in found.split()]})
os.write(messages, line.encode() + b"\n")
signal.pause()
