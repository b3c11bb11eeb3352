"""Web addresses and feeds, fetched safely. Nothing else in the program may fetch what a person or a page names.

web = Web()
page = web.fetch("https://mofa.gov.pk/press-releases/…")      # Page, NotModified, or a WebError with the reason
for entry in web.entries(page) or ():                          # None where the page is no feed
    …
"""

from assistant.web.addresses import canonical, is_address
from assistant.web.feeds import Entry, entries_of
from assistant.web.fetching import Web
from assistant.web.pages import NotModified, Page
from assistant.web.permission import Allowed

__all__ = ["Allowed", "Entry", "NotModified", "Page", "Web", "canonical", "entries_of", "is_address"]
