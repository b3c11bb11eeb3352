from __future__ import annotations

import pytest

from assistant.ui.problems import without_places


@pytest.mark.parametrize(
    ("said", "shown"),
    [
        ("The catalog /home/me/library/catalog.sqlite is damaged.", "The catalog catalog.sqlite is damaged."),
        ("The folder /srv/library/ is full.", "The folder library is full."),
        ("No access to '/home/some one/my library/x y.db'.", "No access to 'x y.db'."),
        ("No access to “/home/some one/my library”: why?", "No access to “my library”: why?"),
        (r"No access to C:\Users\me\library\catalog.sqlite.", "No access to catalog.sqlite."),
        (r'No access to "C:\Program Files\library".', 'No access to "library".'),
        (r"It lies on \\server\share\library now.", "It lies on library now."),
        ("It lies in ~/library/documents, still.", "It lies in documents, still."),
        ("Open (/tmp/a/b) or path=/tmp/c/d.", "Open (b) or path=d."),
        ("Failed at /usr/lib/python3/site.py:12: no", "Failed at site.py:12: no"),
        ("file:///home/me/note.txt is gone", "note.txt is gone"),
        ("/etc/passwd", "passwd"),
    ],
)
def test_of_a_path_the_last_name_is_shown(said, shown):
    assert without_places(said) == shown


@pytest.mark.parametrize(
    ("said", "shown"),
    [
        ("The model at http://localhost:9 cannot be reached.",) * 2,
        ("The model at https://api.example.com:8443/v1, is away.",) * 2,
        ("The model at http://[::1]:8080/v1 is away.",) * 2,
        ("The model at https://me:secret@host.example/v1 is away.", "The model at https://host.example/v1 is away."),
        ("The model at https://host.example/v1?key=secret#x is away.", "The model at https://host.example/v1 is away."),
    ],
)
def test_of_an_address_the_host_stays_and_what_may_be_secret_goes(said, shown):
    assert without_places(said) == shown


@pytest.mark.parametrize(
    "said",
    [
        "Read and/or write 50 km/h, 1/2, text/html, a / b, n/a.",
        "Run `assistant ingest FOLDER`, or choose --port 7861.",
        "The file notes/2021/note.txt is new.",
        "Only addresses that begin with http:// or https:// are fetched.",
        "<script>window.attacked=1</script>",
        "両国は合意した。",
        "",
    ],
)
def test_everything_else_is_left_as_it_is(said):
    assert without_places(said) == said
