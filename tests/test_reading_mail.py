"""Messages say who wrote to whom, when and about what."""

from __future__ import annotations

import hashlib
import io
import zipfile
from email.message import EmailMessage

import pytest

from assistant.domain import Basis, Stated
from assistant.errors import ReadingError
from assistant.reading import Options, documents, read_bytes
from assistant.reading.kind import Kind, kind_of
from assistant.splitting import sentences, split

HEAD = "From: Ali Khan <ali@mofa.example>\nTo: Desk <desk@mofa.example>\nDate: Tue, 7 Sep 2021 23:30:00 +0900\n"


def message(subject: str = "The plan", text: str = "Both sides agreed.\n", charset: str = "utf-8") -> EmailMessage:
    found = EmailMessage()
    found["From"], found["To"] = "大使館 <embassy@example.org>", "desk@example.org"
    found["Date"], found["Subject"] = "Tue, 07 Sep 2021 23:30:00 +0900", subject
    found.set_content(text, charset=charset)
    return found


def test_a_message_gives_its_head_and_its_text_and_the_facts_in_them() -> None:
    document = read_bytes(message("Re: AW: 協力計画").as_bytes(), "a.eml")
    assert document.text == (
        "From: 大使館 <embassy@example.org>\n\nTo: desk@example.org\n\nDate: Tue, 07 Sep 2021 23:30:00 +0900\n\n"
        "Subject: Re: AW: 協力計画\n\nBoth sides agreed."
    )
    facts = (document.title, document.author, document.date)
    assert facts == tuple(Stated(value, Basis.METADATA) for value in ("協力計画", "大使館", "2021-09-07"))
    found = [one.text for passage in split(document) for one in sentences(passage)]
    assert "To: desk@example.org" in found


@pytest.mark.parametrize(
    ("text", "charset"),
    [
        ("Réunion à Genève, coût : 3,5 millions d’euros (€).", "windows-1252"),
        ("会談は東京で行われた。次回は来月だ。", "iso-2022-jp"),
        ("استقبل وزير الخارجية سفير اليابان.", "windows-1256"),
        ("両国は合意した。", "utf-8"),
        ("外交部长会见了大使。", "gb18030"),
    ],
)
@pytest.mark.parametrize("transfer", ["base64", "quoted-printable"])
def test_bodies_in_any_encoding_come_out_right(text: str, charset: str, transfer: str) -> None:
    found = message()
    found.set_content(text, charset=charset, cte=transfer)
    assert read_bytes(found.as_bytes(), "a.eml").text.endswith(text)


def test_the_text_part_goes_before_the_web_page_and_quoted_replies_stay() -> None:
    found = message(text="We agree.\n> Do you agree?\n")
    found.add_alternative("<p>We agree, in HTML.</p>", subtype="html")
    assert read_bytes(found.as_bytes(), "a.eml").text.endswith("We agree.\n> Do you agree?")


def test_a_web_page_is_read_where_there_is_no_text_without_what_it_hides() -> None:
    found = message()
    page = "<p>Seen</p><p style='display:none'>hid</p><p style='color:#fff'>hid</p><p style='font-size:1px'>hid</p>"
    found.set_content(page, subtype="html")
    assert read_bytes(found.as_bytes(), "a.eml").text.endswith("The plan\n\nSeen")


def test_attachments_are_named_and_forwarded_messages_are_read() -> None:
    inner = EmailMessage()
    inner["From"], inner["Subject"] = "Jane <jane@example.org>", "First"
    inner.set_content("The first message.")
    found = message()
    found.add_attachment(b"%PDF-", maintype="application", subtype="pdf", filename="../../草案.pdf")
    found.add_attachment("notes", filename="notes.txt")
    found.add_attachment(inner)
    text = read_bytes(found.as_bytes(), "a.eml").text
    assert text.endswith(
        "Both sides agreed.\n\nAttachments: 草案.pdf, notes.txt\n\nForwarded message:\n\nFrom: Jane <jane@example.org>"
        "\n\nSubject: First\n\nThe first message."
    )


def test_lines_that_flow_are_joined() -> None:
    body = "Content-Type: text/plain; format=flowed\n\nBoth sides \nagreed to \nmeet.\n> quoted \n> line\n-- \nAli\n"
    text = read_bytes((HEAD + body).encode(), "a.eml").text
    assert text.endswith("Both sides agreed to meet.\n> quoted \n> line\n-- \nAli")


@pytest.mark.parametrize(
    ("head", "name", "kind"),
    [
        (HEAD, "a.eml", Kind.MAIL),
        (HEAD, "memo.txt", Kind.TEXT),
        ("Received: by x\n" + HEAD, "memo.txt", Kind.MAIL),
        ("From ali Tue Sep  7 10:00:00 2021\nMIME-Version: 1.0\n" + HEAD, "memo", Kind.MAILBOX),
        ("From ali Tue Sep  7 10:00:00 2021\n" + HEAD, "a.mbox", Kind.MAILBOX),
        ("Minutes of the meeting\n", "a.eml", Kind.TEXT),
    ],
)
def test_a_message_is_told_by_its_head(head: str, name: str, kind: Kind) -> None:
    assert kind_of(f"{head}\nBoth sides agreed.\n".encode(), name) is kind


