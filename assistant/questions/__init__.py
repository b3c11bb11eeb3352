"""Questions: what they ask, what they take for granted, what is an answer to them, and which the library can answer."""
