"""The report: one HTML page by itself, without scripts and without anything from elsewhere."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from html import escape
from string import Template

from assistant.evaluation.measures import Failure, Result
from assistant.evaluation.printed import heading, shown, value_text

_PAGE = Template("""<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>Evaluation</title>
<style>
:root { color-scheme: light dark; --line: #d5d7db; --soft: #5b616b; --card: #f6f7f8; --bad: #a3261b; }
@media (prefers-color-scheme: dark) { :root { --line: #3c4149; --soft: #a2a9b4; --card: #1d2026; --bad: #ff9a8f; } }
body { font: 16px/1.5 system-ui, sans-serif; max-width: 60rem; margin: 2rem auto; padding: 0 1rem; }
h1 { font-size: 1.5rem; } h2 { font-size: 1.2rem; margin-top: 3rem; } h3 { font-size: 1rem; }
.wide { overflow-x: auto; }
table { border-collapse: collapse; width: 100%; font-size: .9rem; }
th, td { text-align: start; padding: .3rem .8rem .3rem 0; border-bottom: 1px solid var(--line); vertical-align: top; }
td + td { font-variant-numeric: tabular-nums; }
.soft { color: var(--soft); } .bad { color: var(--bad); }
details { background: var(--card); border: 1px solid var(--line); border-radius: .5rem; margin: .5rem 0; }
summary { padding: .5rem .8rem; cursor: pointer; overflow-wrap: anywhere; }
details > div { padding: 0 .8rem .8rem; overflow-wrap: anywhere; }
dt { color: var(--soft); font-size: .85rem; margin-top: .5rem; } dd { margin: 0; white-space: pre-line; }
blockquote { margin: .3rem 0; padding-inline-start: .8rem; border-inline-start: 3px solid var(--line); }
</style>
</head>
<body>
<h1>Evaluation</h1>
<nav><ul>$contents</ul></nav>
$sections
</body>
</html>
""")


def page(results: Sequence[Result]) -> str:
    """All results with their tables, and every failure with what was expected, what came and the evidence."""
    contents = "".join(
        f'<li><a href="#set{number}">{escape(result.set)}</a></li>' for number, result in enumerate(results, 1)
    )
    sections = "".join(_section(number, result) for number, result in enumerate(results, 1))
    return _PAGE.substitute(contents=contents, sections=sections)


def _section(number: int, result: Result) -> str:
    rows = "".join(
        "<tr>" + "".join(f"<td>{escape(cell)}</td>" for cell in cells) + "</tr>"
        for cells in ((one.name, value_text(one), one.floor, one.goal) for one in shown(result))
    )
    heads = "".join(f"<th scope=col>{head}</th>" for head in ("Figure", "Value [95 %] (of)", "Floor", "Goal"))
    note = f"<p>{escape(result.note)}</p>" if result.note else ""
    failures = "".join(map(_failure, result.failures)) or "<p>None.</p>"
    return (
        f'<section><h2 id="set{number}">{escape(result.set)}</h2><p class=soft>{escape(heading(result))}</p>{note}'
        f'<div class=wide tabindex=0 role=region aria-label="Figures"><table><thead><tr>{heads}</tr></thead>'
        f"<tbody>{rows}</tbody></table></div><h3>Failures: {len(result.failures)}</h3>{failures}</section>"
    )


def _failure(failure: Failure) -> str:
    kind = f" · {escape(failure.kind)}" if failure.kind else ""
    return (
        f"<details><summary dir=auto><span class=soft>{escape(failure.id)}{kind}</span> {escape(failure.asked)}"
        f"</summary><div><dl>{_said('Expected', [failure.expected])}{_said('Got', [failure.got], 'bad')}"
        f"{_said('Why', failure.reasons)}</dl>{_quotes(failure.evidence)}</div></details>"
    )


def _said(name: str, texts: Iterable[str], kind: str = "") -> str:
    parts = "".join(f'<dd dir=auto class="{kind}">{escape(text)}</dd>' for text in texts if text)
    return f"<dt>{name}</dt>{parts}" if parts else ""


def _quotes(texts: Iterable[str]) -> str:
    return "".join(f"<blockquote dir=auto>{escape(text)}</blockquote>" for text in texts)
