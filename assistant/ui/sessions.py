"""What Gradio keeps of each tab: as little as this page needs.

By itself it keeps what every component of the page is like and shows at the moment, of each tab: 45 kB, the whole
conversation beside them, and 60 ms of a processor to put that together. It is for links to the state of a page, which
there are none of here: a conversation has an address of its own.
"""

from __future__ import annotations

from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

from gradio.state_holder import SessionState, StateHolder

if TYPE_CHECKING:
    from gradio import Blocks


def keep_little(app: Any, blocks: Blocks) -> None:
    """``app``: Gradio's application of ``blocks``, before its first visit."""
    app.state_holder = _Sessions()  # type: ignore[no-untyped-call]
    app.state_holder.set_blocks(blocks)


class _Sessions(StateHolder):
    def __getitem__(self, session_id: str) -> SessionState:
        if session_id not in self.session_data:
            self.session_data[session_id] = _Session(self.blocks)
        return super().__getitem__(session_id)


class _Session(SessionState):
    def __init__(self, blocks: Blocks) -> None:
        # It describes the components that it is told of: none.
        super().__init__(SimpleNamespace(default_config=blocks.default_config, blocks={}))  # type: ignore[arg-type]
        self.blocks_config.config_for_block = _nothing  # type: ignore[assignment]


def _nothing(*_: Any) -> dict[str, Any]:
    return {}
