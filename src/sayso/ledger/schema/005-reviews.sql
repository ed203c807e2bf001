-- What people decided about statements, each change of each field, for good.
-- What holds now is in statement and voice; here is how it came to be so. Rows are never
-- changed: taking something back is a decision of its own, in a row of its own.

CREATE TABLE review (
    key       INTEGER PRIMARY KEY,
    act       INTEGER NOT NULL REFERENCES review,  -- the first row of what was decided at once
    statement INTEGER NOT NULL REFERENCES statement,
    action    TEXT NOT NULL CHECK (action IN ('accept', 'reject', 'edit', 'undo')),
    field     TEXT NOT NULL,             -- speakers, source … as in the contract; or review
    before    TEXT NOT NULL,             -- JSON
    after     TEXT NOT NULL,             -- JSON
    who       TEXT NOT NULL,
    at        TEXT NOT NULL,             -- ISO, UTC
    why       TEXT,
    undoes    INTEGER REFERENCES review  -- of an undo: the act that it takes back
) STRICT;

CREATE INDEX review_statement ON review (statement, key);
CREATE INDEX review_act ON review (act);
CREATE INDEX review_undoes ON review (undoes) WHERE undoes IS NOT NULL;
