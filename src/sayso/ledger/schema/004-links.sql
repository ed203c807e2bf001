-- copies, echoes and disputes

-- Copies: articles that repeat an earlier one. Only texts that repeat none are here.
CREATE TABLE signature (                 -- MinHash of an article's runs of words
    article   INTEGER PRIMARY KEY REFERENCES article,
    hashes    BLOB NOT NULL              -- 128 unsigned 32-bit numbers, little end first
) STRICT;

CREATE TABLE band (                      -- texts that are alike share at least one of 25
    hash      INTEGER NOT NULL,
    article   INTEGER NOT NULL REFERENCES article,
    PRIMARY KEY (hash, article)
) STRICT, WITHOUT ROWID;

-- Blocking: which statements are worth comparing. Hashes of 48 bits.
CREATE TABLE wording (                   -- three words in a row, some of each statement's
    hash      INTEGER NOT NULL,
    statement INTEGER NOT NULL REFERENCES statement,
    PRIMARY KEY (hash, statement)
) STRICT, WITHOUT ROWID;

CREATE TABLE clue (                      -- a name and another word that stand together
    hash      INTEGER NOT NULL,
    denies    INTEGER NOT NULL,          -- 1: the statement denies something, 0: it does not
    day       INTEGER NOT NULL,          -- days since 0001-01-01, 0 where unknown
    statement INTEGER NOT NULL REFERENCES statement,
    PRIMARY KEY (hash, denies, day, statement)
) STRICT, WITHOUT ROWID;

CREATE TABLE echo (                      -- one statement that appears in several articles
    key       INTEGER PRIMARY KEY,
    id        TEXT NOT NULL UNIQUE,
    founder   INTEGER NOT NULL REFERENCES statement, -- every other appearance was held against it
    size      INTEGER NOT NULL           -- appearances
) STRICT;

CREATE INDEX echo_size ON echo (size DESC, key);

CREATE TABLE appearing (                 -- a statement belongs to one echo at most
    statement INTEGER PRIMARY KEY REFERENCES statement,
    echo      INTEGER NOT NULL REFERENCES echo,
    nearest   INTEGER REFERENCES statement, -- the appearance that it was recognised by; null: founder
    score     REAL NOT NULL,             -- probability that it says the same, 0 to 1
    reason    TEXT NOT NULL,
    otherwise INTEGER NOT NULL           -- 1: the same words, attributed to somebody else
) STRICT;

CREATE INDEX appearing_echo ON appearing (echo, statement);

CREATE TABLE dispute (                   -- a denial, and what it denies
    key       INTEGER PRIMARY KEY,
    id        TEXT NOT NULL UNIQUE,
    denial    INTEGER NOT NULL REFERENCES statement,
    claim     INTEGER NOT NULL REFERENCES statement,
    score     REAL NOT NULL,             -- probability that the one denies the other, 0 to 1
    reason    TEXT NOT NULL,
    day       TEXT,                      -- of the denial
    UNIQUE (denial, claim)
) STRICT;

CREATE INDEX dispute_claim ON dispute (claim);
CREATE INDEX dispute_day ON dispute (coalesce(day, '') DESC, key DESC);
