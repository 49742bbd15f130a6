"""The preview of a file while it is written: what a learner will see, beside what its author must know."""
