"""Bad inputs that are web pages."""
# ruff: noqa: E501 - a case stands on a line of its own where it can

from __future__ import annotations

from bad_inputs import CANARY, HIDDEN, Bad, phrase, said
from bad_texts import GERMAN, JAPANESE, RUSSIAN


def page(body: str, head: str = "") -> bytes:
    return f"<!doctype html><html><head><meta charset=utf-8><title>A page</title>{head}</head><body>{body}</body></html>".encode()


def hidden(what: str, body: str, head: str = "") -> Bad:
    """A page of which ``body`` hides ``HIDDEN``."""
    shown = f"<p>{said(f'html-{what}')}</p>"
    return Bad(f"hidden-{what}.html", "hidden", page(shown + body, head), (phrase(f"html-{what}"),), lacks=(HIDDEN,))


RULES = (
    ".a.b{display:none}", "[data-a]{display:none}", "p[data-a='1']{display:none !important}", "h2+p{display:none}", "h2~p.a{opacity:0}",
    "body p:nth-of-type(2):not(.c){display:none}", "html body p#q.a{display:none}", ":is(.a,.x){display:none}", ":where(.a){display:none}", "body:has(.a) .a{display:none}",
    "body{.a{display:none}}", "@layer x{.a{display:none}}", "@supports (display:block){.a{display:none}}", "@media (min-width:1px){.a{display:none}}",
    ":root{--d:none}.a{display:var(--d)}", ".a{d\\69splay:none}", ".\\61{display:none}", ".c::after{content:'}'} .a{display:none}", "<![CDATA[.a{display:none}]]>", ".a{display:none",
)  # fmt: skip
HIDING = [
    hidden("display", f"<div style='DISPLAY : none'><b>{HIDDEN}</b></div>"),
    hidden("white", f"<p style='color:#fff'>{HIDDEN}</p><p><font color=white>{HIDDEN}</font></p><p style='color:hsl(0,0%,100%)'>{HIDDEN}</p>"),
    hidden("zero", f"<p style='font-size:0'>{HIDDEN}</p><p style='font:0/0 a'>{HIDDEN}</p><p style='font-size:0.1em'>{HIDDEN}</p><p style='font-size:.01rem'>{HIDDEN}</p>"),
    hidden("away", f"<p style='position:absolute;left:-9999px'>{HIDDEN}</p><p style='text-indent:-9999em'>{HIDDEN}</p><p style='position:absolute;inset:-9999px auto auto -9999px'>{HIDDEN}</p>"
           f"<p style='transform:translate(-9999px,0)'>{HIDDEN}</p><p style='position:absolute;left:99999px'>{HIDDEN}</p><p style='margin:-9999px'>{HIDDEN}</p>"),
    hidden("classes", f"<p class='a'>{HIDDEN}</p><p id=b>{HIDDEN}</p><div class=c><p>{HIDDEN}</p></div>", "<style>.a{display:none}#b{opacity:0}.c p{visibility:hidden}</style>"),
    hidden("attributes", f"<p hidden>{HIDDEN}</p><p aria-hidden=true>{HIDDEN}</p><template>{HIDDEN}</template><noscript>{HIDDEN}</noscript><dialog>{HIDDEN}</dialog><input value='{HIDDEN}'><img alt='{HIDDEN}' width=1 height=1 src=x>"),
    hidden("comments", f"<!-- {HIDDEN} --><!--[if IE]>{HIDDEN}<![endif]--><![CDATA[ {HIDDEN} ]]><?php {HIDDEN} ?>"),
    hidden("scripts", f"<script>document.write('{HIDDEN}')</script><style>p::after{{content:'{HIDDEN}'}}</style><svg><text>{HIDDEN}</text></svg><iframe srcdoc='{HIDDEN}'>{HIDDEN}</iframe><object>{HIDDEN}</object>"),
    hidden("boxes", f"<div style='width:0;height:0;overflow:hidden'>{HIDDEN}</div><div style='max-height:0;overflow:hidden'>{HIDDEN}</div><div style='clip-path:inset(100%)'>{HIDDEN}</div>"
           f"<div style='position:absolute;clip:rect(1px,1px,1px,1px)'>{HIDDEN}</div><div style='transform:scale(0)'>{HIDDEN}</div>"),
    hidden("faint", f"<p style='opacity:0.00'>{HIDDEN}</p><p style='filter:opacity(0)'>{HIDDEN}</p><p style='color:rgba(0,0,0,0)'>{HIDDEN}</p><p style='color:rgb(0 0 0 / 0%)'>{HIDDEN}</p><p style='color:#0000'>{HIDDEN}</p>"),
    hidden("details", f"<select><option>{HIDDEN}</select><textarea>{HIDDEN}</textarea><button>{HIDDEN}</button><datalist><option>{HIDDEN}</datalist>"),
    hidden("mark", f"<div style='background:#123456'><span style='color:#123456'>{HIDDEN}</span></div><p bgcolor=#ff0000 style='background:red;color:red'>{HIDDEN}</p><body text=white><p>x</p>"),
    *(hidden(f"rule-{number}", f"<h2>t</h2><p id=q class='a b' data-a=1>{HIDDEN}</p><p class=c>Seen.</p>", f"<style>{rule}</style>") for number, rule in enumerate(RULES)),
    hidden("popover", f"<div popover>{HIDDEN}</div><canvas>{HIDDEN}</canvas><ruby>x<rp>{HIDDEN}</rp></ruby><p style='max-width:0;overflow:hidden'>{HIDDEN}</p>"),
    hidden("turned", f"<p style='transform:rotateX(90deg)'>{HIDDEN}</p><p style='scale:0'>{HIDDEN}</p><p style='transform:translate(0,-9999px)'>{HIDDEN}</p><p style='font-size:calc(0px)'>{HIDDEN}</p>"),
]  # fmt: skip

