"""The sentences that modules can say: every text in their code that reads like one, with something in its gaps."""

from __future__ import annotations

import ast
import re
from pathlib import Path
from typing import TYPE_CHECKING

import assistant

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(assistant.__file__).parent
GAP, NUMBER, DATE = "\ufffc", "1,500", "7 September 2021"
_SENTENCE = re.compile(rf"[A-Z“{GAP}].* .*[^\W\d_”{GAP})].*[.?:]", re.DOTALL)


def sentences(module: str) -> Iterator[str]:
    """Those in a module of the package, such as ``reading/pdf.py``; GAP stands for what may be text or a number."""
    tree = ast.parse((ROOT / module).read_text("utf-8"))
    parts = {id(part) for node in ast.walk(tree) if isinstance(node, ast.JoinedStr) for part in node.values}
    docstrings = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    for node in ast.walk(tree):
        if id(node) not in parts | docstrings and _SENTENCE.fullmatch(text := "".join(_written(node))):
            yield text


def _written(node: ast.AST) -> Iterator[str]:
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        yield node.value
    elif isinstance(node, ast.JoinedStr):
        for part in node.values:
            yield from _written(part)
    elif isinstance(node, ast.FormattedValue):
        form = "".join(_written(node.format_spec)) if node.format_spec else ""
        is_date = isinstance(node.value, ast.Call) and getattr(node.value.func, "id", "") == "in_words"
        yield DATE if is_date else NUMBER if form else GAP
