"""Bad inputs that are archives."""
# ruff: noqa: E501 - a case stands on a line of its own where it can

from __future__ import annotations

import gzip
import stat
import struct
import tarfile
import zipfile
import zlib

from bad_inputs import CANARY, Bad, phrase, said
from packing import tarred, zipped


def link(name: str) -> zipfile.ZipInfo:
    entry = zipfile.ZipInfo(name)
    entry.external_attr = (stat.S_IFLNK | 0o777) << 16
    return entry


def tar_link(name: str, kind: bytes, target: str) -> tarfile.TarInfo:
    entry = tarfile.TarInfo(name)
    entry.type, entry.linkname = kind, target
    return entry


def nested(depth: int) -> bytes:
    data = zipped(("end.txt", said("zip-nested-end")))
    for _ in range(depth):
        data = zipped(("more.zip", data))
    return zipped(("beside.txt", said("zip-nested")), ("more.zip", data))


def fan(depth: int = 4, width: int = 10) -> bytes:
    """Like 42.zip: archives of archives that all hold zeros."""
    data = zipped(("zeros.txt", b"0" * 20_000_000))
    for _ in range(depth):
        data = zipped(*((f"{number}.zip", data) for number in range(width)))
    return zipped(("first.txt", said("zip-fan")), ("fan.zip", data))


def patched(data: bytes, place: int, form: str, value: int) -> bytes:
    """``data`` with another value in its first entry of the central directory."""
    start = data.index(b"PK\x01\x02") + place
    return data[:start] + struct.pack(form, value) + data[start + struct.calcsize(form) :]


def overlapping() -> bytes:
    data = zipped(("a.txt", said("zip-overlap")))
    start, end = data.index(b"PK\x01\x02"), data.index(b"PK\x05\x06")
    entry = data[start:end]
    many = b"".join(entry.replace(b"a.txt", b"%c.txt" % (97 + number)) for number in range(26))
    return data[:start] + many + struct.pack("<4s4H2LH", b"PK\x05\x06", 0, 0, 26, 26, len(many), start, 0)


def same_gzip(depth: int) -> bytes:
    data = said("gz-deep").encode()
    for _ in range(depth):
        data = gzip.compress(data)
    return data


def many_entries() -> bytes:
    return zipped(*((f"{number}.txt", b"") for number in range(60_000)), method=zipfile.ZIP_STORED)


def small(what: str) -> bytes:
    """An archive of two files."""
    return zipped(("a.txt", said(what) * 9), ("b.txt", said(f"{what}-beside") * 9), method=zipfile.ZIP_STORED)


