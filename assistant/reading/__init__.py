"""Bytes of one format → Document, one module a format."""

from assistant.reading.files import read, read_bytes
from assistant.reading.kind import SUFFIXES

__all__ = ["SUFFIXES", "read", "read_bytes"]
