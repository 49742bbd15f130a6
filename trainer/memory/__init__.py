"""What is remembered and what to ask next, from events alone; knows ids, never what an exercise says."""
