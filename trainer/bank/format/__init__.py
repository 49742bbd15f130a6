"""The exercise file as Pydantic models: which keys exist, what each may hold, and how a fault is worded."""
