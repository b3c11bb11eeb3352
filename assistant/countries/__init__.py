"""Countries: what they are called, in every language, and the words that are made of their names."""
