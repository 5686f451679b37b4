"""Vectors in Chroma, for every service that compares texts."""