OTHERS = [
    Bad("shown-again.html", "hidden", lambda: page(f"<div style='visibility:hidden'>{HIDDEN}<p style='visibility:visible'>{said('html-again')}</p>{HIDDEN}</div>"), (phrase("html-again"),), lacks=(HIDDEN,)),
    Bad("on-paper.html", "hidden", lambda: page(f"<p class=a>{said('html-paper')}</p>", "<style media=print>p{display:none}</style><style>@media print{.a{display:none}}.a:hover,.a::before,.a:not(p){display:none}</style>"), (phrase("html-paper"),)),
    Bad("heavier.html", "hidden", lambda: page(f"<p class=a id=b>{said('html-heavier')}</p>", "<style>#b{display:block}.a{display:none}p{visibility:hidden}p.a{visibility:visible!important}</style>"), (phrase("html-heavier"),)),
    Bad("behind-end.html", "odd", lambda: page(f"<p>{said('html-behind')}</p></body></html><p hidden>{HIDDEN}</p><p>Behind the end.</p>"), (phrase("html-behind"), "Behind the end."), lacks=(HIDDEN,)),
    Bad("pictures-within.html", "long", lambda: page(f"<p>{said('html-pictures')}</p>" + f"<img src='data:image/png;base64,{'iVBORw0K' * 500_000}'>" * 5 + "<p>Behind the pictures.</p>"), (phrase("html-pictures"), "Behind the pictures.")),
    Bad("scripts-within.html", "long", lambda: page(f"<p>{said('html-scripts')}</p>" + f"<script>{'x' * 3_000_000}</script>" * 5 + "<p>Behind the scripts.</p>"), (phrase("html-scripts"), "Behind the scripts.")),
    Bad("late-charset.html", "encoding", lambda: f"<html><head><!--{'x' * 5_000}--><meta charset=windows-1251></head><body><p>{said('html-late')} {RUSSIAN}</p></body></html>".encode("cp1251"), (phrase("html-late"), "Министры")),
    Bad("selectors.html", "long", page(f"<p>{said('html-selectors')}</p>" + "<div>" * 200 + "<i>x</i>" * 20_000, "<style>" + "".join(f".a{n} * {{display:none}}" for n in range(100)) + "</style>"), (phrase("html-selectors"),)),
    Bad("unclosed.html", "damaged", lambda: b"<html><body><div><p>" + said("html-unclosed").encode() + b"<b><i><table><tr><td>cell<ul><li>item", (phrase("html-unclosed"), "item")),
    Bad("deep.html", "deep", lambda: page(f"<p>{said('html-deep')}</p>" + "<div>" * 100_000 + "end"), (phrase("html-deep"),), "|nested too deeply"),
    Bad("deep-spans.html", "deep", lambda: page(f"<p>{said('html-spans')}</p>" + "<b><i><span>" * 30_000 + "end"), (phrase("html-spans"),), "|nested too deeply"),
    Bad("deep-tables.html", "deep", lambda: page(f"<p>{said('html-tables')}</p>" + "<table><tr><td>" * 3_000 + "end"), (phrase("html-tables"),), "|nested too deeply"),
    Bad("deep-lists.html", "deep", lambda: page(f"<p>{said('html-lists')}</p>" + "<ul><li>" * 200 + "end"), (phrase("html-lists"),)),
    Bad("large.html", "long", lambda: page(f"<p>{said('html-large')}</p>" + "<p>Fish and rice.</p>" * 40_000), (phrase("html-large"),)),
    Bad("large-word.html", "long", lambda: page(f"<p>{said('html-word')}</p><!-- " + "x" * 10_000_000 + " -->"), refused="too long"),
    Bad("long-line.html", "long", lambda: page("<p>" + "fish " * 3_000_000), refused="too long"),
    Bad("attributes.html", "long", lambda: page(f"<p>{said('html-attributes')}</p><p " + " ".join(f"a{n}=1" for n in range(100_000)) + f" style='{'color:red;' * 50_000}'>x</p>"), refused="more attributes"),
    Bad("entities.html", "hostile", lambda: page(f"<p>{said('html-entities')} &lt;script&gt;alert(1)&lt;/script&gt; &#0;&#xD800;&#x110000;&#99999999999; &nosuch; &eacute; &amp;amp; end</p>"), (phrase("html-entities"), "<script>alert(1)</script>", "é &amp; end")),
    Bad("doctype.html", "hostile", f'<!DOCTYPE html [<!ENTITY x SYSTEM "file:///etc/passwd"><!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">]><html><body><p>{said("html-doctype")} &x; &b;</p></body></html>'.encode(), (phrase("html-doctype"),), lacks=(CANARY,)),
    Bad("external.html", "outside", lambda: page(f"<p>{said('html-external')}</p><iframe src='/etc/passwd'></iframe><object data='/etc/passwd'></object><embed src='/etc/passwd'><img src='file:///etc/passwd'>", "<link rel=import href='/etc/passwd'><base href='file:///'>"), (phrase("html-external"),), lacks=(CANARY,)),
    Bad("frames.html", "empty", lambda: b"<html><frameset cols='50%,50%'><frame src=a.html><frame src=b.html></frameset></html>", refused="no text"),
    Bad("scripts.html", "empty", lambda: page("<div id=root></div><script>render('text')</script>"), refused="no text"),
    Bad("no-text.html", "empty", lambda: page(""), refused="no text"),
    Bad("charset-lie.html", "encoding", lambda: f"<html><head><meta charset=utf-8><title>T</title></head><body><p>{said('html-lie')}</p><p>{RUSSIAN}</p></body></html>".encode("cp1251"), (phrase("html-lie"), "Министры иностранных дел")),
    Bad("charset-other-lie.html", "encoding", f"<html><head><meta charset=iso-8859-1></head><body><p>{said('html-lie-2')}</p><p>{GERMAN}</p></body></html>".encode(), (phrase("html-lie-2"), "größere Häfen")),
    Bad("charset-true.html", "encoding", lambda: f"<html><head><meta http-equiv=Content-Type content='text/html; charset=shift_jis'></head><body><p>{said('html-sjis')}</p><p>{JAPANESE}</p></body></html>".encode("shift_jis"), (phrase("html-sjis"), "両国の外務大臣は東京で")),
    Bad("charset-none.html", "encoding", lambda: f"<html><head><meta charset='rot13'></head><body><p>{said('html-rot13')}</p><p>{GERMAN}</p></body></html>".encode("cp1252"), (phrase("html-rot13"), "größere Häfen")),
    Bad("charset-binary.html", "encoding", lambda: f"<html><head><meta charset='base64'></head><body><p>{said('html-base64')}</p><p>{GERMAN}</p></body></html>".encode("cp1252"), (phrase("html-base64"), "größere Häfen")),
    Bad("utf-16.html", "encoding", lambda: page(f"<p>{said('html-16')} {RUSSIAN}</p>").decode().encode("utf-16"), (phrase("html-16"), "Министры")),
    Bad("json-ld.html", "hostile", lambda: page(f"<p>{said('html-ld')}</p>", '<script type="application/ld+json">' + '{"@graph":[' * 20_000 + "</script><meta property='og:title' content='a\nb\u202e'>"), (phrase("html-ld"),), lacks=("\u202e",)),
    Bad("style.html", "long", lambda: page(f"<p>{said('html-style')}</p>", "<style>" + "@media screen{" * 20_000 + ".x{" * 100_000 + "</style>"), (phrase("html-style"),)),
    Bad("xml.html", "hostile", f'<?xml version="1.0"?><!DOCTYPE lolz [<!ENTITY lol "lol">]><html xmlns="http://www.w3.org/1999/xhtml"><body><p>{said("xhtml")} &lol;</p></body></html>'.encode(), (phrase("xhtml"),)),
]  # fmt: skip

ALL = [*HIDING, *OTHERS]
