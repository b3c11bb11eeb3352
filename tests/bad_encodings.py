"""Bad inputs whose letters are hard to tell: encodings that lie, are mixed, rare, padded or forbidden."""
# ruff: noqa: E501 - a case stands on a line of its own where it can

from __future__ import annotations

import codecs

from bad_inputs import Bad, phrase, said
from bad_texts import CHINESE, FRENCH, GERMAN, KOREAN, RUSSIAN, TURKISH

CZECH = "Ministři zahraničí obou zemí podepsali v Tokiu memorandum o rybolovu; příští schůzka se uskuteční v září.\n"
LITHUANIAN = "Dviejų šalių užsienio reikalų ministrai Tokijuje pasirašė žvejybos memorandumą; įsigalios žiemą.\n"
_LATIN_1 = FRENCH.replace("’", "'")


def _coded(encoding: str, text: str, what: str = "") -> Bad:
    """A file that holds ``text`` in an encoding."""
    seen = text.strip().splitlines()[0][:60]
    return Bad(f"coded-{what or encoding}.txt", "encoding", (f"{text}[{what or encoding}]\n").encode(encoding), (seen,))


ALL = [
    _coded("cp1250", CZECH, "czech-1250"),
    _coded("iso8859_2", CZECH, "czech-2"),
    _coded("cp1257", LITHUANIAN),
    _coded("iso8859_13", LITHUANIAN),
    _coded("cp857", TURKISH),
    _coded("iso2022_kr", KOREAN),
    _coded("hz", CHINESE),
    Bad("mark-of-utf-16-on-ascii.txt", "encoding", codecs.BOM_UTF16_LE + said("mark-16-lies").encode(), (phrase("mark-16-lies"),)),
    Bad("mark-of-other-order.txt", "encoding", codecs.BOM_UTF16_BE + (said("mark-order-lies") * 2).encode("utf-16-le"), (phrase("mark-order-lies"),)),
    Bad("mark-of-utf-8-on-latin-1.txt", "encoding", codecs.BOM_UTF8 + (said("mark-8-lies") + GERMAN).encode("latin-1"), (phrase("mark-8-lies"), "größere Häfen")),
    Bad("every-second-line.txt", "encoding", b"".join(one + two for one, two in zip((GERMAN * 3).encode().splitlines(keepends=True), (_LATIN_1 * 3).encode("latin-1").splitlines(keepends=True), strict=False)) + said("every-second").encode(), (phrase("every-second"), "größere Häfen", _LATIN_1.splitlines()[0]), lacks=("Ã",)),
    Bad("overlong.txt", "encoding", said("overlong").encode() + b" \xc0\xaf\xc0\xae\xe0\x80\xaf \xf0\x80\x80\xaf " + GERMAN.encode() + b"end", (phrase("overlong"), "größere Häfen", "end"), lacks=("Ã", "/../")),
    Bad("padded.txt", "damaged", said("padded").encode() + bytes(60_000), (phrase("padded"),), lacks=("\0",)),
    Bad("padded-16.txt", "damaged", (said("padded-16") + RUSSIAN).encode("utf-16-le") + bytes(60_001), (phrase("padded-16"), "Министры иностранных дел"), lacks=("\0",)),
    Bad("two-zeros.txt", "damaged", said("two-zeros").encode() + b"\0\0 end", (phrase("two-zeros"), "end"), lacks=("\0",)),
    Bad("two-marks.txt", "encoding", codecs.BOM_UTF8 * 3 + said("two-marks").encode() + "\ufeff end".encode(), (phrase("two-marks"), "end"), lacks=("\ufeff",)),
    Bad("joined-16.txt", "encoding", (said("joined-16") + "\n").encode("utf-16") + RUSSIAN.encode("utf-16"), (phrase("joined-16"), "Министры иностранных дел"), lacks=("\ufeff",)),
]  # fmt: skip
