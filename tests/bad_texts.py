"""Bad inputs that are text: in many encodings, broken, endless, and tables, records and mails of text."""
# ruff: noqa: E501 - a case stands on a line of its own where it can

from __future__ import annotations

import codecs
import json

from bad_inputs import HIDDEN, Bad, phrase, said

GERMAN = (
    "Die Außenminister beider Länder einigten sich über größere Häfen für Schiffe, Züge und Flüge.\n"
    "Über die Gebühren wird später verhandelt, sagte der Sprecher am Donnerstag in München.\n"
)
FRENCH = (
    "Les deux ministères ont signé à Genève un accord sur la pêche, l'élevage et les forêts.\n"
    "Le coût s'élève à 3 millions d’euros, a précisé le porte-parole du gouvernement français.\n"
)
POLISH = (
    "Ministrowie spraw zagranicznych obu państw podpisali w Łodzi porozumienie o współpracy gospodarczej.\n"
    "Wartość inwestycji wyniesie pięćset milionów złotych, oświadczył rzecznik rządu. Źródło: ambasada.\n"
)
RUSSIAN = (
    "Министры иностранных дел двух стран подписали в Москве соглашение о сотрудничестве в области рыболовства.\n"
    "Стоимость проекта составит пятьсот миллионов рублей, сообщил представитель правительства.\n"
)
ARABIC = (
    "وقع وزيرا الخارجية في البلدين مذكرة تفاهم بشأن التعاون في مجال الصيد البحري والموانئ.\n"
    "وقال المتحدث باسم الحكومة إن قيمة المشروع تبلغ خمسمئة مليون دولار وستبدأ الأعمال العام المقبل.\n"
)
JAPANESE = (
    "両国の外務大臣は東京で漁業に関する協力の覚書に署名した。\n"
    "総額は五百億円で、来年から事業が始まると政府の報道官が述べた。カラチの港も拡張されるという。\n"
)
CHINESE = (
    "两国外交部长在北京签署了关于渔业合作的谅解备忘录。\n"
    "政府发言人表示，项目总投资为五亿美元，将于明年开工建设，双方还将扩大贸易和教育交流。\n"
)
TAIWANESE = (
    "兩國外交部長在臺北簽署了關於漁業合作的諒解備忘錄。\n"
    "政府發言人表示，計畫總投資為五億美元，將於明年開工興建，雙方還將擴大貿易與教育交流。\n"
)
KOREAN = (
    "양국 외교부 장관은 서울에서 수산업 협력에 관한 양해각서에 서명하였다.\n"
    "정부 대변인은 총사업비가 오천억 원이며 내년에 공사를 시작한다고 밝혔다.\n"
)
ROMANIAN = (
    "„Miniștrii afacerilor externe ai celor două țări au semnat la București un acord privind pescuitul și porturile.”\n"
    "Valoarea proiectului este de cinci sute de milioane de lei, a declarat purtătorul de cuvânt al guvernului.\n"
)
GREEK = (
    "Οι υπουργοί Εξωτερικών των δύο χωρών υπέγραψαν στην Αθήνα συμφωνία για την αλιεία και τη ναυτιλία.\n"
    "Το κόστος του έργου ανέρχεται σε πεντακόσια εκατομμύρια ευρώ, δήλωσε ο εκπρόσωπος της κυβέρνησης.\n"
)
TURKISH = (
    "İki ülkenin dışişleri bakanları Ankara'da balıkçılık alanında işbirliği anlaşması imzaladı.\n"
    "Projenin değeri beş yüz milyon liradır, dedi hükümet sözcüsü; inşaat gelecek yıl başlayacak.\n"
)
HEBREW = (
    "שרי החוץ של שתי המדינות חתמו בירושלים על מזכר הבנות בנושא שיתוף פעולה בתחום הדיג.\n"
    "עלות המיזם היא חמש מאות מיליון שקלים, אמר דובר הממשלה, והעבודות יחלו בשנה הבאה.\n"
)
URDU = "دونوں ملکوں کے وزرائے خارجہ نے ماہی گیری کے شعبے میں تعاون کی یادداشت پر دستخط کیے۔\n"

