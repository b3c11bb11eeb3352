"""Bad inputs that are messages: parts, letters and heads that are not what they say."""
# ruff: noqa: E501 - a case stands on a line of its own where it can

from __future__ import annotations

import base64

from bad_inputs import HIDDEN, Bad, phrase, said
from bad_texts import HEBREW, RUSSIAN

LETTER = "From: Aiko Mori <a@b.example>\r\nTo: c@d.example\r\nDate: Tue, 07 Sep 2021 10:00:00 +0900\r\nSubject: Plan\r\nMIME-Version: 1.0\r\n"


def mail(name: str, head: str | bytes, body: str | bytes, reads: tuple[str, ...] = (), lacks: tuple[str, ...] = ()) -> Bad:  # fmt: skip
    head = head if isinstance(head, bytes) else (LETTER + head).encode()
    body = body if isinstance(body, bytes) else body.replace("\n", "\r\n").encode()
    return Bad(f"mail-{name}.eml", "damaged", head + b"\r\n\r\n" + body, (phrase(f"mail-{name}"), *reads), lacks=lacks)


def parts(*found: str, boundary: str = "q") -> str:
    return "".join(f"--{boundary}\n{part}\n" for part in found) + f"--{boundary}--"


def plain(name: str, more: str = "") -> str:
    return f"Content-Type: text/plain\n\n{said(f'mail-{name}')}{more}"


_8_BIT = "From: Mårten <a@b.example>\r\nTo: c@d.example\r\nSubject: Häfen für die Fischerei\r\nMIME-Version: 1.0\r\nContent-Type: text/plain; charset={}"

ALL = [
    mail("wrong-boundary", 'Content-Type: multipart/mixed; boundary="AAA"', parts(plain("wrong-boundary"), boundary="BBB")),
    mail("no-boundary", "Content-Type: multipart/mixed", parts(plain("no-boundary"))),
    mail("no-parts", "Content-Type: multipart/mixed; boundary=q", said("mail-no-parts")),
    mail("head-of-utf-8", _8_BIT.format("utf-8").encode(), said("mail-head-of-utf-8"), ("Häfen für die Fischerei", "Mårten")),
    mail("head-of-latin-1", _8_BIT.format("iso-8859-1").encode("latin-1"), said("mail-head-of-latin-1"), ("Häfen für die Fischerei", "Mårten")),
    mail("broken-quoting", "Content-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: quoted-printable", said("mail-broken-quoting") + " caf=C3=A9 =ZZ =\n =E9 =", ("café",)),
    mail("stray-in-base64", "Content-Type: text/plain\r\nContent-Transfer-Encoding: base64", base64.b64encode((said("mail-stray-in-base64") * 3).encode())[:-3] + b"!!!"),
    mail("other-text", "Content-Type: multipart/alternative; boundary=q", parts(f"Content-Type: text/plain\n\n{HIDDEN}", f"Content-Type: text/html\n\n<p>{said('mail-other-text')}</p>"), lacks=(HIDDEN,)),
    mail("longer-text", "Content-Type: multipart/alternative; boundary=q", parts(plain("longer-text", f"\n{HIDDEN}"), f"Content-Type: text/html\n\n<p>{said('mail-longer-text')}</p>"), lacks=(HIDDEN,)),
    mail("page-says-charset", "Content-Type: text/html", f"<html><head><meta charset=windows-1251></head><body><p>{RUSSIAN.splitlines()[0]} {said('mail-page-says-charset')}</p></body></html>".encode("cp1251"), (RUSSIAN.splitlines()[0],)),
    mail("wider-charset", "Content-Type: text/plain; charset=gb2312", ("两国外交部长签署了镕" + said("mail-wider-charset")).encode("gbk"), ("外交部长签署了镕",)),
    mail("hebrew-order", "Content-Type: text/plain; charset=iso-8859-8-i", ("שרי החוץ של שתי המדינות " + said("mail-hebrew-order")).encode("iso8859_8"), ("שרי החוץ",)),
    mail("x-charset", "Content-Type: text/plain; charset=x-windows-1255", (HEBREW + said("mail-x-charset")).encode("cp1255"), (HEBREW.splitlines()[0],)),
    mail("zeros", "Content-Type: text/plain", said("mail-zeros") + "\0\0 x", lacks=("\0",)),
]  # fmt: skip
