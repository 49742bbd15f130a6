"""The one table of keys: bindings, key bar, help and the README's table are all made from it.

Where an answer is typed, letters, digits and signs belong to the answer, so a binding keeps only its function
and control keys there.
"""

from trainer.tui.keys.bound import bindings, commands, keys_of
from trainer.tui.keys.key import Key
from trainer.tui.keys.markdown import markdown_table
from trainer.tui.keys.names import is_text, key_name
from trainer.tui.keys.places import ANSWERS, TYPED, Place
from trainer.tui.keys.table import KEYS

__all__ = [
    "ANSWERS",
    "KEYS",
    "TYPED",
    "Key",
    "Place",
    "bindings",
    "commands",
    "is_text",
    "key_name",
    "keys_of",
    "markdown_table",
]
