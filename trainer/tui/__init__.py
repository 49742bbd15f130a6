"""The full-screen terminal shell: draws what a study session says and passes on what the learner does."""
