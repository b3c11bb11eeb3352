"""Exports verified: is every footnote shown as it was exported, and does the document say what it quotes?"""
