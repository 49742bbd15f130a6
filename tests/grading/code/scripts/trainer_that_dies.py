"""A trainer that runs a script, tells which processes there are, and is then killed from outside."""

import json
import sys
from pathlib import Path

from trainer.grading.code.fence import run_fenced
from trainer.grading.code.watch import Limits


class Ear:
    """Passes on what the script says."""

    ready = False
    over = False

    def hear(self, line):
        self.ready = True
        print(" ".join(map(str, json.loads(line)["processes"])), flush=True)
        return b""


run_fenced(Path(__file__).with_name("escapes.py"), b"", Ear(), Limits(wall=60))
sys.exit("nobody killed this")
