"""Scripts for the separate process, over the standard library and NumPy; the trainer never imports them."""
