"""Errors as the page tells them: in their own words, without places on this machine."""

from __future__ import annotations

import re

_CLOSING = {"'": "'", '"': '"', "`": "`", "“": "”", "‘": "’", "«": "»", "「": "」"}
_ROOT = r"(?:~?/|[A-Za-z]:[\\/]|\\\\)"
_QUOTED = "|".join(f"(?<={opening}){_ROOT}[^{closing}\n]+(?={closing})" for opening, closing in _CLOSING.items())
_PLACE = re.compile(
    r"(?P<scheme>(?<!\w)[a-z][a-z0-9+.-]*://)(?P<rest>[^\s'\"`<>“”‘’«»]+)"
    rf"|(?P<quoted>{_QUOTED})"
    # What stands before it keeps "and/or", "1/2", "./notes" and "</p>" from being taken for a path, and so is "http://".
    rf"|(?<![\w./<~\\])(?!(?<=:)//){_ROOT}(?P<bare>[^\s'\"`<>“”‘’«»|,;:()]+)",
    re.IGNORECASE,
)
_END = ".,;:!?)]"  # what ends a sentence, and no path


def without_places(message: str) -> str:
    """``message`` with absolute paths cut to their last name and addresses without user, password and query.

    The last line of defence: an error's message should hold neither.
    """
    return _PLACE.sub(_cut, message)


def _cut(match: re.Match[str]) -> str:
    whole = match[0]
    end = whole[len(whole.rstrip(_END)) :] if match["quoted"] is None else ""
    place = whole.removesuffix(end)
    if match["scheme"] is None or match["scheme"].lower() == "file://":
        return (re.split(r"[\\/]", place.rstrip("\\/"))[-1] or "…") + end
    rest = re.split(r"[?#]", place.removeprefix(match["scheme"]))[0]
    host, slash, path = rest.partition("/")
    return match["scheme"] + host.rpartition("@")[2] + slash + path + end
