"""What can go wrong, as a tree. A message may be shown to the user: it says what happened and what to do.

AssistantError
├── SettingsError               a setting has a wrong value
├── QuestionError               a question is empty or too long
├── VerificationError           an export cannot be verified
├── PromptError                 a prompt file is missing or its variables are wrong
├── ReadingError                a file or a web page cannot become a document
│   └── WebError                it cannot be fetched
│       ├── AddressRefusedError it is not one that may be fetched
│       └── PageGoneError       its server says that it is no longer there
├── LibraryError                the library cannot do what was asked
│   ├── LibraryBusyError        another process has it open
│   ├── LibraryDamagedError     what is stored cannot be trusted
│   ├── LibraryStorageError     its folder is full or cannot be written
│   ├── EmbeddingMismatchError  it was filled with another embedding model
│   ├── LibraryUnreachableError the Chroma server of its search index does not answer
│   └── LibraryRefusedError     that server refuses, or is none
├── ModelError                  a model did not answer
│   ├── ModelUnreachableError   no connection
│   ├── ModelTimeoutError       no answer in time
│   ├── ModelRefusedError       wrong key, unknown model, request refused
│   ├── ModelOverflowError      the question and its evidence are too long
│   ├── ModelBusyError          rate limit
│   ├── ModelReplyError         the reply makes no sense
│   └── WeightsError            the embedded model's files are missing or wrong
└── ServingError                the page cannot be served
"""

from __future__ import annotations


class AssistantError(Exception):
    """The base of every error that a user may see."""


class SettingsError(AssistantError):
    """A setting has a wrong value."""


class UsageError(AssistantError):
    """The words of a command are wrong."""


class QuestionError(AssistantError):
    """A question is empty or too long, or a file of questions is malformed."""


class VerificationError(AssistantError):
    """A file is no export of ours, or one that cannot be read."""


class PromptError(AssistantError):
    """A prompt file is missing or its variables are wrong."""


class ReadingError(AssistantError):
    """A file or a page cannot become a document. The message is the reason, without the file's name or address."""


class WebError(ReadingError):
    """A web address cannot be fetched."""


class AddressRefusedError(WebError):
    """A web address is malformed, leads to a private network, or is not to be fetched for another reason of ours."""


class PageGoneError(WebError):
    """The server says that there is no such page (404) or no longer (410)."""


class LibraryError(AssistantError):
    """The library cannot do what was asked."""


class LibraryBusyError(LibraryError):
    """Another process has the library open."""


class LibraryDamagedError(LibraryError):
    """What is stored cannot be trusted."""


class LibraryStorageError(LibraryError):
    """The library's folder is full or cannot be written."""


class EmbeddingMismatchError(LibraryError):
    """The library was filled with another embedding model."""


class LibraryUnreachableError(LibraryError):
    """The Chroma server that holds the search index does not answer (now)."""


class LibraryRefusedError(LibraryError):
    """The Chroma server refuses what it is asked, or what answers at its address is no Chroma server."""


class ModelError(AssistantError):
    """A model did not answer."""


class ModelUnreachableError(ModelError):
    """No connection to the model's address."""


class ModelTimeoutError(ModelError):
    """The model did not answer in time."""


class ModelRefusedError(ModelError):
    """The model's server refused: wrong key, unknown model, request of the wrong kind."""


class ModelOverflowError(ModelError):
    """The question and its evidence are too long for the model."""


class ModelBusyError(ModelError):
    """The model's server is over its rate limit."""


class ModelReplyError(ModelError):
    """The model's reply makes no sense."""


class WeightsError(ModelError):
    """The embedded model's files are missing or wrong."""


class ServingError(AssistantError):
    """The page cannot be served."""