ALL = [
    Bad("climbing.zip", "outside", lambda: zipped(("../../../../etc/passwd.txt", said("zip-up")), ("/etc/passwd.txt", said("zip-root")), ("C:\\windows\\a.txt", said("zip-drive")), ("a/../../b\n\x1b[2J.txt", said("zip-odd"))), tuple(phrase(f"zip-{what}") for what in ("up", "root", "drive", "odd")), lacks=(CANARY,)),
    Bad("links.zip", "outside", lambda: zipped((link("passwd.txt"), "/etc/passwd"), (link("etc"), "/etc"), ("etc/a.txt", said("zip-link"))), (phrase("zip-link"),), "link", lacks=(CANARY,)),
    Bad("links.tar", "outside", lambda: tarred((tar_link("a.txt", tarfile.SYMTYPE, "/etc/passwd"), b""), (tar_link("b.txt", tarfile.LNKTYPE, "../../../etc/passwd"), b""), ("c.txt", said("tar-link").encode()), (tar_link("d.txt", tarfile.CHRTYPE, ""), b"")), (phrase("tar-link"),), "link", lacks=(CANARY,)),
    Bad("nested.zip", "deep", lambda: nested(10), (phrase("zip-nested"),), "too many other archives", lacks=(phrase("zip-nested-end"),)),
    Bad("fan.zip", "bomb", lambda: fan(2, 10), (phrase("zip-fan"),), "unpacks to far more"),
    Bad("bomb.zip", "bomb", lambda: zipped(("a.txt", said("zip-bomb")), ("b.txt", b"0" * 100_000_000)), (phrase("zip-bomb"),), "unpacks to far more|files of up to"),
    Bad("bomb.md.gz", "bomb", lambda: gzip.compress(b"0" * 100_000_000), refused="unpacks to far more|files of up to"),
    Bad("bomb.txt.gz", "bomb", lambda: gzip.compress(b"0" * 100_000_000), refused="unpacks to far more|files of up to"),
    Bad("bomb.tgz", "bomb", lambda: tarred(("a.txt", said("tgz-bomb").encode()), ("b.txt", b"0" * 100_000_000), mode="w:gz"), (phrase("tgz-bomb"),), "unpacks to far more|files of up to"),
    Bad("deep.txt.gz", "deep", lambda: same_gzip(50), refused="too many other archives"),
    Bad("overlapping.zip", "bomb", overlapping, refused="over each other"),
    Bad("many.zip", "bomb", many_entries, refused="more than 50,000 files"),
    Bad("size-lie.zip", "hostile", lambda: patched(zipped(("a.txt", said("zip-lie") + "x" * 99_999)), 24, "<L", 5), (), "damaged"),
    Bad("size-lie-up.zip", "hostile", lambda: patched(zipped(("a.txt", said("zip-lie-up"))), 24, "<L", 0xFFFFFFF0), (phrase("zip-lie-up"),), "|damaged|files of up to"),
    Bad("zip64-lie.zip", "hostile", lambda: patched(patched(zipped(("a.txt", said("zip-64"))), 24, "<L", 0xFFFFFFFF), 20, "<L", 0xFFFFFFFF), (phrase("zip-64"),), "|damaged"),
    Bad("offset-lie.zip", "hostile", lambda: patched(small("zip-offset"), 42, "<L", 0x7FFFFFFF), (phrase("zip-offset-beside"),), "damaged|over each other"),
    Bad("sum-lie.zip", "damaged", lambda: patched(small("zip-sum"), 16, "<L", 1), (phrase("zip-sum-beside"),), "damaged"),
    Bad("two-directories.zip", "hostile", lambda: zipped(("a.txt", said("zip-inner"))) + zipped(("b.txt", said("zip-outer"))), (phrase("zip-outer"),)),
    Bad("fake-directory.zip", "hostile", lambda: zipped(("a.txt", said("zip-fake"))) + b"PK\x05\x06" + b"\xff" * 16 + b"\0\0", refused="damaged"),
    Bad("comment.zip", "odd", lambda: zipped(("a.txt", said("zip-comment")))[:-2] + struct.pack("<H", 60_000) + b"PK\x05\x06" * 15_000, (phrase("zip-comment"),), "|damaged|no file of a kind"),
    Bad("cut.zip", "damaged", small("zip-cut")[:-30], refused="damaged"),
    Bad("locked.zip", "locked", lambda: patched(small("zip-locked"), 8, "<H", 1), (phrase("zip-locked-beside"),), "password"),
    Bad("method.zip", "odd", lambda: zipped(("a.txt", said("zip-lzma") * 50), method=zipfile.ZIP_LZMA), refused="packed in a way"),
    Bad("nothing.zip", "empty", zipped, refused="no file of a kind"),
    Bad("foreign.zip", "empty", lambda: zipped(("a.exe", b"MZ"), (".hidden.txt", "x")), refused="no file of a kind"),
    Bad("same-names.zip", "odd", lambda: zipped(("a.txt", said("zip-same-1")), ("a.txt", said("zip-same-2"))), (phrase("zip-same-1"), phrase("zip-same-2"))),
    Bad("long-name.zip", "hostile-name", lambda: zipped(("x" * 60_000 + ".txt", said("zip-long-name"))), (phrase("zip-long-name"),)),
    Bad("empty-member.zip", "empty", lambda: zipped(("a.txt", ""), ("b.txt", said("zip-beside-empty"))), (phrase("zip-beside-empty"),), "empty"),
    Bad("bad-members.zip", "damaged", lambda: zipped(("a.pdf", b"%PDF-1.4 x"), ("b.docx", "x"), ("c.zip", b"PK\x03\x04 x"), ("d.txt", bytes(9_999)), ("e.txt", said("zip-last"))), (phrase("zip-last"),), "damaged"),
    Bad("cut.tar", "damaged", lambda: tarred(("a.txt", said("tar-cut").encode()), ("b.txt", b"x" * 9_000))[:4_000], (phrase("tar-cut"),), "damaged"),
    Bad("size-lie.tar", "hostile", lambda: tarred(("a.txt", said("tar-lie").encode())).replace(b"%011o" % len(said("tar-lie")), b"77777777777"), refused="damaged|unpacks|files of up to"),
    Bad("negative.tar", "hostile", lambda: tarred(("a.txt", said("tar-negative").encode())).replace(b"%011o\0" % len(said("tar-negative")), b"\xff" * 12), refused="damaged|no file|binary|encoding"),
    Bad("cut.txt.gz", "damaged", lambda: gzip.compress(said("gz-cut").encode() * 50)[:-20], refused="damaged"),
    Bad("zlib.txt.gz", "damaged", lambda: b"\x1f\x8b\x08" + zlib.compress(b"x"), refused="damaged"),
    Bad("text.zip", "wrong-ending", said("text-called-zip").encode(), (phrase("text-called-zip"),)),
    Bad("other.zip", "odd", lambda: b"7z\xbc\xaf\x27\x1c" + bytes(99), refused="packed archive"),
    Bad("rar.zip", "odd", lambda: b"Rar!\x1a\x07\0" + bytes(99), refused="packed archive"),
]  # fmt: skip
