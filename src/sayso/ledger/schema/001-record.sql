-- What was read, and who said what in it.
-- Keys are for joins and are never shown; ids are content hashes and are what users see.
-- Fragments are JSON arrays of [start, end], code points into article.text.

CREATE TABLE run (                       -- one command that wrote; an activity in PROV's terms
    key      INTEGER PRIMARY KEY,
    command  TEXT NOT NULL,
    version  TEXT NOT NULL,              -- of Sayso
    model    TEXT NOT NULL,              -- hash of the model's files
    started  TEXT NOT NULL,              -- ISO, UTC
    ended    TEXT                        -- null: under way, or cut short
) STRICT;

CREATE TABLE input (                     -- files that are read to their end, for going on later
    name     TEXT PRIMARY KEY,
    size     INTEGER NOT NULL,
    modified INTEGER NOT NULL,           -- nanoseconds since 1970
    options  TEXT NOT NULL,              -- JSON: how it was read
    articles INTEGER NOT NULL,
    run      INTEGER NOT NULL REFERENCES run
) STRICT, WITHOUT ROWID;

CREATE TABLE failure (                   -- what could not be read; goes when it can
    path     TEXT NOT NULL,
    reason   TEXT NOT NULL,
    run      INTEGER NOT NULL REFERENCES run,
    PRIMARY KEY (path, reason)
) STRICT, WITHOUT ROWID;

CREATE TABLE article (
    key             INTEGER PRIMARY KEY,
    id              TEXT NOT NULL UNIQUE,
    text            TEXT NOT NULL,
    language        TEXT NOT NULL,
    title           TEXT,
    outlet          TEXT,
    byline          TEXT,
    section         TEXT,
    url             TEXT,
    agency          TEXT,
    published       TEXT,                -- ISO date or time
    updated         TEXT,
    dateline        TEXT,                -- JSON, as in the contract
    removed         TEXT NOT NULL,       -- JSON array, as in the contract
    duplicate_of    TEXT,                -- the id of the article that this one repeats
    similarity      REAL,
    words           INTEGER NOT NULL,
    day             TEXT,                -- when it appeared, ISO date: published, else the dateline's
    run             INTEGER NOT NULL REFERENCES run
) STRICT;

CREATE INDEX article_day ON article (day);
CREATE INDEX article_outlet ON article (outlet);
CREATE INDEX article_duplicate ON article (duplicate_of) WHERE duplicate_of IS NOT NULL;

CREATE TABLE appearance (                -- where a text was found; the same text may be in many places
    key             INTEGER PRIMARY KEY,
    article         INTEGER NOT NULL REFERENCES article,
    path            TEXT NOT NULL,
    member          TEXT,
    record          INTEGER,
    start           INTEGER NOT NULL,
    "end"           INTEGER NOT NULL,
    title           TEXT,
    outlet          TEXT,
    url             TEXT,
    published       TEXT,
    run             INTEGER NOT NULL REFERENCES run
) STRICT;

CREATE UNIQUE INDEX appearance_place ON appearance
    (article, path, coalesce(member, ''), coalesce(record, -1), start, "end");
CREATE INDEX appearance_path ON appearance (path);

CREATE TABLE statement (
    key              INTEGER PRIMARY KEY,
    id               TEXT NOT NULL UNIQUE,
    article          INTEGER NOT NULL REFERENCES article,
    parent           INTEGER REFERENCES statement,
    place            INTEGER NOT NULL,   -- in the article's order, from 0
    depth            INTEGER NOT NULL,   -- 0 for the outermost
    content          TEXT NOT NULL,
    source           TEXT,
    cue              TEXT,
    content_spans    TEXT NOT NULL,
    source_spans     TEXT,
    cue_spans        TEXT,
    form             TEXT NOT NULL,
    type             TEXT NOT NULL,
    stance           TEXT NOT NULL,
    hedge            TEXT NOT NULL,
    confidence       REAL NOT NULL,
    said_text        TEXT,
    said_start       TEXT,
    said_end         TEXT,
    said_granularity TEXT,
    said_spans       TEXT,
    day              TEXT,               -- when it was said, else when the article appeared
    review           TEXT,               -- null, accepted, rejected or edited
    run              INTEGER NOT NULL REFERENCES run
) STRICT;

CREATE INDEX statement_article ON statement (article, place);
CREATE INDEX statement_parent ON statement (parent) WHERE parent IS NOT NULL;
CREATE INDEX statement_day ON statement (day, key);

CREATE TABLE voice (                     -- who is behind a statement, and to whom it is said
    key          INTEGER PRIMARY KEY,
    statement    INTEGER NOT NULL REFERENCES statement,
    part         TEXT NOT NULL CHECK (part IN ('speaker', 'addressee')),
    place        INTEGER NOT NULL,       -- 0 for the first
    name         TEXT NOT NULL,
    kind         TEXT NOT NULL,
    role         TEXT,
    mention_text TEXT,
    mention_start INTEGER,
    mention_end  INTEGER,
    confidence   REAL NOT NULL
) STRICT;

CREATE UNIQUE INDEX voice_statement ON voice (statement, part, place);
CREATE INDEX voice_name ON voice (name COLLATE NOCASE);

CREATE TABLE interaction (
    key         INTEGER PRIMARY KEY,
    id          TEXT NOT NULL UNIQUE,
    article     INTEGER NOT NULL REFERENCES article,
    place       INTEGER NOT NULL,        -- in the article's order, from 0
    type        TEXT NOT NULL,
    mode        TEXT,
    act         TEXT NOT NULL,
    cameo       TEXT,
    predicate   TEXT NOT NULL,
    status      TEXT NOT NULL,
    location    TEXT,
    reported_by INTEGER REFERENCES statement,
    statement   INTEGER REFERENCES statement,
    confidence  REAL NOT NULL,
    day         TEXT,                    -- when it happened, else when the article appeared
    record      TEXT NOT NULL,           -- JSON, as in the contract: all offsets
    run         INTEGER NOT NULL REFERENCES run
) STRICT;

CREATE INDEX interaction_article ON interaction (article, place);
CREATE INDEX interaction_type ON interaction (type, day);
CREATE INDEX interaction_day ON interaction (day, key);

CREATE TABLE party (
    key         INTEGER PRIMARY KEY,
    interaction INTEGER NOT NULL REFERENCES interaction,
    part        TEXT NOT NULL CHECK (part IN ('actor', 'recipient', 'excluded')),
    place       INTEGER NOT NULL,
    name        TEXT NOT NULL,
    kind        TEXT NOT NULL,
    country     TEXT,
    sector      TEXT,
    role        TEXT,
    confidence  REAL NOT NULL
) STRICT;

CREATE UNIQUE INDEX party_interaction ON party (interaction, part, place);
CREATE INDEX party_name ON party (name COLLATE NOCASE);

CREATE TABLE mark (                      -- how far each step of linking has come; see linking.py
    name TEXT PRIMARY KEY,
    key  INTEGER NOT NULL                -- the last row that it has dealt with
) STRICT, WITHOUT ROWID;
