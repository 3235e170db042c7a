"""The errors that are meant for the reader.

    AssistantError
    ├── UsageError            the command, a filter or a setting cannot be understood (exit 2)
    │   └── SettingsError     a setting has a value that cannot be used
    ├── CorpusError           a document or the catalogue cannot be used
    │   ├── UnreadableFile    one document; the others go on
    │   └── CatalogError      catalog.yaml or a file of questions beside it is not as it should be
    ├── LibraryError          the index cannot be used
    │   ├── IndexMissing
    │   ├── IndexStale        built by other models, settings or readers
    │   ├── IndexDamaged      its file cannot be read
    │   └── IndexBusy         somebody else is writing to it
    ├── RecordsError          what is kept of people's work cannot be read or written
    │   ├── RecordsBusy       somebody else is holding its file
    │   ├── RecordsDamaged    its file cannot be read
    │   └── RecordsTooNew     written by a newer version of the program
    ├── PromptError           a prompt file is missing or lacks a value
    └── ModelUnavailable      a chat or embedding model cannot be loaded or does not answer

A message says what happened, to which file or input, and which command mends it, in one line.
The entries (`commands/`, `ui/`) catch `AssistantError` once and show it; anything else is a bug
and may crash.
"""


class AssistantError(Exception):
    """An error that is shown to the reader as one line."""


class UsageError(AssistantError):
    """The command, a filter or a setting cannot be understood."""


class SettingsError(UsageError):
    """A setting has a value that cannot be used."""


class CorpusError(AssistantError):
    """A document or the catalogue cannot be used."""


class UnreadableFile(CorpusError):
    """One document cannot be read; the message is the reason."""


class CatalogError(CorpusError):
    """The catalogue, or a file of questions beside it, is not as it should be."""


class LibraryError(AssistantError):
    """The index cannot be used."""


class IndexMissing(LibraryError):
    """Nothing has been indexed yet."""


class IndexStale(LibraryError):
    """The index was built by other models, settings or readers."""


class IndexDamaged(LibraryError):
    """The index's file cannot be read."""


class IndexBusy(LibraryError):
    """Somebody else is writing to the index."""


class RecordsError(AssistantError):
    """What is kept of people's work cannot be read or written."""


class RecordsBusy(RecordsError):
    """Somebody else is holding the records' file."""


class RecordsDamaged(RecordsError):
    """The records' file cannot be read."""


class RecordsTooNew(RecordsError):
    """The records were written by a newer version of the program."""


class PromptError(AssistantError):
    """A prompt file is missing or lacks a value."""


class ModelUnavailable(AssistantError):
    """A chat or embedding model cannot be loaded or does not answer."""
