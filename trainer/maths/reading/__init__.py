"""From text to tree: the parser of the answer language and its errors."""
