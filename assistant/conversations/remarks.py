"""What readers say of claims (checked, disputed) and of answers (helpful or not): kept with the conversations."""

from __future__ import annotations

from typing import Any

from assistant.catalog.rows import now
from assistant.conversations.conversations import Conversations
from assistant.conversations.turns import Feedback, Mark, Marked, Turn, read, shown

LONGEST_NOTE = 2000  # characters


class Remarks:
    """Methods raise LibraryStorageError where the file cannot be written. Nobody sees or changes another's."""

    def __init__(self, conversations: Conversations) -> None:
        self._conversations = conversations

    def mark(self, owner: str, conversation: str, mark: Mark) -> bool:
        """Keeps what the owner says of a claim; without a ``state``, nothing any more. False: there is no such
        claim."""
        row = self._conversations.row(owner, conversation, mark.turn)
        if row is None:
            return False
        answer = self._conversations.turns(owner, conversation)[mark.turn].answer
        if answer is None or not 0 <= mark.claim < len(answer.claims):
            return False
        with self._conversations.writing() as db:
            if mark.state is None:
                db.execute("DELETE FROM marks WHERE turn = ? AND claim = ?", (row, mark.claim))
            else:
                values = (row, mark.claim, mark.state.value, mark.note.strip()[:LONGEST_NOTE], now())
                db.execute("INSERT OR REPLACE INTO marks VALUES (?, ?, ?, ?, ?)", values)
        return True

    def rate(self, owner: str, conversation: str, feedback: Feedback) -> bool:
        """Keeps what the owner says of an answer; where it is neither ``helpful`` nor not, nothing any more. False:
        there is no such answer."""
        row = self._conversations.row(owner, conversation, feedback.turn)
        if row is None:
            return False
        with self._conversations.writing() as db:
            if feedback.helpful is None:
                db.execute("DELETE FROM feedback WHERE turn = ?", (row,))
            else:
                values = (row, feedback.helpful, feedback.note.strip()[:LONGEST_NOTE], now())
                db.execute("INSERT OR REPLACE INTO feedback VALUES (?, ?, ?, ?)", values)
        return True

    def marks(self, owner: str, conversation: str) -> list[Mark]:
        """What the owner says of claims, in their order."""
        return [
            Mark(turn, claim, Marked(state), note, at)
            for turn, (claim, state, note, at) in self._said(owner, conversation, "marks", "claim, state, note, at")
        ]

    def feedback(self, owner: str, conversation: str) -> list[Feedback]:
        """What the owner says of answers, in their order."""
        return [
            Feedback(turn, bool(helpful), note, at)
            for turn, (helpful, note, at) in self._said(owner, conversation, "feedback", "helpful, note, at")
        ]

    def rated(self) -> list[tuple[tuple[Turn, ...], Feedback]]:
        """All answers of which somebody has said something, whoever it was, the first one first: each the last of the
        turns of its conversation up to it."""
        with self._conversations.reading() as db:
            said = db.execute("SELECT turn, helpful, note, at FROM feedback ORDER BY at, turn").fetchall()
            found = []
            for row, helpful, note, at in said:
                before = db.execute(
                    "SELECT number, instead FROM turns WHERE number <= ?1 "
                    "AND conversation = (SELECT conversation FROM turns WHERE number = ?1) ORDER BY number",
                    (row,),
                ).fetchall()
                turns = tuple(read(db, shown(before)).values())
                found.append((turns, Feedback(len(turns) - 1, bool(helpful), note, at)))
        return found

    def _said(self, owner: str, conversation: str, table: str, columns: str) -> list[tuple[int, tuple[Any, ...]]]:
        rows = self._conversations.rows(owner, conversation)
        with self._conversations.reading() as db:
            found = [
                (at, db.execute(f"SELECT {columns} FROM {table} WHERE turn = ? ORDER BY 1", (row,)).fetchall())  # noqa: S608 - our own words
                for at, row in enumerate(rows)
            ]
        return [(at, said) for at, all_of_them in found for said in all_of_them]
