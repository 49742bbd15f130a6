"""Mathematics drawn in a terminal: trees to TeX, TeX to boxes and rows of Unicode, prose around them."""