_ENCODED = (
    ("utf-8-bom", "utf-8-sig", URDU), ("utf-16-le-bom", "utf-16", RUSSIAN), ("utf-32-bom", "utf-32", JAPANESE),
    ("utf-16-be", "utf-16-be", FRENCH), ("utf-16-le", "utf-16-le", GERMAN), ("utf-32-be", "utf-32-be", POLISH),
    ("utf-32-le", "utf-32-le", ARABIC), ("utf-16-le-cyrillic", "utf-16-le", "Меморандум. " + RUSSIAN),
    ("utf-16-be-japanese", "utf-16-be", "覚書。" + JAPANESE), ("latin-1", "latin-1", FRENCH.replace("’", "'")),
    ("cp1252", "cp1252", FRENCH + "“Ça va”, dit-il – déjà.\n"), ("cp1250", "cp1250", POLISH),
    ("cp1251", "cp1251", RUSSIAN), ("cp1253", "cp1253", GREEK), ("cp1254", "cp1254", TURKISH),
    ("cp1255", "cp1255", HEBREW), ("cp1256", "cp1256", ARABIC), ("shift-jis", "shift_jis", JAPANESE),
    ("euc-jp", "euc_jp", "外務省の発表。" + JAPANESE), ("iso-2022-jp", "iso2022_jp", "日本国政府。" + JAPANESE),
    ("gb18030", "gb18030", CHINESE), ("big5", "big5", TAIWANESE), ("euc-kr", "euc_kr", KOREAN),
    ("iso-8859-16", "iso8859_16", ROMANIAN), ("iso-8859-15", "iso8859_15", "Chefs-d'œuvre. " + FRENCH.replace("’", "'")),
    ("koi8-r", "koi8_r", "Новости. " + RUSSIAN), ("mac-roman", "mac_roman", "Nouvelles. " + FRENCH),
)  # fmt: skip


def encoded() -> list[Bad]:
    found = []
    for number, (name, codec, text) in enumerate(_ENCODED):
        whole = f"{number}. {text}"  # none is the copy of another
        lines = tuple(whole.strip().splitlines()[:2])
        found.append(Bad(f"encoded-{name}.txt", "encoding", whole.encode(codec), lines, lacks=("\ufffd",)))
    return found


