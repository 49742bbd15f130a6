"""The screens of a mock exam: the choice of exams, questions on a clock, the map, the hand-in, the report."""
