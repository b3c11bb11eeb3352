"""Measures retrieval and answers on question sets, with the same objects that answer people."""
