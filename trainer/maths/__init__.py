"""Reading, drawing, evaluating and comparing mathematical text."""
