"""What office programs write into a file's properties, and what of it can be believed."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from assistant.domain import Basis, Stated
from assistant.reading.cleaning import one_line
from assistant.reading.dates import read_date
from assistant.reading.extract import Facts
from assistant.reading.header import shortened
from assistant.reading.package import parsed

if TYPE_CHECKING:
    import zipfile

_NO_TITLE = re.compile(
    r"^(?:untitled\d*|\(?unspecified\)?|\(?anonymous\)?|none|null|title|document\s?\d*|doc\d*|slide \d+|new document|"
    r"presentation\d*|powerpoint presentation|word document|normal|template|draft|print|scan\w*|microsoft word.*|"
    r"microsoft powerpoint.*|.*\.(?:docx?|dot|rtf|pdf|indd|qxd|txt|odt|pptx?|xlsx?|html?|tmp|wpd|pub|p65|ai|cdr)|"
    r"https?:.*|[\W\d_]*)$",
    re.IGNORECASE,
)
_NO_AUTHOR = re.compile(
    r"\b(?:microsoft|office|windows|adobe|acrobat|word|excel|powerpoint|libreoffice|openoffice|python|openpyxl|docx|"
    r"pptx|xlsx|reportlab|latex|pdf\w*|scan\w*|printer|xerox|canon|ricoh|konica|epson|lexmark|hewlett|lenovo|dell|acer|"
    r"asus|toshiba|fujitsu|user|usuario|utilisateur|benutzer|utente|admin\w*|owner|guest|unknown|anonymous|author|"
    r"unspecified|none|null|n/a|test|temp|default|computer|laptop|desktop|workstation)\b|[@\\/_<>{}|=]|\d|\ufffd",
    re.IGNORECASE,
)
_LONGEST_AUTHOR = 150
_BYLINE = re.compile(r"^(?:by|von|par|por|di)\s+", re.IGNORECASE)
# What a template says of every document made from it: python-docx's, python-pptx's.
_TEMPLATES_CREATED = frozenset(("2013-12-23", "2013-01-27"))


def sane_title(title: str) -> str | None:
    """A title from a file's properties; None where a program put it there ("Microsoft Word - x.doc")."""
    title = one_line(title)
    if _NO_TITLE.match(title) or "\ufffd" in title or len(title) < 4:  # noqa: PLR2004
        return None
    if " " not in title and re.search(r"[\d_]", title):  # a file's name or a number: "JS_final2"
        return None
    return shortened(title)


def sane_author(name: str, *, of_file: bool = True) -> str | None:
    """The author that a field names; None where it is a program's, a machine's or an account's name.

    ``of_file``: the field is one of a file's properties, into which programs write the account at which the file was
    made ("jsmith", "Ali"): there a single word in Latin letters is no author. Elsewhere people fill it in.
    """
    name = _BYLINE.sub("", one_line(name)).strip(" ,;.")
    if len(name) < 2 or len(name) > _LONGEST_AUTHOR or not any(map(str.isalpha, name)):  # noqa: PLR2004
        return None
    if not of_file:
        return None if "://" in name or name.lower().startswith("www.") else name
    if _NO_AUTHOR.search(name) or (name.isascii() and " " not in name) or name.islower():
        return None
    return name


def stated(title: str | None, author: str | None = None) -> Facts:
    """Facts of a file's own properties, as far as they are sane."""
    title, author = sane_title(title or ""), sane_author(author or "")
    return Facts(
        title=Stated(title, Basis.METADATA) if title else None,
        author=Stated(author, Basis.METADATA) if author else None,
    )


def core_facts(archive: zipfile.ZipFile) -> tuple[Facts, str | None]:
    """Title and author of a file of Microsoft Office, and the ISO date at which it was made.

    None of it where the part is missing or damaged: a text is worth reading also then.
    """
    from lxml.etree import LxmlError  # noqa: PLC0415 - a native library

    try:
        root = parsed(archive.read("docProps/core.xml"))
    except (KeyError, LxmlError, ValueError):
        return Facts(), None
    created = read_date((root.findtext("{*}created") or "")[:10])
    facts = stated(root.findtext("{*}title"), root.findtext("{*}creator"))
    return facts, None if created in _TEMPLATES_CREATED else created