def _line(what: str, size: int) -> bytes:
    return (said(what) + " ").encode() + b"fish and rice, " * (size // 15)


def _mail(head: str, body: str = "") -> bytes:
    return f"{head}\n\n{body}".replace("\n", "\r\n").encode("utf-8", "surrogateescape")


def _nested_mail(depth: int) -> bytes:
    head = b"From: a@b.example\r\nSubject: level %d\r\nMIME-Version: 1.0\r\nContent-Type: message/rfc822\r\n\r\n"
    return b"".join(head % level for level in range(depth)) + _mail(
        "From: a@b.example\nSubject: end", said("nested-mail")
    )


def _parts_in_parts(depth: int) -> bytes:
    found = b"From: a@b.example\r\nSubject: deep\r\nMIME-Version: 1.0\r\n"
    for level in range(depth):
        found += b'Content-Type: multipart/mixed; boundary="b%d"\r\n\r\n--b%d\r\n' % (level, level)
    return found + b"Content-Type: text/plain\r\n\r\n" + said("deep-parts").encode()


_LETTER = "From: Aiko Mori <a@b.example>\nTo: c@d.example\nDate: Tue, 07 Sep 2021 10:00:00 +0900\nSubject: Plan\nMIME-Version: 1.0\n"

MAILS = [
    Bad("nested.eml", "deep", lambda: _nested_mail(100), refused="nested too deeply"),
    Bad("parts-in-parts.eml", "deep", lambda: _parts_in_parts(500), refused="nested too deeply"),
    Bad(
        "wrong-charset.eml",
        "encoding",
        _mail(_LETTER + "Content-Type: text/plain; charset=us-ascii", RUSSIAN + said("eml-charset")),
        (RUSSIAN.splitlines()[0], phrase("eml-charset")),
    ),
    Bad(
        "no-such-charset.eml",
        "encoding",
        _mail(_LETTER + "Content-Type: text/plain; charset=x-klingon-8", GERMAN + said("eml-klingon")),
        ("größere Häfen", phrase("eml-klingon")),
    ),
    Bad(
        "no-body.eml",
        "empty",
        lambda: _mail("Received: by x\nMIME-Version: 1.0\nMessage-ID: <1@x>\nX-Nothing: 1"),
        refused="no text",
    ),
    Bad(
        "injected.eml",
        "hostile",
        _mail(
            _LETTER.replace("Plan", "=?utf-8?q?Plan=0d=0aBcc=3A_x=40y.example=0aDate=3A_1_Jan_1999?=")
            + "Content-Type: text/plain",
            said("eml-injected"),
        ),
        (phrase("eml-injected"), "Subject: Plan Bcc: x@y.example Date: 1 Jan 1999"),
    ),
    Bad(
        "attached-bomb.eml",
        "bomb",
        _mail(
            _LETTER + 'Content-Type: multipart/mixed; boundary="q"',
            "--q\nContent-Type: text/plain\n\n"
            + said("eml-bomb")
            + "\n"
            + "--q\nContent-Type: application/zip; name=../../x.zip\nContent-Transfer-Encoding: base64\n\n"
            + "UEsDB" * 2_000_000
            + "\n--q--",
        ),
        (phrase("eml-bomb"), "Attachments: x.zip"),
        lacks=("UEsDB", ".."),
    ),
    Bad(
        "hidden.eml",
        "hidden",
        _mail(
            _LETTER + "Content-Type: text/html; charset=utf-8",
            f"<p>{said('eml-hidden')}</p><div style='display:none'>{HIDDEN}</div><!-- {HIDDEN} -->"
            f"<span style='font-size:0px;color:#fff'>{HIDDEN}</span>",
        ),
        (phrase("eml-hidden"),),
        lacks=(HIDDEN,),
    ),
    Bad(
        "broken-base64.eml",
        "damaged",
        lambda: _mail(_LETTER + "Content-Type: text/plain\nContent-Transfer-Encoding: base64", "%%%not base64%%%===\n"),
        ("Subject: Plan",),
    ),
    Bad(
        "unclosed-parts.eml",
        "damaged",
        lambda: _mail(
            _LETTER + 'Content-Type: multipart/alternative; boundary="zz"',
            "--zz\nContent-Type: text/plain\n\n" + said("eml-unclosed"),
        ),
        (phrase("eml-unclosed"),),
    ),
]

PLAIN = [
    Bad(
        "nul-within.txt",
        "damaged",
        (said("nul-within") + "\n").encode() * 20 + b"a\0b" + said("behind-nul").encode(),
        (phrase("nul-within"), phrase("behind-nul")),
        lacks=("\0",),
    ),
    Bad("all-nul.txt", "damaged", lambda: bytes(100_000), refused="binary|no text"),
    Bad(
        "random.txt",
        "damaged",
        lambda: bytes((n * n * 31 + n // 7) % 256 for n in range(50_000)),
        refused="binary|encoding",
    ),
    Bad("only-mark.txt", "empty", codecs.BOM_UTF8, refused="no text|empty"),
    Bad("only-mark-16.txt", "empty", codecs.BOM_UTF16_LE, refused="no text|empty"),
    Bad("only-mark-32.txt", "empty", codecs.BOM_UTF32_BE, refused="no text|empty"),
    Bad(
        "only-space.txt", "empty", lambda: b" \t\r\n\x0b\x0c" * 5_000 + "\u2003\u200b\ufeff".encode(), refused="no text"
    ),
    Bad("only-space.md", "empty", lambda: b"\n\n\n", refused="no text"),
    Bad(
        "two-encodings.txt",
        "encoding",
        (said("two-encodings") + "\n").encode() * 8 + GERMAN.encode() + "größere Häfen\n".encode("latin-1"),
        (phrase("two-encodings"), "Außenminister beider Länder"),
        lacks=("Ã",),
    ),
    Bad(
        "cut-character.txt",
        "encoding",
        (JAPANESE + said("cut-character") + "日").encode()[:-1],
        ("両国の外務大臣", phrase("cut-character")),
    ),
    Bad(
        "odd-length-16.txt",
        "encoding",
        (RUSSIAN + said("odd-length")).encode("utf-16") + b"\x20",
        ("Министры иностранных дел", phrase("odd-length")),
    ),
    Bad(
        "lone-surrogates-16.txt",
        "encoding",
        codecs.BOM_UTF16_LE
        + (said("surrogates-16") + " ").encode("utf-16-le")
        + b"\x00\xd8"
        + "end".encode("utf-16-le"),
        (phrase("surrogates-16"), "end"),
    ),
    Bad(
        "surrogates-8.txt",
        "encoding",
        (GERMAN * 3 + said("surrogates-8")).encode() + b" \xed\xa0\x80\xed\xb0\x80 end",
        (phrase("surrogates-8"), "größere Häfen", "end"),
    ),
    Bad("utf-7.txt", "encoding", lambda: b"+AEEAQg- " + said("utf-7").encode() + b" Gr+APYA3w-e", (phrase("utf-7"),)),
    Bad("no-newline.txt", "odd", said("no-newline").encode(), (phrase("no-newline"),)),
    Bad(
        "cr-only.txt",
        "odd",
        (said("cr-only") + "\rSecond line.\r\rThird line.").encode(),
        (said("cr-only") + "\nSecond line.\n\nThird line.",),
    ),
    Bad(
        "separators.txt",
        "odd",
        (said("separators") + "\u2028Second line.\u2029Third.\x85Fourth.").encode(),
        (said("separators") + "\nSecond line.\nThird.\nFourth.",),
    ),
    Bad(
        "overrides.txt",
        "hostile",
        (said("overrides") + " \u202edesrever\u202c \u2066x\u2069 \x1b[2J\x07 \U000e0041\U000e0042end").encode(),
        (phrase("overrides"), "desrever"),
        lacks=("\u202e", "\x1b", "\x07", "\u2066", "\U000e0041"),
    ),
    Bad(
        "combining.txt",
        "hostile",
        (said("combining") + " Z" + "\u0335\u0321" * 100_000 + " end").encode(),
        (phrase("combining"),),
    ),
    Bad("long-line.txt", "long", lambda: _line("long-line", 1_000_000), (phrase("long-line"),)),
    Bad("longest-line.txt", "long", lambda: _line("longest-line", 50_000_000), (phrase("longest-line"),), many=True),
    Bad("no-space.txt", "long", said("no-space").encode() + b" " + b"x" * 500_000, (phrase("no-space"),)),
    Bad(
        "many-lines.txt",
        "long",
        said("many-lines").encode() + b"\n" * 2_000_000 + b"end",
        (phrase("many-lines"), "end"),
    ),
    Bad(
        "deep-quotes.md",
        "deep",
        said("deep-quotes").encode() + b"\n\n" + b">" * 100_000 + b" [" * 50_000 + b"end",
        (phrase("deep-quotes"),),
    ),
    Bad(
        "front-matter.md",
        "hostile",
        lambda: (
            b"---\ntitle: !!python/object/apply:os.system ['touch /tmp/canary']\na: &a [x]\nb: &b [*a,*a,*a]\n---\n"
            + said("front-matter").encode()
        ),
        (phrase("front-matter"),),
    ),
    Bad(
        "comments.md",
        "hidden",
        (
            f"# Note\n\n{said('md-comments')}\n\n<!-- {HIDDEN} -->\n\n[//]: # ({HIDDEN})\n\n<div style='display:none'>{HIDDEN}</div>\n".encode()
        ),
        (phrase("md-comments"),),
        lacks=(HIDDEN,),
    ),
    Bad("rule-head.md", "damaged", lambda: b"---\n" + said("md-unclosed").encode() + b"\n", (phrase("md-unclosed"),)),
]


def _record(**fields: object) -> bytes:
    return json.dumps(fields).encode() + b"\n"


RECORDS = [
    Bad(
        "broken-lines.jsonl",
        "damaged",
        lambda: (
            _record(id=1, text=said("jsonl-first"))
            + b'{"id": 2, "text": "cut\n\n[]\nnull\n"x"\n'
            + _record(id=3, text=said("jsonl-last"))
        ),
        (phrase("jsonl-first"), phrase("jsonl-last")),
        "well-formed|not a record",
    ),
    Bad(
        "deep.jsonl",
        "deep",
        lambda: _record(id=1, text=said("jsonl-beside-deep")) + b'{"text": ' + b"[" * 200_000 + b"]" * 200_000 + b"}\n",
        (phrase("jsonl-beside-deep"),),
        "well-formed",
    ),
    Bad(
        "deep-within.jsonl",
        "deep",
        lambda: (
            _record(id=1, text=said("jsonl-deep-within"))
            + b'{"id": 2, "text": "'
            + said("jsonl-deep-too").encode()
            + b'", "x": '
            + b'{"a":' * 900
            + b"1"
            + b"}" * 900
            + b"}\n"
        ),
        (phrase("jsonl-deep-within"), phrase("jsonl-deep-too")),
    ),
    Bad("deep-array.json", "deep", lambda: b"[" * 1_000_000, refused="well-formed|no records"),
    Bad(
        "numbers.jsonl",
        "hostile",
        b'{"id": 1'
        + b"0" * 300
        + b', "date": 1e400, "year": -1e999, "text": "'
        + said("jsonl-numbers").encode()
        + b'"}\n{"id": 2, "n": '
        + b"9" * 100_000
        + b', "text": "x"}\n',
        (phrase("jsonl-numbers"),),
        "well-formed",
    ),
    Bad(
        "duplicate-keys.jsonl",
        "hostile",
        b'{"text": "first", "id": "a", "id": "b", "text": "' + said("jsonl-twice").encode() + b'"}\n',
        (phrase("jsonl-twice"),),
    ),
    Bad(
        "nan.jsonl",
        "odd",
        b'{"id": NaN, "date": Infinity, "score": -Infinity, "text": "' + said("jsonl-nan").encode() + b'"}\n',
        (phrase("jsonl-nan"),),
    ),
    Bad(
        "huge-line.jsonl",
        "long",
        lambda: (
            _record(id=1, text=said("jsonl-beside-huge"))
            + b'{"text": "'
            + b"y" * 50_000_000
            + b'"}\n'
            + _record(id=3, text=said("jsonl-behind-huge"))
        ),
        (phrase("jsonl-beside-huge"), phrase("jsonl-behind-huge")),
        "more than 20 mb",
    ),
    Bad(
        "wrong-types.jsonl",
        "odd",
        lambda: (
            _record(id=[1], text={"a": 1}, date=["x"], title=7)
            + _record(id={}, text=17)
            + _record(id=None, title=None, date={}, text=said("jsonl-types"))
            + _record(text=None)
        ),
        (phrase("jsonl-types"),),
        "text",
    ),
    Bad(
        "surrogates.jsonl",
        "encoding",
        b'{"id": "\\ud800", "title": "\\udfff x", "text": "' + said("jsonl-surrogates").encode() + b' \\ud83d end"}\n',
        (phrase("jsonl-surrogates"), "end"),
    ),
    Bad(
        "date.jsonl",
        "odd",
        lambda: (
            _record(id=1, date="9999-99-99", text=said("jsonl-date-1"))
            + _record(id=2, date=99999999999999, text=said("jsonl-date-2"))
            + _record(id=3, date="\u0000", text=said("jsonl-date-3"))
        ),
        tuple(phrase(f"jsonl-date-{n}") for n in (1, 2, 3)),
    ),
    Bad(
        "id.jsonl",
        "hostile-name",
        lambda: (
            _record(id="../../etc/passwd\n\u001b[2J\u202e", text=said("jsonl-id"))
            + _record(id="x" * 100_000, text=said("jsonl-long-id"))
        ),
        (phrase("jsonl-id"), phrase("jsonl-long-id")),
    ),
    Bad("nothing.jsonl", "empty", lambda: b"\n\n \n", refused="no records|empty"),
    Bad(
        "utf-16.jsonl",
        "encoding",
        lambda: _record(text=said("jsonl-16")).decode().encode("utf-16"),
        (phrase("jsonl-16"),),
    ),
    Bad("no-json.json", "damaged", said("no-json").encode(), refused="json"),
    Bad(
        "html.jsonl",
        "hidden",
        lambda: _record(id=1, text=f"<p>{said('jsonl-html')}</p><p style='display:none'>{HIDDEN}</p><!-- {HIDDEN} -->"),
        (phrase("jsonl-html"),),
        lacks=(HIDDEN,),
    ),
]

TABLES = [
    Bad(
        "open-quote.csv",
        "damaged",
        lambda: b"Country,Plan\nJapan," + said("csv-quote").encode() + b'\nPeru,"never closed\n' + b"a,b\n" * 1_000,
        (phrase("csv-quote"),),
    ),
    Bad("huge-cell.csv", "long", b'Country,Plan\nJapan,"' + b"x " * 1_000_000 + b'"\n', refused="more than 1,000,000"),
    Bad("long-line.csv", "long", lambda: b"Country,Plan\n" + b"a" * 20_000_000, refused="more than|no text"),
    Bad(
        "ragged.csv",
        "damaged",
        lambda: b"Country,Year,Plan\nJapan\nPeru,2021," + said("csv-ragged").encode() + b",,,\n,,\nChile,2020,x,y,z\n",
        (phrase("csv-ragged"), "Chile"),
    ),
    Bad(
        "formulas.csv",
        "hostile",
        b'Country,Plan\nJapan,"=cmd|\'/C calc\'!A0"\nPeru,"@SUM(1+1)*cmd"\nChile,"'
        + said("csv-formula").encode()
        + b'"\n',
        (phrase("csv-formula"),),
    ),
    Bad("header.csv", "empty", lambda: b"Country,Year,Plan\n", ("Country",)),
    Bad("delimiters.csv", "empty", lambda: b",,,,\n;;;;\n" * 50, refused="no text"),
    Bad(
        "delimiter.csv",
        "odd",
        lambda: b"Country|Plan\n" + b"".join(b"Land %d|%s\n" % (n, said(f"csv-pipe-{n}").encode()) for n in range(3)),
        (phrase("csv-pipe-2"), "Country: Land 2"),
    ),
    Bad(
        "nul.csv",
        "damaged",
        lambda: b"Country,Plan\nJa\0pan," + said("csv-nul").encode() + b"\n" + b"Peru,fish and rice and steel\n" * 40,
        (phrase("csv-nul"),),
    ),
    Bad(
        "utf-16.csv",
        "encoding",
        lambda: f"Country;Plan\nPérou;{said('csv-16')}\n".encode("utf-16"),
        (phrase("csv-16"), "Pérou"),
    ),
    Bad("wide.csv", "long", lambda: b",".join(b"%d" % n for n in range(600_000)), refused="more than"),
    Bad(
        "million-rows.csv",
        "long",
        lambda: b"Country,Year\n" + b"Japan,2021\n" * 1_000_000,
        refused="more than 100,000 rows",
    ),
    Bad("prose.csv", "odd", said("csv-prose").encode() + b"\nNo table at all here.\n", (phrase("csv-prose"),)),
]

RICH = [
    Bad("groups.rtf", "deep", lambda: b"{\\rtf1 " + b"{" * 200_000, refused="nested too deeply|no text"),
    Bad(
        "bin.rtf",
        "hostile",
        lambda: b"{\\rtf1\\ansi " + said("rtf-bin").encode() + b"\\par\\bin2147483647 " + HIDDEN.encode() + b"}",
        (phrase("rtf-bin"),),
        lacks=(HIDDEN,),
    ),
    Bad(
        "negative-bin.rtf",
        "hostile",
        lambda: b"{\\rtf1\\ansi " + b"\\bin-5 " * 1_000 + said("rtf-negative").encode() + b"}",
        (phrase("rtf-negative"),),
    ),
    Bad(
        "hidden.rtf",
        "hidden",
        lambda: (
            b"{\\rtf1\\ansi{\\colortbl;\\red255\\green255\\blue255;}"
            + said("rtf-hidden").encode()
            + b"{\\v %s}{\\cf1 %s}{\\fs2 %s}{\\*\\annotation %s}{\\deleted %s}{\\*\\unknown %s}}"
            % ((HIDDEN.encode(),) * 6)
        ),
        (phrase("rtf-hidden"),),
        lacks=(HIDDEN,),
    ),
    Bad(
        "object.rtf",
        "hostile",
        lambda: (
            b"{\\rtf1\\ansi{\\object\\objocx{\\*\\objdata "
            + b"d0cf11e0" * 200_000
            + b'}}{\\field{\\*\\fldinst INCLUDETEXT "file:///etc/passwd"}{\\fldrslt x}}'
            + said("rtf-object").encode()
            + b"}"
        ),
        (phrase("rtf-object"),),
        lacks=("d0cf11e0", "INCLUDETEXT"),
    ),
    Bad(
        "cut.rtf",
        "damaged",
        lambda: b"{\\rtf1\\ansi{\\fonttbl{\\f0 A;}}\\f0 " + said("rtf-cut").encode() + b" {\\b",
        (phrase("rtf-cut"),),
    ),
    Bad(
        "unicode.rtf",
        "encoding",
        lambda: (
            b"{\\rtf1\\ansi\\uc1 "
            + said("rtf-unicode").encode()
            + b"\\u-10179?\\u-9190? \\u99999999999? \\u55357? \\'zz \\'8 end}"
        ),
        (phrase("rtf-unicode"), "end"),
    ),
    Bad("words.rtf", "bomb", lambda: b"{\\rtf1 " + b"\\b" * 2_500_000 + b" x}", refused="more formatting", many=True),
]

EMPTY = [
    Bad(f"empty{suffix}", "empty", b"", refused="empty")
    for suffix in [
        ".txt",
        ".md",
        ".html",
        ".htm",
        ".xhtml",
        ".pdf",
        ".docx",
        ".pptx",
        ".xlsx",
        ".xlsm",
        ".csv",
        ".tsv",
        ".epub",
        ".eml",
        ".rtf",
        ".odt",
        ".ods",
        ".odp",
        ".zip",
        ".tar",
        ".tgz",
        ".txt.gz",
        ".jsonl",
        ".json",
    ]
]

ALL = [*encoded(), *PLAIN, *RECORDS, *TABLES, *RICH, *MAILS, *EMPTY]
