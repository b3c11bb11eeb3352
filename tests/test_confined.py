"""A file that breaks, floods or stalls its reader costs a sentence, and the next file is read."""

from __future__ import annotations

import io
import os
import signal
import subprocess
import sys
import textwrap
import threading
import time
import zipfile
from collections.abc import Iterator
from pathlib import Path

import docx
import pytest
from reportlab.pdfgen import canvas

from assistant import splitting, words
from assistant.confined.confined import Read, Reader
from assistant.reading import Options, digest, read_bytes

OPTIONS = Options(limit=300_000_000)
TEXT = (
    "The two ministers of the sides met in the capital, and the agreement on the fisheries of the two countries was "
    "signed in Tokyo on 7 September 2021.\n"
)


@pytest.fixture
def reader() -> Iterator[Reader]:
    with Reader(OPTIONS) as reader:
        yield reader


def child_of(reader: Reader) -> int:
    assert reader._child is not None
    return reader._child._process.pid


def is_alive(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text("utf-8").rpartition(")")[2].split()[0] not in "ZX"
    except FileNotFoundError:
        return False


def records(count: int, size: int = 1) -> bytes:
    return b"".join(
        b'{"id": "r%d", "text": "%s"}\n' % (number, TEXT.strip().encode() * size) for number in range(count)
    )


def test_what_comes_out_is_what_reading_here_gives(reader: Reader, tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("Joint statement\n\nTokyo, 7 September 2021\n\n" + TEXT * 30, "utf-8")
    (read,) = reader.read(path, "notes/a.txt")
    expected = read_bytes(path.read_bytes(), "notes/a.txt")
    assert read.document == expected
    assert read.document is not None
    assert read.document.id == expected.id
    assert list(read.passages) == splitting.split(expected)
    assert list(read.terms) == [words.indexed(passage.indexed_text, expected.language) for passage in read.passages]
    assert read.document.sha256 == digest(path, 10**6)


def test_bytes_are_read_as_a_file_is(reader: Reader) -> None:
    (read,) = reader.read_bytes(TEXT.encode(), "page.txt")
    assert read.document is not None
    assert read.document.text == TEXT


def test_no_process_is_started_before_the_first_file_and_one_serves_many(reader: Reader) -> None:
    assert reader._child is None
    list(reader.read_bytes(TEXT.encode(), "a.txt"))
    first = child_of(reader)
    list(reader.read_bytes(TEXT.encode(), "b.txt"))
    assert child_of(reader) == first
    reader.close()
    assert not is_alive(first)
    assert next(iter(reader.read_bytes(TEXT.encode(), "b.txt"))).document


def test_a_killed_child_costs_one_record_and_the_next_file_is_read(reader: Reader, tmp_path: Path) -> None:
    path = tmp_path / "export.jsonl"
    path.write_bytes(records(400, 50))  # far more than fits between the two processes
    found: list[Read] = []
    for read in reader.read(path, "export.jsonl"):
        found.append(read)
        if len(found) == 3:
            os.kill(child_of(reader), signal.SIGKILL)
    lost = [read for read in found if read.reason]
    assert all("broke down" in read.reason and read.member.startswith("r") for read in lost)
    assert len(lost) <= 1  # none where it died between two
    assert [read.member for read in found] == [f"r{number}" for number in range(400)]
    assert next(iter(reader.read_bytes(TEXT.encode(), "a.txt"))).document


def test_a_child_that_dies_of_a_single_document_gives_its_reason(reader: Reader, tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text(TEXT, "utf-8")
    list(reader.read(path, "a.txt"))
    os.kill(child_of(reader), signal.SIGSTOP)  # it cannot answer before the blow
    threading.Timer(0.5, os.kill, (child_of(reader), signal.SIGSEGV)).start()
    threading.Timer(0.6, os.kill, (child_of(reader), signal.SIGCONT)).start()
    (read,) = reader.read(path, "a.txt")
    assert "broke down" in read.reason
    assert next(iter(reader.read(path, "a.txt"))).document


def test_a_document_that_takes_too_long_is_left_out() -> None:
    with Reader(OPTIONS) as reader:
        list(reader.read_bytes(TEXT.encode(), "a.txt"))
        reader._seconds = 1
        os.kill(child_of(reader), signal.SIGSTOP)
        begun = time.monotonic()
        (read,) = reader.read_bytes(TEXT.encode(), "b.txt")
        assert time.monotonic() - begun < 20
        assert "longer than 1" in read.reason
        reader._seconds = 60
        assert next(iter(reader.read_bytes(TEXT.encode(), "a.txt"))).document


def test_memory_that_is_not_given_ends_in_a_sentence_and_the_other_members_are_read(tmp_path: Path) -> None:
    """A page whose tree takes thirty times its bytes: no other limit is passed by it."""
    page = b"<html><body>" + b"<b>x</b>" * 5_000_000
    path = tmp_path / "pages.zip"
    with zipfile.ZipFile(path, "w") as archive:  # stored: no bomb by its ratio
        archive.writestr("a.txt", TEXT)
        archive.writestr("huge.html", page)
        archive.writestr("b.txt", TEXT)
    with Reader(OPTIONS, megabytes=200) as reader:
        found = list(reader.read(path, "pages.zip"))
    assert [read.member for read in found] == ["a.txt", "huge.html", "b.txt"]
    assert [bool(read.document) for read in found] == [True, False, True]
    assert found[1].reason.endswith(".")


def test_a_long_pdf_and_a_long_word_document_are_read_with_the_usual_memory(reader: Reader, tmp_path: Path) -> None:
    page = canvas.Canvas(str(tmp_path / "long.pdf"), pageCompression=0)
    for number in range(700):
        for row in range(50):
            page.drawString(
                40, 800 - 15 * row, f"{number}.{row} The sides agreed on fish, rice and railways. " + "so " * 12
            )
        page.showPage()
    page.save()
    with (tmp_path / "long.pdf").open("ab") as file:
        file.write(b"\n%" + bytes(max(0, 25_000_000 - file.tell())))
    document = docx.Document()
    for number in range(3000):
        document.add_paragraph(f"{number}. " + os.urandom(400).hex(" ") + " " + TEXT)
    document.save(str(tmp_path / "long.docx"))
    for name in ("long.pdf", "long.docx"):
        (read,) = reader.read(tmp_path / name, name)
        assert read.document, read.reason
        assert len(read.document.text) > 2_500_000


def test_a_file_that_changes_while_it_is_read_says_so(reader: Reader, tmp_path: Path) -> None:
    path = tmp_path / "export.jsonl"
    path.write_bytes(records(400, 50))
    reading = reader.read(path, "export.jsonl")
    assert next(reading).document
    with path.open("ab") as file:
        file.write(records(1))
    (last,) = reading
    assert "changed while it was read" in last.reason


@pytest.mark.parametrize("kind", ["missing", "folder", "pipe", "link", "device", "large", "nul"])
def test_what_is_no_file_is_refused_at_once(kind: str, tmp_path: Path) -> None:
    path = tmp_path / "thing.txt"
    if kind == "folder":
        path.mkdir()
    elif kind == "pipe":
        os.mkfifo(path)
    elif kind == "link":
        (tmp_path / "real.txt").write_text(TEXT, "utf-8")
        path.symlink_to(tmp_path / "real.txt")
    elif kind == "device":
        path = Path("/dev/zero")
    elif kind == "large":
        path.write_bytes(bytes(2000))
    elif kind == "nul":
        path = tmp_path / "a\0.txt"
    with Reader(Options(limit=1000)) as reader:
        (read,) = reader.read(path, "thing.txt")
    assert read.reason.endswith(".")
    assert reader._child is None


def test_a_slow_listener_holds_the_child_up_instead_of_filling_memory(reader: Reader, tmp_path: Path) -> None:
    path = tmp_path / "export.jsonl"
    path.write_bytes(records(100, 6_000))  # 80 MB
    reading = reader.read(path, "export.jsonl")
    assert next(reading).document
    time.sleep(3)
    resident = int(Path(f"/proc/{child_of(reader)}/statm").read_text("ascii").split()[1]) * 4096
    assert resident < 250_000_000
    reading.close()
    assert reader._child is None
    assert next(iter(reader.read_bytes(TEXT.encode(), "a.txt"))).document


def test_the_child_ends_with_a_parent_that_is_killed(tmp_path: Path) -> None:
    (tmp_path / "export.jsonl").write_bytes(records(100, 6_000))
    program = """
        import sys, time
        from pathlib import Path
        from assistant.confined.confined import Reader
        from assistant.reading import Options
        reader = Reader(Options(limit=10**9))
        reading = reader.read(Path(sys.argv[1]), "export.jsonl")
        next(reading)
        print(reader._child._process.pid, flush=True)
        for _ in reading: pass
        time.sleep(60)
    """
    command = [sys.executable, "-c", textwrap.dedent(program), str(tmp_path / "export.jsonl")]
    with subprocess.Popen(command, stdout=subprocess.PIPE, cwd=Path(__file__).parents[1]) as parent:  # noqa: S603
        assert parent.stdout is not None
        pid = int(parent.stdout.readline())
        assert is_alive(pid)
        parent.kill()
    deadline = time.monotonic() + 5
    while is_alive(pid) and time.monotonic() < deadline:
        time.sleep(0.05)
    assert not is_alive(pid)


def test_a_child_has_no_network_where_that_can_be_and_writes_no_files(reader: Reader) -> None:
    list(reader.read_bytes(TEXT.encode(), "a.txt"))
    pid = child_of(reader)
    limits = Path(f"/proc/{pid}/limits").read_text("ascii")
    assert "Max core file size        0 " in limits
    assert "Max file size             1048576 " in limits
    tried = "import ctypes, sys; c = ctypes.CDLL(None); sys.exit(c.unshare(1 << 30) and c.unshare(5 << 28))"
    if subprocess.run([sys.executable, "-c", tried], check=False).returncode == 0:  # noqa: S603 - ours
        assert Path(f"/proc/{pid}/ns/net").readlink() != Path("/proc/self/ns/net").readlink()
    assert int(Path(f"/proc/{pid}/stat").read_text("utf-8").rpartition(")")[2].split()[16]) >= 5


def test_names_and_texts_with_odd_characters_cross_the_wire(reader: Reader) -> None:
    text = 'Quote " backslash \\ emoji 🎣 and اردو and \u2028 a separator.\n' + TEXT
    (read,) = reader.read_bytes(text.encode(), 'odd "name"\n\udce9.txt')
    assert read.document is not None or read.reason
    (read,) = reader.read_bytes(text.encode(), "plain.txt")
    assert read.document is not None
    assert read.document.text == text.replace("\u2028", "\n")


def test_a_digest_is_that_of_the_bytes_and_a_reason_where_there_are_none(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(b"abc")
    assert digest(path, 10) == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"


def test_one_file_that_breaks_down_again_and_again_is_given_up(reader: Reader) -> None:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as archive:
        for number in range(60):
            archive.writestr(f"{number}.txt", TEXT * 2_000)
    found: list[Read] = []
    for read in reader.read_bytes(data.getvalue(), "papers.zip"):
        found.append(read)
        if reader._child and not read.reason:
            os.kill(child_of(reader), signal.SIGKILL)
    assert "too often" in found[-1].reason
    assert 5 < len(found) < 60
