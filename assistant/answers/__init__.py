"""The answer as it grows, and what is said beside it: how old it is, and where documents disagree."""
