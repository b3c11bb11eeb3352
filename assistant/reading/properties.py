"""What office programs write into a file's properties, and what of it can be believed."""

from __future__ import annotations

import re

from assistant.reading.cleaning import one_line
from assistant.reading.header import shortened

_NO_TITLE = re.compile(
    r"^(?:untitled\d*|\(?unspecified\)?|\(?anonymous\)?|none|null|title|document\s?\d*|doc\d*|slide \d+|new document|"
    r"presentation\d*|powerpoint presentation|word document|normal|template|draft|print|scan\w*|microsoft word.*|"
    r"microsoft powerpoint.*|.*\.(?:docx?|dot|rtf|pdf|indd|qxd|txt|odt|pptx?|xlsx?|html?|tmp|wpd|pub|p65|ai|cdr)|"
    r"https?:.*|[\W\d_]*)$",
    re.IGNORECASE,
)


def sane_title(title: str) -> str | None:
    """A title from a file's properties; None where a program put it there ("Microsoft Word - x.doc")."""
    title = one_line(title)
    if _NO_TITLE.match(title) or "\ufffd" in title or len(title) < 4:  # noqa: PLR2004
        return None
    if " " not in title and re.search(r"[\d_]", title):  # a file's name or a number: "JS_final2"
        return None
    return shortened(title)
