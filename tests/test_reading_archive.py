"""An archive gives each file in it, and nothing that it holds reaches the disk, the memory's end or another name."""

from __future__ import annotations

import gzip
import io
import stat
import struct
import tarfile
import zipfile
import zlib

import pytest
from packing import tarred, zipped

from assistant.reading import Found, Options, documents

OPTIONS = Options(limit=200_000_000)
TEXT = "The two ministers signed a memorandum on fisheries in Tokyo on 7 September 2021.\n"


def read(data: bytes, name: str = "papers.zip", options: Options = OPTIONS) -> list[Found]:
    return list(documents(io.BytesIO(data), name, options))


def names(found: list[Found]) -> list[str]:
    return [one.document.name for one in found if one.document]


def test_each_file_in_a_zip_is_a_document_under_its_path_inside() -> None:
    found = read(zipped(("notes/a.txt", TEXT), ("b.md", "# Joint statement\n\n" + TEXT), ("notes/", "")))
    assert [one.member for one in found] == ["notes/a.txt", "b.md"]
    assert names(found) == ["papers.zip/notes/a.txt", "papers.zip/b.md"]
    assert found[1].document is not None
    assert found[1].document.title.value == "Joint statement"


def test_a_file_in_an_archive_is_the_same_document_as_the_file_itself() -> None:
    alone = next(documents(io.BytesIO(TEXT.encode()), "a.txt", OPTIONS)).document
    inside = read(zipped(("a.txt", TEXT)))[0].document
    assert alone is not None
    assert inside is not None
    assert (alone.id, alone.sha256) == (inside.id, inside.sha256)


@pytest.mark.parametrize(
    ("data", "name"),
    [
        (tarred(("notes/a.txt", TEXT.encode())), "papers.tar"),
        (tarred(("notes/a.txt", TEXT.encode()), mode="w:gz"), "papers.tar.gz"),
        (tarred(("notes/a.txt", TEXT.encode()), mode="w:gz"), "papers.tgz"),
    ],
)
def test_a_tar_archive_is_read_like_a_zip(data: bytes, name: str) -> None:
    assert names(read(data, name)) == [f"{name}/notes/a.txt"]


def test_a_single_file_packed_with_gzip_is_one_document() -> None:
    found = read(gzip.compress(b"<html><body><p>Two sides agreed.</p></body></html>"), "page.html.gz")
    assert [one.member for one in found] == [""]
    assert names(found) == ["page.html.gz"]
    assert found[0].document is not None
    assert found[0].document.text == "Two sides agreed."


def test_an_archive_in_an_archive_is_read_and_one_too_deep_is_refused() -> None:
    inner = zipped(("a.txt", TEXT))
    assert names(read(zipped(("inner.zip", inner)))) == ["papers.zip/inner.zip/a.txt"]
    for _ in range(6):
        inner = zipped(("more.zip", inner), ("beside.txt", TEXT))
    found = read(inner)
    assert any("too many other archives" in one.reason for one in found)
    assert sum(1 for one in found if one.document) >= 3


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("../../etc/a.txt", "etc/a.txt"),
        ("/etc/a.txt", "etc/a.txt"),
        ("C:\\Users\\x\\a.txt", "Users/x/a.txt"),
        ("x\\..\\..\\a.txt", "x/a.txt"),
        ("a\n\x1b[31m.txt", "a [31m.txt"),
        ("exe\u202etxt.txt", "exetxt.txt"),
        ("./a.txt", "a.txt"),
    ],
)
def test_a_name_that_climbs_or_hides_is_made_harmless(written: str, shown: str) -> None:
    for data, name in (
        (zipped((written, TEXT)), "papers.zip"),
        (tarred((written, TEXT.encode())), "papers.tar"),
    ):
        assert names(read(data, name)) == [f"{name}/{shown}"]


def test_a_name_in_utf_8_without_its_flag_is_right() -> None:
    data = zipped(("été.txt", TEXT))
    for signature, flags in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        place = data.index(signature) + flags
        data = data[:place] + b"\0\0" + data[place + 2 :]
    assert names(read(data)) == ["papers.zip/été.txt"]


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_two_files_of_one_name_are_both_kept_and_told_apart() -> None:
    found = read(zipped(("a.txt", TEXT), ("a.txt", "Another text.")))
    assert [one.member for one in found] == ["a.txt", "a.txt (2)"]
    assert all(one.document for one in found)


def test_links_and_locked_files_are_named_and_the_others_read() -> None:
    link = zipfile.ZipInfo("link.txt")
    link.external_attr = (stat.S_IFLNK | 0o777) << 16
    data = zipped((link, "/etc/passwd"), ("locked.txt", TEXT), ("a.txt", TEXT))
    place = data.index(b"PK\x01\x02", data.index(b"PK\x01\x02") + 4) + 8
    data = data[:place] + struct.pack("<H", 1) + data[place + 2 :]
    found = read(data)
    assert [one.member for one in found] == ["link.txt", "locked.txt", "a.txt"]
    assert "link" in found[0].reason
    assert "password" in found[1].reason
    assert found[2].document


