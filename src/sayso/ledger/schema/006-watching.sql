-- Feeds that are watched, what of their entries was read, and searches that are kept.
-- Moments are whole seconds since 1970, UTC.

CREATE TABLE feed (
    key       INTEGER PRIMARY KEY,
    url       TEXT NOT NULL UNIQUE,
    title     TEXT,
    etag      TEXT,                      -- validators, as the server gave them
    modified  TEXT,
    polled    INTEGER,                   -- when it last answered
    due       INTEGER NOT NULL DEFAULT 0,   -- not to be asked before
    failures  INTEGER NOT NULL DEFAULT 0,   -- in a row
    problem   TEXT                       -- why it failed the last time
) STRICT;

CREATE TABLE feed_entry (                -- an entry that was in a feed
    key       INTEGER PRIMARY KEY,
    feed      INTEGER NOT NULL REFERENCES feed,
    id        TEXT NOT NULL,             -- hash of what the feed calls it
    url       TEXT,                      -- of its page
    facts     TEXT,                      -- JSON: what the feed tells of it, while its page is to be read
    state     TEXT NOT NULL CHECK (state IN ('waiting', 'read', 'failed')),
    tries     INTEGER NOT NULL DEFAULT 0,
    due       INTEGER NOT NULL DEFAULT 0,
    seen      INTEGER NOT NULL,          -- when it was last in the feed
    UNIQUE (feed, id)
) STRICT;

CREATE INDEX feed_entry_url ON feed_entry (url);
CREATE INDEX feed_entry_waiting ON feed_entry (feed) WHERE state = 'waiting';

CREATE TABLE saved_search (
    key       INTEGER PRIMARY KEY,
    name      TEXT NOT NULL UNIQUE,
    query     TEXT NOT NULL,
    filters   TEXT NOT NULL,             -- JSON, as in the API
    webhook   TEXT,                      -- where new hits are sent
    secret    TEXT,                      -- what they are signed with
    sent      INTEGER NOT NULL,          -- the last statement that was looked at, and sent if it matched
    created   INTEGER NOT NULL,
    due       INTEGER NOT NULL DEFAULT 0,
    failures  INTEGER NOT NULL DEFAULT 0,
    problem   TEXT
) STRICT;
