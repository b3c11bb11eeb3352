"""Bad inputs that are not what their endings or their own lists of parts say, or are of kinds that are rarely met."""
# ruff: noqa: E501 - a case stands on a line of its own where it can

from __future__ import annotations

from bad_inputs import HIDDEN, Bad, phrase, said
from bad_packages import W, packed, para, relations, shape, slides, types, word

_NOTES = f'<w:footnotes {W}><w:footnote w:type="separator" w:id="-1">{para(HIDDEN)}</w:footnote><w:footnote w:id="2">{para("A footnote says more.")}</w:footnote></w:footnotes>'
_CALL = '<w:p><w:r><w:t>It is called.</w:t></w:r><w:r><w:footnoteReference w:id="2"/></w:r></w:p>'


def _typed(what: str, kind: str) -> bytes:
    """A Word document whose list of parts calls it another kind."""
    content = types(word__document="x").replace(
        "application/vnd.openxmlformats-officedocument.x+xml", f"application/vnd.{kind}.main+xml"
    )
    return word(para(said(what)), {"[Content_Types].xml": content, "word/vbaProject.bin": b"\xd0\xcf" * 99})


def _show(what: str, kind: str) -> bytes:
    content = types(
        ppt__slides__slide1="presentationml.slide", ppt__slideLayouts__slideLayout1="presentationml.slideLayout",
        ppt__slideMasters__slideMaster1="presentationml.slideMaster", ppt__presentation="x",
    ).replace("application/vnd.openxmlformats-officedocument.x+xml", f"application/vnd.{kind}.main+xml")  # fmt: skip
    return slides(shape(said(what)), {"[Content_Types].xml": content})


ALL = [
    Bad("macros.docm", "hostile", lambda: _typed("docm", "ms-word.document.macroEnabled"), (phrase("docm"),)),
    Bad("macros-called.docx", "wrong-ending", lambda: _typed("docm-called-docx", "ms-word.document.macroEnabled"), (phrase("docm-called-docx"),)),
    Bad("template.dotx", "odd", lambda: _typed("dotx", "openxmlformats-officedocument.wordprocessingml.template"), (phrase("dotx"),)),
    Bad("template.dotm", "odd", lambda: _typed("dotm", "ms-word.template.macroEnabledTemplate"), (phrase("dotm"),)),
    Bad("show.ppsx", "odd", lambda: _show("ppsx", "openxmlformats-officedocument.presentationml.slideshow"), (phrase("ppsx"),)),
    Bad("show.ppsm", "hostile", lambda: _show("ppsm", "ms-powerpoint.slideshow.macroEnabled"), (phrase("ppsm"),)),
    Bad("deleted-row.docx", "hidden", lambda: word(para(said("docx-row")) + f"<w:tbl><w:tr><w:trPr><w:del/></w:trPr><w:tc>{para(HIDDEN)}</w:tc></w:tr><w:tr><w:tc>{para('A row that stays')}</w:tc></w:tr></w:tbl>"), (phrase("docx-row"), "A row that stays"), lacks=(HIDDEN,)),
    Bad("marked.docx", "hidden", lambda: word(para(said("docx-marked")) + para(HIDDEN, '<w:color w:val="000000"/><w:highlight w:val="black"/>') + para("Seen on yellow.", '<w:highlight w:val="yellow"/>')), (phrase("docx-marked"), "Seen on yellow."), lacks=(HIDDEN,)),
    Bad("notes.docx", "odd", lambda: word(para(said("docx-notes")) + _CALL, {"word/footnotes.xml": _NOTES, "word/_rels/document.xml.rels": relations(("r1", "footnotes", "footnotes.xml"))}), (phrase("docx-notes"), "It is called.\n\nA footnote says more."), lacks=(HIDDEN,)),
    Bad("letter.doc", "wrong-ending", ("{\\rtf1\\ansi " + said("rtf-called-doc") + "}").encode(), (phrase("rtf-called-doc"),)),
    Bad("old.doc", "old", lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(2_000), refused="word 97"),
    Bad("letter.msg", "old", lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600) + "__properties_version1.0".encode("utf-16-le") + bytes(900), refused="outlook"),
    Bad("saved.mht", "odd", ("From: <Saved>\r\nSubject: Page\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=B\r\n\r\n--B\r\nContent-Type: text/html\r\n\r\n<p>" + said("mht") + f"</p><p hidden>{HIDDEN}</p>\r\n--B--").encode(), (phrase("mht"),), lacks=(HIDDEN,)),
    Bad("apple.pages", "odd", lambda: packed({"Index/Document.iwa": b"\0\1\2" * 99, "preview.jpg": b"\xff\xd8\xff"}), refused="pages, numbers or keynote"),
    Bad("section.one", "odd", lambda: bytes.fromhex("e4525c7b8cd8a74daeb15378d02996d3") + bytes(999), refused="onenote"),
    Bad("packed.7z", "odd", lambda: b"7z\xbc\xaf\x27\x1c" + bytes(99), refused="packed archive"),
    Bad("photo.pdf", "wrong-ending", lambda: b"\0\0\0\x18ftypheic" + bytes(900), refused="photo"),
    Bad("program-called.docx", "wrong-ending", lambda: b"MZP\0\2\0" + b"\x50\0" * 900, refused="program"),
    Bad("speaks-of-pdf.txt", "odd", ("The mark %PDF-1.4 stands there. " + said("speaks-of-pdf")).encode(), (phrase("speaks-of-pdf"),)),
]  # fmt: skip
