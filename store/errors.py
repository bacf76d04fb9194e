"""What can go wrong with things that should last.

* StoreError
    * StoreUnavailable
        * JournalUnavailable
            * LedgerMoved
    * StoreInUse
    * AlreadyThere
    * Unknown
    * Tampered
    * WrongMasterKey
    * SchemaTooNew

``code`` is the word on the wire where one is sent.
"""

from typing import ClassVar


class StoreError(Exception):
    code: ClassVar[str] = "store-unavailable"


class StoreUnavailable(StoreError):
    """Nothing was written: the disk is full or failing, or the store is closed.

    Asking again may succeed.  Where a read raises it, nothing is known.
    """


class JournalUnavailable(StoreUnavailable):
    """The session goes on, but a restart would forget what it decided from here on."""

    code = "journal-unavailable"


class LedgerMoved(JournalUnavailable):
    """Somebody else appended to the ledger first: nothing was written, of the journal neither.

    Whoever books again does so from the ledger's tail as it is now.
    """


class StoreInUse(StoreError):
    """Another node has this data directory; two would write one session's journal."""


class AlreadyThere(StoreError):
    """Something of that id exists."""


class Unknown(StoreError):
    """Nothing of that id exists, or not any more."""


class Tampered(StoreError):
    """What was read is not what was written: changed, moved, or a part of it is missing."""


class WrongMasterKey(StoreError):
    """The master key is damaged, open to others, or not the one this data was written under."""


class SchemaTooNew(StoreError):
    """A newer version wrote this data directory."""
