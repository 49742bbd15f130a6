"""Mock exams as values and tables: the paper, the sitting and its clock, the report; without any screen."""
