-- Full-text search over statements, and over interactions by who did what to whom.
--
-- An entry of either index stands at day << 40 | key. FTS5 gives matches in that order, so the
-- latest come first without sorting, and a span of days is a range of entries. Days are
-- counted as Python counts them (1 is 0001-01-01); 0 is no day.
--
-- What can be filtered by is a word in the column "tags" ("stancedenies", "day20240131"), so
-- that a filter is one more word to match. The word "every" is in all of them.
--
-- The indexes keep no text of their own. New rows are entered by searching/indexing.py in the
-- transaction that writes them, up to the marks "search" and "acts"; triggers enter what
-- changes later.

CREATE VIEW named_voice AS               -- voices, and whether they are named or only described
SELECT v.*,
       CASE v.kind
           WHEN 'country' THEN 1
           WHEN 'document' THEN 1        -- a report is no anonymous source
           WHEN 'group' THEN 0           -- "two officials", "Residents"
           WHEN 'organization' THEN lower(v.name) <> v.name
           -- "Gulf diplomat", "spokesman for Ada Quill": the first and the last word tell.
           ELSE v.name GLOB '[^a-z]*'
                AND substr(v.name, length(rtrim(v.name, replace(v.name, ' ', ''))) + 1)
                    GLOB '[^a-z]*'
       END AS named
  FROM voice v;

CREATE VIEW statement_entry AS
SELECT s.key,
       s.article,
       CASE WHEN s.day GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'
            THEN coalesce(max(unixepoch(s.day) / 86400 + 719163, 0), 0) ELSE 0
       END << 40 | s.key AS entry,
       s.content,
       -- Names stand apart, so that words of two of them are never near each other.
       (SELECT group_concat(v.name, ' 0 0 0 0 ')
          FROM voice v WHERE v.statement = s.key AND v.part = 'speaker') AS speaker,
       (SELECT group_concat(v.name, ' 0 0 0 0 ')
          FROM voice v WHERE v.statement = s.key AND v.part = 'addressee') AS addressee,
       a.outlet,
       'every article' || s.article
       || ' form' || s.form || ' type' || s.type || ' stance' || s.stance || ' hedge' || s.hedge
       || ' sure' || min(CAST(s.confidence * 10 AS INTEGER), 9)
       || iif(s.depth, ' nested', '')
       || coalesce(' review' || s.review, '')
       || coalesce((SELECT group_concat(DISTINCT ' kind' || v.kind)
                      FROM voice v WHERE v.statement = s.key AND v.part = 'speaker'), '')
       || iif(EXISTS (SELECT 1 FROM named_voice v
                       WHERE v.statement = s.key AND v.part = 'speaker' AND v.named),
              '', ' unnamed')
       || coalesce(' year' || substr(a.day, 1, 4)
                   || ' month' || replace(substr(a.day, 1, 7), '-', '')
                   || ' day' || replace(a.day, '-', ''), '') AS tags
  FROM statement s JOIN article a ON a.key = s.article;

CREATE VIRTUAL TABLE statement_index USING fts5 (
    content, speaker, addressee, outlet, tags,
    content = '', contentless_delete = 1, tokenize = "unicode61 remove_diacritics 2"
);

CREATE TRIGGER statement_changed
 AFTER UPDATE OF article, content, day, form, type, stance, hedge, confidence, depth, review
    ON statement
  WHEN new.key <= (SELECT key FROM mark WHERE name = 'search')
BEGIN
    DELETE FROM statement_index
     WHERE rowid = CASE WHEN old.day GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'
            THEN coalesce(max(unixepoch(old.day) / 86400 + 719163, 0), 0) ELSE 0
       END << 40 | old.key;
    INSERT INTO statement_index (rowid, content, speaker, addressee, outlet, tags)
    SELECT entry, content, speaker, addressee, outlet, tags
      FROM statement_entry WHERE key = new.key;
END;

