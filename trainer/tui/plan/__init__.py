"""The screens of the plan to an exam."""