def test_links_and_holes_in_a_tar_are_not_followed() -> None:
    link = tarfile.TarInfo("link.txt")
    link.type, link.linkname = tarfile.SYMTYPE, "/etc/passwd"
    hard = tarfile.TarInfo("hard.txt")
    hard.type, hard.linkname = tarfile.LNKTYPE, "a.txt"
    pipe = tarfile.TarInfo("pipe.txt")
    pipe.type = tarfile.FIFOTYPE
    found = read(tarred(("a.txt", TEXT.encode()), (link, b""), (hard, b""), (pipe, b"")), "papers.tar")
    assert [bool(one.document) for one in found] == [True, False, False, False]


def test_what_a_folder_scan_passes_over_is_passed_over_here() -> None:
    found = read(
        zipped(
            ("__MACOSX/._a.txt", "x"),
            (".hidden/b.txt", TEXT),
            ("photo.png", b"\x89PNG"),
            ("tool.exe", b"MZ\x90"),
            ("a.txt", TEXT),
            ("c.pdf", b"\x89PNG rather than a PDF"),
        )
    )
    assert [one.member for one in found] == ["a.txt", "c.pdf"]
    assert "picture" in found[1].reason


@pytest.mark.parametrize("data", [zipped(), zipped(("photo.png", b"\x89PNG"))])
def test_an_archive_with_nothing_to_read_says_so(data: bytes) -> None:
    assert ["no file of a kind" in one.reason for one in read(data)] == [True]


def test_a_small_file_that_unpacks_to_a_huge_one_is_stopped() -> None:
    bomb = zipped(("a.txt", TEXT), ("long.txt", b"word " * 30_000_000), ("b.txt", TEXT))
    found = read(bomb)
    assert names(found)[0] == "papers.zip/a.txt"
    assert "unpacks to far more" in found[-1].reason
    packed = gzip.compress(b"The sides agreed on fish. " * 6_000_000)
    assert any("unpacks to far more" in one.reason for one in read(packed, "a.txt.gz"))


def test_many_bombs_in_one_archive_share_one_allowance() -> None:
    found = read(zipped(*((f"{number}.html", b"<p>" + b" " * 10_000_000 + b"word") for number in range(10))))
    assert sum(1 for one in found if one.document) <= 5
    assert "unpacks to far more" in found[-1].reason


def test_files_that_lie_over_each_other_are_refused() -> None:
    """The quoted overlap of zbsm.zip in little: two entries of the central directory lead to one file."""
    data = zipped(("a.txt", TEXT))
    start = data.index(b"PK\x01\x02")
    end = data.index(b"PK\x05\x06")
    entry = data[start:end]
    both = entry + entry.replace(b"a.txt", b"b.txt")
    closing = struct.pack("<4s4H2LH", b"PK\x05\x06", 0, 0, 2, 2, len(both), start, 0)
    found = read(data[:start] + both + closing)
    assert ["over each other" in one.reason for one in found] == [True]


def test_a_damaged_member_costs_only_itself() -> None:
    data = bytearray(zipped(("a.txt", TEXT), ("b.txt", TEXT), method=zipfile.ZIP_STORED))
    data[data.index(TEXT.encode()) + 5] ^= 0xFF
    found = read(bytes(data))
    assert "damaged" in found[0].reason
    assert found[1].document


@pytest.mark.parametrize("cut", [10, 60, 120])
def test_a_cut_archive_ends_in_a_sentence(cut: int) -> None:
    for data, name in (
        (zipped(("a.txt", TEXT * 9), ("b.txt", TEXT * 9)), "papers.zip"),
        (tarred(("a.txt", TEXT.encode() * 9), mode="w:gz"), "papers.tgz"),
        (gzip.compress(zlib.compress(TEXT.encode()) * 9), "a.txt.gz"),
    ):
        found = read(data[:-cut], name)
        assert found
        assert found[-1].reason.endswith(".") or found[-1].document


def test_a_file_over_the_limit_is_refused_also_in_an_archive() -> None:
    small = Options(limit=10_000)
    assert "files of up to" in read(TEXT.encode() * 1000, "a.txt", small)[0].reason
    found = read(zipped(("a.txt", TEXT * 1000), ("b.txt", TEXT)), options=small)
    assert "files of up to" in found[0].reason
    assert found[1].document


def test_an_archive_called_otherwise_is_told_by_its_content() -> None:
    assert names(read(zipped(("a.txt", TEXT)), "papers")) == ["papers/a.txt"]
