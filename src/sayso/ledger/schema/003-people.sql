-- One identity for a speaker over all articles.
-- A sighting is one name in one article; sightings are gathered under persons ("person" in the
-- wide sense: organizations, countries and documents have identities, too). What machines decide
-- is sighting.person; what people decide lies over it: person.merged, and whatever is held.

CREATE TABLE decision (                  -- who is who, decided by whom and why; never deleted
    key      INTEGER PRIMARY KEY,
    act      TEXT NOT NULL CHECK (act IN ('auto', 'merge', 'split', 'rename', 'import')),
    person   INTEGER REFERENCES person ON DELETE SET NULL,   -- whom it leaves
    other    INTEGER REFERENCES person ON DELETE SET NULL,   -- merged, split off
    summary  TEXT NOT NULL,              -- in words, with the names as they were
    detail   TEXT,                       -- JSON: what an undo needs
    score    REAL,                       -- 0 to 1, of automatic ones
    reason   TEXT NOT NULL,
    who      TEXT NOT NULL,              -- sayso, or who corrected
    made     TEXT NOT NULL,              -- ISO, UTC
    undone   TEXT,                       -- when, else null
    undone_by TEXT
) STRICT;

CREATE TABLE person (
    key      INTEGER PRIMARY KEY AUTOINCREMENT,  -- a key is never used again
    id       TEXT NOT NULL UNIQUE,       -- shown: michael-brown, michael-brown-2
    name     TEXT NOT NULL,
    kind     TEXT NOT NULL CHECK (kind IN ('person', 'organization', 'country', 'document')),
    qid      TEXT,                       -- of Wikidata
    merged   INTEGER REFERENCES person,  -- into whom, by a person's decision; null: stands alone
    renamed  INTEGER REFERENCES decision,-- null: the name is the most usual full one
    articles INTEGER NOT NULL DEFAULT 0  -- its sightings
) STRICT;

CREATE INDEX person_merged ON person (merged) WHERE merged IS NOT NULL;
CREATE INDEX person_qid ON person (qid) WHERE qid IS NOT NULL;
CREATE INDEX person_name ON person (name COLLATE NOCASE);
CREATE INDEX person_articles ON person (articles) WHERE merged IS NULL;
CREATE INDEX decision_person ON decision (person) WHERE person IS NOT NULL;
CREATE INDEX decision_other ON decision (other) WHERE other IS NOT NULL;
CREATE INDEX person_renamed ON person (renamed) WHERE renamed IS NOT NULL;

CREATE TABLE alias (                     -- the names of a person
    key      INTEGER PRIMARY KEY,
    person   INTEGER NOT NULL REFERENCES person ON DELETE CASCADE,
    name     TEXT NOT NULL,
    norm     TEXT NOT NULL,              -- folded, without titles
    kind     TEXT NOT NULL,              -- the person's
    origin   TEXT NOT NULL CHECK (origin IN ('text', 'import', 'human')),
    part     INTEGER NOT NULL,           -- 1: a surname or an acronym alone
    held     INTEGER REFERENCES decision,-- whoever has this name is this person: decided so
    articles INTEGER NOT NULL DEFAULT 0
) STRICT;

CREATE UNIQUE INDEX alias_norm ON alias (norm, person, name);
CREATE INDEX alias_person ON alias (person);
CREATE INDEX alias_held ON alias (held) WHERE held IS NOT NULL;

CREATE TABLE block (                     -- under which surname (or acronym) a person is looked for
    name     TEXT NOT NULL,              -- skeleton: zelenskyy and zelensky have one
    initial  TEXT NOT NULL,              -- of the given name; '' for a name that stands alone,
                                         -- '*' where the heading is the given name
    person   INTEGER NOT NULL REFERENCES person ON DELETE CASCADE,
    PRIMARY KEY (name, initial, person)
) STRICT, WITHOUT ROWID;

CREATE INDEX block_name ON block (name, person);
CREATE INDEX block_person ON block (person);

CREATE TABLE office (                    -- what a person was, as imported
    key      INTEGER PRIMARY KEY,
    person   INTEGER NOT NULL REFERENCES person ON DELETE CASCADE,
    title    TEXT NOT NULL,
    start    TEXT,                       -- ISO: a day, a month or a year
    "end"    TEXT,
    decision INTEGER NOT NULL REFERENCES decision
) STRICT;

CREATE INDEX office_person ON office (person);
CREATE INDEX office_decision ON office (decision);

CREATE TABLE sighting (                  -- a name in an article, and whose it is
    key      INTEGER PRIMARY KEY,
    article  INTEGER NOT NULL REFERENCES article,
    name     TEXT NOT NULL,
    norm     TEXT NOT NULL,
    kind     TEXT NOT NULL,
    block    TEXT NOT NULL,
    part     INTEGER NOT NULL,           -- 1: a surname or an acronym alone
    traits   TEXT NOT NULL,              -- evidence, words parted by spaces: field:law place:USA-OH
    person   INTEGER NOT NULL REFERENCES person,
    score    REAL NOT NULL,              -- how sure it is that it is this person, 0 to 1
    reason   TEXT NOT NULL,
    open     INTEGER NOT NULL,           -- 1: later evidence may give it to somebody else
    held     INTEGER REFERENCES decision -- decided by a person: for good
) STRICT;

CREATE UNIQUE INDEX sighting_article ON sighting (article, kind, norm);
CREATE INDEX sighting_person ON sighting (person);
CREATE INDEX sighting_norm ON sighting (norm);
CREATE INDEX sighting_open ON sighting (block) WHERE open = 1;
CREATE INDEX sighting_held ON sighting (held) WHERE held IS NOT NULL;

ALTER TABLE voice ADD COLUMN sighting INTEGER REFERENCES sighting;
ALTER TABLE voice ADD COLUMN person INTEGER REFERENCES person;
ALTER TABLE party ADD COLUMN sighting INTEGER REFERENCES sighting;
ALTER TABLE party ADD COLUMN person INTEGER REFERENCES person;

CREATE INDEX voice_sighting ON voice (sighting) WHERE sighting IS NOT NULL;
CREATE INDEX voice_person ON voice (person, part, statement) WHERE person IS NOT NULL;
CREATE INDEX party_sighting ON party (sighting) WHERE sighting IS NOT NULL;
CREATE INDEX party_person ON party (person, part, interaction) WHERE person IS NOT NULL;
