"""Whether an answer equals its reference: verdicts with evidence."""
