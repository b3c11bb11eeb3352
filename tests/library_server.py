"""The page with a real library and an embedding model without a model: ``python tests/library_server.py PORT FOLDER``.

The folder may hold a library already. ``--slow SECONDS``: what the embedding takes for eight passages. ``--header
NAME``: who asks says so in this header.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from threading import Event

import scripted_chain as scripted
from hashing import HashingEmbedder

from assistant.commands.keeping import standing_json
from assistant.confined.paging import Paging
from assistant.conversations.conversations import Conversations
from assistant.domain import Filter
from assistant.ingest.additions import Additions
from assistant.ingest.catchup import Progress
from assistant.ingest.ingest import Report, ingest
from assistant.ingest.keeper import Keeper
from assistant.ingest.watching import Source
from assistant.library import Library
from assistant.questions.suggestions import Suggestion
from assistant.ui import Allowed, Parts, build_app, library_page, reserve, serve
from assistant.ui.entrance import Entrance

if __name__ == "__main__":
    os.umask(0o077)
    port, folder = int(sys.argv[1]), Path(sys.argv[2])
    embedder = HashingEmbedder(pause=float(sys.argv[sys.argv.index("--slow") + 1]) if "--slow" in sys.argv else 0)
    embedder.batch = 8  # type: ignore[attr-defined]

    def take_in(sources: Sequence[Source], progress: Callable[[Progress], None], stopped: Event) -> Report:
        return ingest(sources, library, embedder, limit=10**8, progress=progress, stopped=stopped)

    with reserve("127.0.0.1", port) as taken, Library(folder / "library") as library:
        watched = [folder / "given"] if (folder / "given").is_dir() else []
        keeper = Keeper(take_in, lambda _: None, once=watched, watched=[], library=library.folder)
        additions = Additions(library, take_in, keeper)
        routers, larger = library_page(library, additions, Allowed(2, 20, 50, folders=True, addresses=True))
        parts = Parts(
            chain=scripted.chain,
            conversations=Conversations(folder),
            searched=lambda owner: library.catalog.searched(Filter(reader=owner)),
            suggestions=lambda _, __: [Suggestion(scripted.OFFERS, "en")],
            document=lambda owner, id_: library.catalog.document(id_, owner),
            paging=Paging(lambda _, __: [], limit=0),
            fates=library.catalog.fates,
            standing=lambda owner: standing_json(library.catalog, keeper, owner),
            facets=library.catalog.facets,
            taken_in=lambda owner, ids: library.catalog.taken_in(ids, owner),
            routers=routers,
            larger=larger,
        )
        header = sys.argv[sys.argv.index("--header") + 1] if "--header" in sys.argv else ""
        app = build_app(parts, entrance=Entrance(header=header))
        keeper.start()
        keeper.wait(20)
        additions.start()
        try:
            serve(app, taken, open_browser=False)
        finally:
            additions.close()
            keeper.close()
