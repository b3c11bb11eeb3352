"""A file → the documents in it: one module a format, and those for what holds several (archives, exports)."""

from assistant.reading.documents import documents, units
from assistant.reading.fields import WHATS
from assistant.reading.files import digest, opened, read, read_bytes
from assistant.reading.found import Found, Options, Unit
from assistant.reading.kind import SUFFIXES, is_read
from assistant.reading.scan import MOST_SCANS

VERSION = 7  # counted up when the same bytes are read otherwise: then every file is read again

__all__ = [
    "MOST_SCANS",
    "SUFFIXES",
    "VERSION",
    "WHATS",
    "Found",
    "Options",
    "Unit",
    "digest",
    "documents",
    "is_read",
    "opened",
    "read",
    "read_bytes",
    "units",
]
