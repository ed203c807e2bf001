-- What search results are counted by, in one place: two thousand statements are counted for
-- a page, and each look into "statement", "voice" and "article" is one into large rows.
-- Ranking looks here too: what is hardly certain is to come late.
--
-- New rows are entered by searching/indexing.py in the transaction that writes them, up to
-- the mark "facets"; triggers enter what changes later.

CREATE TABLE facet (
    statement INTEGER PRIMARY KEY REFERENCES statement ON DELETE CASCADE,
    stance    TEXT NOT NULL,
    hedge     TEXT NOT NULL,
    form      TEXT NOT NULL,
    month     TEXT,                      -- 2024-03, of its day
    outlet    TEXT,
    speakers  TEXT NOT NULL,             -- JSON array of names, each once
    certainty REAL NOT NULL              -- the model's; 1 for what somebody has looked at
) STRICT;

CREATE VIEW facet_entry AS
SELECT s.key AS statement, s.stance, s.hedge, s.form, substr(s.day, 1, 7) AS month, a.outlet,
       (SELECT json_group_array(DISTINCT v.name)
          FROM voice v WHERE v.statement = s.key AND v.part = 'speaker') AS speakers,
       iif(s.review IS NULL, s.confidence, 1.0) AS certainty
  FROM statement s JOIN article a ON a.key = s.article;

CREATE TRIGGER facet_of_statement AFTER UPDATE OF article, day, form, stance, hedge, confidence, review
  ON statement
  WHEN new.key <= (SELECT key FROM mark WHERE name = 'facets')
BEGIN
    DELETE FROM facet WHERE statement = new.key;
    INSERT INTO facet SELECT * FROM facet_entry WHERE statement = new.key;
END;

CREATE TRIGGER facet_of_new_voice AFTER INSERT ON voice
  WHEN new.statement <= (SELECT key FROM mark WHERE name = 'facets')
BEGIN
    DELETE FROM facet WHERE statement = new.statement;
    INSERT INTO facet SELECT * FROM facet_entry WHERE statement = new.statement;
END;

CREATE TRIGGER facet_of_changed_voice AFTER UPDATE OF statement, part, name ON voice
  WHEN new.statement <= (SELECT key FROM mark WHERE name = 'facets')
BEGIN
    DELETE FROM facet WHERE statement IN (old.statement, new.statement);
    INSERT INTO facet
    SELECT * FROM facet_entry WHERE statement IN (old.statement, new.statement);
END;

CREATE TRIGGER facet_of_old_voice AFTER DELETE ON voice
  WHEN old.statement <= (SELECT key FROM mark WHERE name = 'facets')
BEGIN
    DELETE FROM facet WHERE statement = old.statement;
    INSERT INTO facet SELECT * FROM facet_entry WHERE statement = old.statement;
END;

CREATE TRIGGER facet_of_article AFTER UPDATE OF outlet ON article
BEGIN
    UPDATE facet SET outlet = new.outlet
     WHERE statement IN (SELECT key FROM statement WHERE article = new.key);
END;