CREATE TRIGGER statement_gone AFTER DELETE ON statement
  WHEN old.key <= (SELECT key FROM mark WHERE name = 'search')
BEGIN
    DELETE FROM statement_index
     WHERE rowid = CASE WHEN old.day GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'
            THEN coalesce(max(unixepoch(old.day) / 86400 + 719163, 0), 0) ELSE 0
       END << 40 | old.key;
END;

CREATE TRIGGER voice_added AFTER INSERT ON voice
  WHEN new.statement <= (SELECT key FROM mark WHERE name = 'search')
BEGIN
    DELETE FROM statement_index
     WHERE rowid = (SELECT entry FROM statement_entry WHERE key = new.statement);
    INSERT INTO statement_index (rowid, content, speaker, addressee, outlet, tags)
    SELECT entry, content, speaker, addressee, outlet, tags
      FROM statement_entry WHERE key = new.statement;
END;

CREATE TRIGGER voice_changed AFTER UPDATE OF statement, part, name, kind ON voice
  WHEN new.statement <= (SELECT key FROM mark WHERE name = 'search')
BEGIN
    DELETE FROM statement_index
     WHERE rowid IN (SELECT entry FROM statement_entry
                      WHERE key IN (old.statement, new.statement));
    INSERT INTO statement_index (rowid, content, speaker, addressee, outlet, tags)
    SELECT entry, content, speaker, addressee, outlet, tags
      FROM statement_entry WHERE key IN (old.statement, new.statement);
END;

CREATE TRIGGER voice_gone AFTER DELETE ON voice
  WHEN old.statement <= (SELECT key FROM mark WHERE name = 'search')
BEGIN
    DELETE FROM statement_index
     WHERE rowid = (SELECT entry FROM statement_entry WHERE key = old.statement);
    INSERT INTO statement_index (rowid, content, speaker, addressee, outlet, tags)
    SELECT entry, content, speaker, addressee, outlet, tags
      FROM statement_entry WHERE key = old.statement;
END;

CREATE TRIGGER article_changed AFTER UPDATE OF outlet, day ON article
BEGIN
    DELETE FROM statement_index
     WHERE rowid IN (SELECT entry FROM statement_entry WHERE article = new.key
                        AND key <= (SELECT key FROM mark WHERE name = 'search'));
    INSERT INTO statement_index (rowid, content, speaker, addressee, outlet, tags)
    SELECT entry, content, speaker, addressee, outlet, tags
      FROM statement_entry WHERE article = new.key
                             AND key <= (SELECT key FROM mark WHERE name = 'search');
END;

CREATE VIEW act_entry AS
SELECT i.key,
       CASE WHEN i.day GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'
            THEN coalesce(max(unixepoch(i.day) / 86400 + 719163, 0), 0) ELSE 0
       END << 40 | i.key AS entry,
       (SELECT group_concat(p.name, ' 0 0 0 0 ')
          FROM party p WHERE p.interaction = i.key AND p.part = 'actor') AS actor,
       (SELECT group_concat(p.name, ' 0 0 0 0 ')
          FROM party p WHERE p.interaction = i.key AND p.part = 'recipient') AS recipient,
       i.act || coalesce(' 0 ' || i.mode, '') || ' 0 ' || i.predicate AS act,
       a.outlet,
       'every article' || i.article || ' type' || i.type || ' status' || i.status
       || coalesce(' cameo' || i.cameo, '')
       || ' sure' || min(CAST(i.confidence * 10 AS INTEGER), 9)
       || coalesce((SELECT group_concat(DISTINCT ' country' || p.country)
                      FROM party p WHERE p.interaction = i.key AND p.part <> 'excluded'), '')
       AS tags
  FROM interaction i JOIN article a ON a.key = i.article;

CREATE VIRTUAL TABLE act_index USING fts5 (
    actor, recipient, act, outlet, tags,
    content = '', contentless_delete = 1, tokenize = "unicode61 remove_diacritics 2"
);
