"""What the rest of the program says in English, on the page in the reader's language."""

from __future__ import annotations

import pytest

from assistant.ui import wording
from assistant.ui.wording import LANGUAGES, Wording

OTHERS = [language for language in LANGUAGES if language != "en"]


@pytest.mark.parametrize("language", OTHERS)
def test_every_language_retells_the_same_messages_with_the_same_variables(language):
    assert wording.names(language, told=True) == wording.names("en", told=True)
    for name in wording.names("en", told=True):
        own, english = (wording.variables(one, name, told=True) for one in (language, "en"))
        assert own == english, name


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_message_can_be_put_into_html_as_it_is(language):
    said = Wording.of(language)
    for name in wording.names(language, told=True):
        for number in (0, 1, 2, 1500):
            values = dict.fromkeys(wording.variables(language, name, told=True), number)
            assert not set('<>&"') & set(said.say(name, **values)), name
