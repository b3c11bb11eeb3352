"""The command `assistant chat`: the page in the browser, and what is taken in beside it."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

from assistant.commands.keeping import opened, report_told, sources, standing_json

if TYPE_CHECKING:
    import argparse
    from collections.abc import Callable, Sequence
    from threading import Event

    from assistant.ingest.catchup import Progress
    from assistant.ingest.ingest import Report
    from assistant.ingest.watching import Source
    from assistant.settings import Settings
    from assistant.ui import Allowed

AT_FIRST = 5.0  # seconds that the page waits for its first documents


def add_chat(command: Callable[..., argparse.ArgumentParser]) -> None:
    """Adds the command to the command line. ``command(name, function, about)`` makes a parser of it."""
    chat = command("chat", _chat, "Open the assistant in the browser.")
    chat.add_argument("--host", default=None, help="the address to serve on (default: 127.0.0.1)")
    chat.add_argument("--port", type=int, default=None, help="the port to serve on (default: 7860)")
    chat.add_argument(
        "--tls-cert", type=Path, default=None, metavar="FILE", help="serve over https with this certificate"
    )
    chat.add_argument("--tls-key", type=Path, default=None, metavar="FILE", help="its key")
    chat.add_argument("--no-browser", action="store_true", help="do not open a browser")
    chat.add_argument("--ingest", action="append", default=[], metavar="PATH", help="take this in meanwhile")
    chat.add_argument(
        "--watch", action="append", default=[], metavar="PATH", help="likewise, and again whenever it changes"
    )


def _chat(settings: Settings, options: argparse.Namespace) -> None:
    from assistant.commands import admission  # noqa: PLC0415 - keeps --help quick
    from assistant.commands.allocating import keep_little  # noqa: PLC0415 - likewise
    from assistant.domain import Filter  # noqa: PLC0415 - likewise
    from assistant.ingest.additions import Additions  # noqa: PLC0415 - likewise
    from assistant.ingest.keeper import Keeper  # noqa: PLC0415 - likewise
    from assistant.ui import Parts, address, build_app, library_page, reserve, serve  # noqa: PLC0415 - seconds

    keep_little()
    certificate = admission.certificate(settings)
    with (
        reserve(settings.host, settings.port, signs_in=admission.signs_in(settings)) as taken,
        opened(settings) as assistant,
        admission.entrance(settings, assistant.library.folder) as entrance,
    ):
        catalog = assistant.library.catalog
        assistant.start()

        def take_in(some: Sequence[Source], progress: Callable[[Progress], None], stopped: Event) -> Report:
            return assistant.ingest(some, progress, stopped=stopped)

        keeper = Keeper(
            take_in,
            report_told,
            once=sources(options.ingest),
            watched=sources(options.watch),
            library=assistant.library.folder,
        )
        additions = Additions(assistant.library, take_in, keeper)
        routers, larger = library_page(assistant.library, additions, _allowed(settings))
        parts = Parts(
            chain=assistant.chain,
            conversations=assistant.conversations,
            searched=lambda owner: catalog.searched(Filter(reader=owner)),
            suggestions=assistant.suggestions,
            document=lambda owner, id_: catalog.document(id_, owner),
            paging=assistant.paging,
            fates=catalog.fates,
            standing=lambda owner: standing_json(catalog, keeper, owner),
            facets=catalog.facets,
            taken_in=lambda owner, ids: catalog.taken_in(ids, owner),
            notice=assistant.notice,
            routers=routers,
            larger=larger,
        )
        app = build_app(
            parts,
            hosts=admission.hosts(settings),
            entrance=entrance,
            questions_a_minute=settings.questions_a_minute,
        )
        keeper.start()
        try:
            additions.start()
            keeper.wait(AT_FIRST)
            assistant.warm()
            admission.warn(settings)
            found_at = address(settings.host, settings.port, https=certificate is not None)
            print(f"Bilateral Record is at {found_at} - Ctrl-C ends it.", file=sys.stderr)
            serve(app, taken, open_browser=not options.no_browser, certificate=certificate)
        finally:
            additions.close()
            keeper.close()


def _allowed(settings: Settings) -> Allowed:
    """What may be added from the page. Folders and addresses are this machine's owner's: not for whoever signs in."""
    from assistant.commands import admission  # noqa: PLC0415 - keeps --help quick
    from assistant.ui import Allowed  # noqa: PLC0415 - seconds

    alone = not admission.signs_in(settings)
    return Allowed(
        settings.upload_megabytes,
        settings.upload_files,
        settings.upload_quota,
        folders=alone,
        addresses=alone if settings.upload_addresses is None else settings.upload_addresses,
    )
