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
NUMBER, DATE, TEXT = "1,500", "7 September 2021", "something"
_SENTENCE = re.compile(r"(?:[A-Z“]|1,500 ).*[a-z”)}]+[.?:]", re.DOTALL)


def sentences(module: str) -> Iterator[str]:
    """Those in a module of the package: ``reading/pdf.py``."""
    tree = ast.parse((ROOT / module).read_text("utf-8"))
    inner = {id(part) for node in ast.walk(tree) if isinstance(node, ast.JoinedStr) for part in node.values}
    docs = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    for node in ast.walk(tree):
        if id(node) in inner | docs:
            continue
        text = "".join(_written(node))
        if " " in text and _SENTENCE.fullmatch(text):
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
        yield DATE if is_date else NUMBER if re.fullmatch(r",|g|,?\.\d[gf]", form) else TEXT
