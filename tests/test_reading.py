"""Any file becomes a document or a reason; its text is stored without what misleads."""

from __future__ import annotations

import codecs
import contextlib
import hashlib
import io
import os
import zipfile
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.domain import Basis, Stated
from assistant.errors import ReadingError
from assistant.reading import SUFFIXES, read, read_bytes
from assistant.reading.cleaning import clean

SEED = next((Path(__file__).parent.parent / "seeds").glob("*.txt"))
FRENCH = (
    "La ministre des Affaires étrangères a reçu l’ambassadeur du Japon à Genève. Les deux pays ont convenu de "
    "renforcer leur coopération économique, « privilégiée », pour 40 millions d’euros (€). Prochaine réunion : l’été."
)
ARABIC = (
    "استقبل وزير الخارجية اليوم سفير اليابان لدى باكستان في مكتبه، وبحث الجانبان سبل تعزيز التعاون الاقتصادي بين "
    "البلدين، واتفقا على عقد اجتماع اللجنة المشتركة في الشهر القادم. وأشاد الوزير بالعلاقات الثنائية."
)
JAPANESE = (
    "外務大臣は七日、東京でパキスタンの大使と会談し、両国の経済協力を強化することで一致した。次回の協議は来月行われる。"
    * 3
)
RUSSIAN = (
    "Министр иностранных дел принял вчера посла Японии. Стороны договорились укреплять сотрудничество двух стран." * 2
)
TURKISH = "Dışişleri Bakanı dün Japonya Büyükelçisi ile görüştü. İki ülke arasındaki iş birliğinin güçlendirilmesi."
POLISH = "Minister spraw zagranicznych przyjął wczoraj ambasadora. Strony uzgodniły zacieśnienie współpracy."


def reason(data: bytes, name: str = "a.txt") -> str:
    with pytest.raises(ReadingError) as caught:
        read_bytes(data, name)
    return str(caught.value)


def test_the_seed_has_the_date_of_its_stamp_and_the_place_of_its_dateline() -> None:
    document = read(SEED, SEED.name, limit=1_000_000)
    assert document.date == Stated("2021-09-07", Basis.HEADER)
    assert document.place == Stated("Islamabad", Basis.DATELINE)
    assert document.title.value.startswith("Federal Minister for Industries and Production, Makhdum Khusro")
    assert document.title.value.endswith("…")
    assert document.title.basis is Basis.BODY
    assert (document.language, document.publisher, document.address, document.pages) == ("en", None, None, ())
    assert document.text == SEED.read_text("utf-8")
    assert document.sha256 == hashlib.sha256(SEED.read_bytes()).hexdigest()


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        (FRENCH, "cp1252"), (FRENCH, "utf-16"), (FRENCH, "utf-16-le"), (FRENCH, "utf-8-sig"), (ARABIC, "cp1256"),
        (JAPANESE, "shift_jis"), (JAPANESE, "euc_jp"), (RUSSIAN, "cp1251"), (RUSSIAN, "koi8_r"), (TURKISH, "cp1254"),
        (POLISH, "cp1250"), (FRENCH, "utf-32"),
    ],
)  # fmt: skip
def test_text_in_another_encoding_comes_out_right(text: str, encoding: str) -> None:
    assert read_bytes(text.encode(encoding), "a.txt").text == text


def test_a_few_broken_bytes_do_not_spoil_a_text_in_utf8() -> None:
    data = (ARABIC * 3).encode()
    text = read_bytes(data[:101] + b"\xff" + data[102:], "a.txt").text
    assert text[200:] == (ARABIC * 3)[-len(text[200:]) :]


def test_lines_end_in_one_way_and_controls_and_bidi_overrides_are_gone() -> None:
    data = (
        "\ufeffOne\r\ntwo\rthree\u2028four\x0cfive \x00\x07\x1b[0m\u202etxt.exe\u202c \u2066x\u2069 a\xadb\tc".encode()
    )
    assert read_bytes(data, "a.txt").text == "One\ntwo\nthree\nfour\nfive [0mtxt.exe x ab\tc"


def test_what_urdu_and_emoji_need_stays() -> None:
    text = "نمی‌خواهم 👩‍👩‍👧 e\u0301 ﬁ ① Ａ \u200e \u200f"
    assert clean(text) == text


