"""The search index over the vectors, in a folder or on a Chroma server: it can be thrown away and built again."""
