"""The bounds on everything typed: checked before anything is computed."""

MAX_CHARACTERS = 2_000
MAX_TOKENS = 800
MAX_WORD = 40
MAX_DEPTH = 40
MAX_LINKS = 60
"""Of all chains such as a/b/c together, the first two parts of each aside: each makes a tree higher."""
MAX_NODES = 1_600
MAX_DIGITS = 60
MAX_DECIMAL_EXPONENT = 400
MAX_POWER = 1_000
MAX_FACTORIAL = 170
MAX_ARRAY_ITEMS = 144
