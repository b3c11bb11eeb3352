"""The truth: documents, passages, vectors and the keyword index in one SQLite file, and what reads and writes it."""
