"""The tables of a ledger, as SQL, one file a version; see ``migrating``."""