@given(st.text() | st.text(alphabet=st.characters(codec=None)))
def test_cleaned_text_is_clean_and_can_be_stored(text: str) -> None:
    cleaned = clean(text)
    assert clean(cleaned) == cleaned
    assert not set(cleaned) & set(map(chr, [*range(9), *range(11, 32), 0x202A, 0x202E, 0x2066, 0xFEFF]))
    cleaned.encode("utf-8")


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "empty"),
        (b" \n\t \r\n", "no text"),
        (codecs.BOM_UTF8, "no text"),
        (b"\x89PNG\r\n\x1a\n" + bytes(99), "picture"),
        (b"PK\x03\x04 no archive", "damaged"),
        (bytes(range(256)) * 9, "binary"),
        (bytes(500), "binary"),
        (b"\x1f\x8b\x08" + bytes(99), "archive"),
        (b"\x7fELF" + bytes(99), "program"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "Word 97"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"), "password"),
    ],
)
def test_what_holds_no_text_is_refused_with_a_reason(data: bytes, words: str) -> None:
    assert words in reason(data)
    assert reason(data).endswith(".")


@pytest.mark.parametrize(
    ("entry", "words"),
    [
        ("word.txt", "Unpack"),
        ("xl/workbook.xml", "damaged"),
        ("xl/workbook.bin", "XLSB"),
        ("META-INF/container.xml", "archive"),
    ],
)
def test_an_archive_is_refused_by_what_it_holds(entry: str, words: str) -> None:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr(entry, "x")
    assert words in reason(file.getvalue(), "a.docx")


def test_the_ending_does_not_decide_what_a_file_is() -> None:
    assert read_bytes(b"<!DOCTYPE html><p>Hello from the page.</p>", "a.txt").text == "Hello from the page."
    assert (
        read_bytes(b"Only text, with 3 < 4 and no mark-up.", "a.html").text == "Only text, with 3 < 4 and no mark-up."
    )
    assert {
        ".txt",
        ".md",
        ".html",
        ".pdf",
        ".docx",
        ".pptx",
        ".xlsx",
        ".csv",
        ".epub",
        ".eml",
        ".rtf",
        ".odt",
    } <= SUFFIXES


def test_a_file_that_cannot_be_opened_is_refused_with_a_reason(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    large = tmp_path / "large.txt"
    large.write_bytes(b"x" * 2000)
    loop = tmp_path / "loop"
    loop.symlink_to(loop)
    for path, words in [
        (tmp_path / "gone.txt", "no such file"), (tmp_path, "folder"), (pipe, "device or a pipe"), (large, "MB"),
        (loop, "cannot be read"), (tmp_path / "a\0b", "cannot be read"),
    ]:  # fmt: skip
        with pytest.raises(ReadingError, match=words):
            read(path, path.name, limit=1000)


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_a_file_that_may_not_be_read_is_refused_with_a_reason(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("secret")
    path.chmod(0)
    with pytest.raises(ReadingError, match="may not be read"):
        read(path, path.name, limit=1000)


@settings(max_examples=200, deadline=None)
@given(
    st.sampled_from([b"", b"%PDF-1.7\n", b"PK\x03\x04", b"<html>", b"\xff\xfe", b"---\n", b"<p>"]),
    st.binary(max_size=300) | st.text(max_size=300).map(str.encode),
    st.sampled_from(sorted(SUFFIXES)),
)
def test_no_bytes_raise_anything_but_a_reading_error(head: bytes, tail: bytes, suffix: str) -> None:
    with contextlib.suppress(ReadingError):
        document = read_bytes(head + tail, f"a{suffix}")
        assert document.text.strip()
        assert document.title.value


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("جاپان نے سری لنکا کو کتنی امداد دی؟", "ur"),
        ("ما هو المبلغ الذي قدمته اليابان لسريلانكا؟", "ar"),
        (FRENCH, "fr"), (ARABIC, "ar"), (JAPANESE, "ja"), (RUSSIAN, "ru"), (TURKISH, "tr"), ("12 34 56", "und"),
        ("وزیر صنعت نے پیر کے روز جاپانی کمپنیوں کو نئی پالیسیوں کے تحت مواقع تلاش کرنے کی دعوت دی۔", "ur"),
        ("ජනාධිපති අනුර කුමාර දිසානායක මහතා සහ ජපාන තානාපතිවරයා අතර හමුවක් අද පැවැත්විණි.", "si"),
        ("外交部长七日在北京会见了巴基斯坦大使。", "zh"), ("ok xqz", "und"),
    ],
)  # fmt: skip
def test_the_language_is_told_or_und(text: str, language: str) -> None:
    assert read_bytes(text.encode(), "a.txt").language == language


def test_many_threads_can_read_at_once() -> None:
    with ThreadPoolExecutor(8) as pool:
        found = list(pool.map(lambda text: read_bytes(text.encode(), "a.txt").language, [FRENCH, ARABIC] * 20))
    assert found == ["fr", "ar"] * 20