@pytest.mark.parametrize(
    "head",
    [
        "From: =?utf-8?b?!!?= <a@b>\nDate: someday\nSubject: =?x-unknown?q?caf=E9?=\nTo: <<<>>>,,;\n",
        "From: \udcff\udcfe\nSubject: a\n b\n\tc\nContent-Type: text/plain; charset=nonsense\n",
        "From: a@b\nContent-Type: multipart/mixed\nContent-Transfer-Encoding: base64\n",
        "From: a@b\nDate: Tue, 7 Sep 99999999999 10:00:00 +0000\n",
        'From: a@b\nDate: Tue, 99 Sep 99999 99:99:99 +9999\nContent-Type: text/plain; charset="\n',
    ],
)  # fmt: skip
def test_damaged_heads_do_not_keep_the_text_from_being_read(head: str) -> None:
    data = (head + "\nBoth sides agreed.\n").encode("utf-8", "surrogateescape")
    assert "agreed" in read_bytes(data, "a.eml").text or b"base64" in data


def test_messages_nested_without_end_are_read_or_refused() -> None:
    forwarded = "".join(f"From: a{n}@b\nContent-Type: message/rfc822\n\n" for n in range(400)) + "From: z@z\n\nEnd.\n"
    parts = "From: a@b\n" + "".join(f"Content-Type: multipart/mixed; boundary=b{n}\n\n--b{n}\n" for n in range(400))
    for data in (forwarded, parts + "\n\nEnd.\n"):
        try:
            assert read_bytes(data.encode(), "a.eml").text
        except ReadingError as error:
            assert str(error).endswith(".")  # noqa: PT017 - either may come


def test_a_message_with_too_many_parts_is_refused() -> None:
    data = "From: a@b\nContent-Type: multipart/mixed; boundary=b\n\n" + "--b\n\nx\n" * 1500 + "--b--\n"
    with pytest.raises(ReadingError, match="parts"):
        read_bytes(data.encode(), "a.eml")


def test_messages_of_outlook_are_refused_with_advice() -> None:
    data = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(500) + "__properties_version1.0".encode("utf-16-le")
    with pytest.raises(ReadingError, match="EML"):
        read_bytes(data, "a.msg")


START = "From ali@example.org Tue Sep  7 10:00:00 2021\n"


def mailbox(*bodies: str, end: str = "\n") -> bytes:
    found = "".join(f"{START}{HEAD}Message-ID: <{number}@x>\n\n{body}\n\n" for number, body in enumerate(bodies))
    return found.replace("\n", end).encode()


def members(data: bytes, name: str = "a.mbox") -> dict[str, str]:
    found = documents(io.BytesIO(data), name, Options(limit=10**8))
    return {one.member: one.document.text if one.document else one.reason for one in found}


@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_a_mailbox_gives_each_message_as_a_document(end: str) -> None:
    flight = "We met.\n\n>From Tokyo we flew on.\n\nFrom there as well, in 2021\nwe went."
    found = members(mailbox("Both sides agreed.", flight, "The end.", end=end))
    assert list(found) == ["1", "2", "3"]
    assert found["1"].endswith("Both sides agreed.")
    assert found["2"].endswith(flight.replace(">", ""))
    assert found["3"].endswith("The end.")


def test_a_message_that_is_alone_in_its_mailbox_is_the_file_itself() -> None:
    data = mailbox("Both sides agreed.")
    (found,) = documents(io.BytesIO(data), "a.mbox", Options(limit=10**8))
    assert found.member == ""
    assert found.document
    assert found.document.sha256 == hashlib.sha256(data).hexdigest()
    assert found.document.text.endswith("Both sides agreed.")


def test_a_mailbox_within_an_archive_is_read_and_one_bad_message_keeps_no_other_out() -> None:
    file = io.BytesIO()
    empty = f"{START}MIME-Version: 1.0\nReceived: by x\nMessage-ID: <9@x>\nTo: \n\n\n\n".encode()
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("mails.mbox", mailbox("Both sides agreed.") + empty + mailbox("We met."))
    found = members(file.getvalue(), "a.zip")
    assert list(found) == ["mails.mbox#1", "mails.mbox#2", "mails.mbox#3"]
    assert "no text" in found["mails.mbox#2"]
    assert found["mails.mbox#3"].endswith("We met.")


def test_a_mailbox_of_several_messages_is_not_one_document() -> None:
    with pytest.raises(ReadingError, match="several"):
        read_bytes(mailbox("Both sides agreed.", "We met."), "a.mbox")
