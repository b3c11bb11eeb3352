"""Bad inputs that are odd by their names, or are no files at all."""
# ruff: noqa: E501 - a case stands on a line of its own where it can

from __future__ import annotations

import os
import socket
from pathlib import Path

from bad_inputs import CANARY, Bad, phrase, said

NAMES = [
    "new\nline.txt", "bell\x07 and \x1b[31mred\x1b[2J.txt", "back\x08\x7f\x9b31m.txt", "exe\u202etxt.txt", "isolate\u2066x\u2069.txt", "--help.txt", "-rf.txt",
    "emoji 🎣👩\u200d🚀.txt", "ڈان کا مضمون.txt", "\udce9\udcff.txt", "half\udce2\udc82.txt", " lead and trail .txt", "quote'\"`$(touch x);&|<b>.txt", "%s%n{0}{x}.txt", "a\\b.txt",
    "a...txt", "x" * 250 + ".txt", "\u2028line.txt", "zero\u200bwidth\ufeff.txt", "combining\u0301" + "\u0335" * 90 + ".txt", "CON.txt", "a#17 (part 2).txt", "tab\t\r.txt",
]  # fmt: skip


def named() -> list[Bad]:
    return [
        Bad(name, "hostile-name", said(f"name-{number}").encode(), (phrase(f"name-{number}"),))
        for number, name in enumerate(NAMES)
    ]


def _outside(path: Path) -> Path:
    """A file beside the folder."""
    found = path.parents[1] / "outside.txt"
    found.write_text(f"{CANARY} is the canary outside of the folder.")
    return found


def _pipe(path: Path) -> None:
    os.mkfifo(path)


def _socket(path: Path) -> None:
    here = Path.cwd()
    os.chdir(path.parent)  # the path of a socket has at most 107 bytes
    try:
        with socket.socket(socket.AF_UNIX) as made:
            made.bind(path.name)
    finally:
        os.chdir(here)


def _deep_folder(path: Path) -> None:
    for number in range(40):
        path = path / f"folder {number}"
    path.mkdir(parents=True)
    (path / "a.txt").write_text(said("deep-folder"))


def _folder(path: Path) -> None:
    path.mkdir()
    (path / "a.txt").write_text(said("folder-called-pdf"))


ALL = [
    *named(),
    Bad("pipe.txt", "no-file", place=_pipe, refused="device or a pipe"),
    Bad("socket.txt", "no-file", place=_socket, refused="device or a pipe"),
    Bad("device.txt", "no-file", place=lambda path: path.symlink_to("/dev/zero"), refused="link"),
    Bad("out.txt", "outside", place=lambda path: path.symlink_to(_outside(path)), refused="link"),
    Bad("out-folder", "outside", place=lambda path: path.symlink_to("/etc"), refused="link"),
    Bad("out-relative.txt", "outside", place=lambda path: path.symlink_to("../outside.txt"), refused="link"),
    Bad("itself.txt", "cycle", place=lambda path: path.symlink_to(path.name), refused="link"),
    Bad("gone.txt", "no-file", place=lambda path: path.symlink_to("nowhere.txt"), refused="link"),
    Bad("up", "cycle", place=lambda path: path.symlink_to(".")),
    Bad("folder.pdf", "odd", place=_folder, reads=(phrase("folder-called-pdf"),)),
    Bad("deep-folder", "deep", place=_deep_folder, reads=(phrase("deep-folder"),)),
    Bad("sparse.txt", "long", place=lambda path: (path.touch(), os.truncate(path, 10**12))[0], refused="files of up to"),
]  # fmt: skip
