"""Tells what a script finds around it."""

import json
import os
import sys
from pathlib import Path

_, messages, _ = map(int, sys.argv[1:])
told = {
    "files": [path.name for path in Path().iterdir()],
    "folder": str(Path.cwd()),
    "environment": dict(os.environ),
    "input": sys.stdin.read(),
}
os.write(messages, (json.dumps(told) + "\n").encode())
