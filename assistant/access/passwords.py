"""Passwords → what is kept instead of them.

scrypt of the standard library: memory-hard, in every Python that we support, and no dependency to keep up with.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import secrets
import unicodedata

from assistant.errors import UsageError

SHORTEST, LONGEST = 12, 1000  # characters
# 32 MB and about a fifth of a second; of the same strength as 2^17, 8, 1 (OWASP Password Storage Cheat Sheet).
_COST, _BLOCK, _LANES = 15, 8, 3
_SALT, _KEY = 16, 32  # bytes
_HIGHEST_COST, _MOST_LANES = 20, 16


def checked(password: str) -> str:
    """``password``, if it is long enough. Raises UsageError, which does not repeat it."""
    if not SHORTEST <= len(password) <= LONGEST:
        raise UsageError(f"A password has {SHORTEST} to {LONGEST:,} characters. Choose another, such as four words.")
    return password


def kept(password: str) -> str:
    """What is stored: "scrypt$cost$block$lanes$salt$key", in which salt and key are Base64."""
    salt = secrets.token_bytes(_SALT)
    key = _derived(password, salt, _COST, _BLOCK, _LANES)
    return f"scrypt${_COST}${_BLOCK}${_LANES}${_encoded(salt)}${_encoded(key)}"


def fits(password: str, stored: str) -> bool:
    """Whether ``stored`` was made of ``password``. Raises ValueError where ``stored`` was not made by ``kept``."""
    kind, cost, block, lanes, salt, key = stored.split("$")
    given = int(cost), int(block), int(lanes)
    if kind != "scrypt" or not (0 < given[0] <= _HIGHEST_COST and 0 < given[1] <= _BLOCK and given[2] <= _MOST_LANES):
        raise ValueError
    wanted = base64.b64decode(key, validate=True)
    found = _derived(password[: LONGEST + 1], base64.b64decode(salt, validate=True), *given)
    return hmac.compare_digest(found, wanted)


def nobodys() -> str:
    """What no password fits, and takes as long to find out as for what ``kept`` makes."""
    return f"scrypt${_COST}${_BLOCK}${_LANES}${_encoded(bytes(_SALT))}${_encoded(bytes(_KEY))}"


def _derived(password: str, salt: bytes, cost: int, block: int, lanes: int) -> bytes:
    # The same letters typed on another keyboard may be other code points (RFC 8265).
    typed = unicodedata.normalize("NFKC", password).encode("utf-8", "surrogatepass")
    needed = 128 * block * (2**cost + lanes + 2)
    return hashlib.scrypt(typed, salt=salt, n=2**cost, r=block, p=lanes, maxmem=2 * needed, dklen=_KEY)


def _encoded(raw: bytes) -> str:
    return base64.b64encode(raw).decode()
