import apsw
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from sayso.errors import QueryError
from sayso.ledger.searching.indexing import tokenizer
from sayso.ledger.searching.querying import expression, parse

CONNECTION = apsw.Connection(":memory:")
CONNECTION.execute(
    "CREATE VIRTUAL TABLE said USING fts5 (content, speaker, addressee, outlet, tags,"
    ' tokenize = "unicode61 remove_diacritics 2")'
)
ROWS = (
    ("the bridge is safe", "Ada Quill"),
    ("the bridge was closed in March", "Tom Reed"),
    ("no safe harbour, no bridge", "Ada Quill"),
    ("the harbourmaster will resign", "Ira Moss"),
    ("a café near the opera", "Zoë Quill"),
)
for content, speaker in ROWS:
    CONNECTION.execute("INSERT INTO said VALUES (?, ?, '', '', 'every')", (content, speaker))
CUT = tokenizer(CONNECTION)


def found(query: str) -> list[int]:
    node = parse(query, CUT)
    assert node is not None
    rows = CONNECTION.execute(
        "SELECT rowid - 1 FROM said WHERE said MATCH ? ORDER BY rowid", (expression(node),)
    )
    return [row[0] for row in rows]


@pytest.mark.parametrize(
    ("query", "rows"),
    [
        ("bridge", [0, 1, 2]),
        ("safe bridge", [0, 2]),
        ("bridge AND safe", [0, 2]),
        ('"bridge is safe"', [0]),
        ("“bridge is safe”", [0]),
        ("harbour*", [2, 3]),
        ('"the harbour"*', [3]),
        ("safe OR closed", [0, 1, 2]),
        ("bridge NOT safe", [1]),
        ("bridge -safe", [1]),
        ("bridge -(safe OR closed)", []),
        ("-bridge", [3, 4]),
        ("NOT (bridge OR café)", [3]),
        ("resign OR -bridge", [3, 4]),
        ("(safe OR closed) bridge", [0, 1, 2]),
        ("speaker:quill bridge", [0, 2]),
        ("speaker:(reed OR moss)", [1, 3]),
        ('speaker:"ada quill" -harbour', [0]),
        ("bridge -speaker:reed", [0, 2]),
        ("CAFE", [4]),
        ("near-the-opera", [4]),
        ("bridge & safe", [0, 2]),
        ("bridge – safe", [0, 2]),
        ("http://bridge", []),
        ("content:quill", []),
        ("NEAR", [4]),
        ('safe "no bridge"', [2]),
    ],
)
def test_what_a_query_finds(query: str, rows: list[int]) -> None:
    assert found(query) == rows


@pytest.mark.parametrize("query", ["", "  \n\t "])
def test_nothing_asks_for_nothing(query: str) -> None:
    assert parse(query, CUT) is None


@pytest.mark.parametrize(
    ("query", "at", "reason"),
    [
        ('bridge "is safe', 7, "never closed"),
        ("bridge (safe", 7, "never closed"),
        ("bridge) safe", 6, "never opened"),
        ("bridge ()", 7, "no word"),
        ("OR bridge", 0, "before this OR"),
        ("bridge OR", 7, "after this OR"),
        ("bridge OR OR safe", 7, "after this OR"),
        ("bridge AND", 7, "after this AND"),
        ("AND bridge", 0, "before this AND"),
        ("bridge NOT", 7, "after this NOT"),
        ("NOT NOT bridge", 4, "once"),
        ("sanc*tion", 4, "end of a word"),
        ("bridge s*", 7, "at least 2 letters"),
        ('"" bridge', 0, "no word"),
        ("?! …", 0, "letter or a digit"),
        ("(" * 30 + "a" + ")" * 30, 20, "deep"),
        ("word " * 60, 250, "at most 50 words"),
        ("x" * 1001, 1000, "at most 1,000 characters"),
    ],
)
def test_a_malformed_query_is_pointed_at(query: str, at: int, reason: str) -> None:
    with pytest.raises(QueryError, match=reason) as raised:
        parse(query, CUT)
    assert raised.value.at == at


PIECES = (
    *("bridge", "a", "é", "AND", "OR", "NOT", "NEAR(", "speaker:", "to:", "tags:", " ", ","),
    *('"', "“", "”", "(", ")", "-", "*", ":", "{", "}", "^", "+", "'", "\0", "\ud800"),
)
SYNTAX = st.lists(st.sampled_from(PIECES), max_size=25).map("".join)


@given(st.one_of(SYNTAX, st.text(max_size=60)))
@example('speaker:"')
@example("-speaker:OR")
@example("\U0001e900\U0001f600")
@example("speaker:AND")
def test_any_text_is_either_understood_or_pointed_at(query: str) -> None:
    at, node = 0, None
    try:
        node = parse(query, CUT)
    except QueryError as error:
        at = error.at
    else:
        at = -1
    if at >= 0:
        assert at < len(query)
    elif node is None:
        assert not query.strip()
    else:
        CONNECTION.execute("SELECT rowid FROM said WHERE said MATCH ?", (expression(node),))


@given(st.text(max_size=80))
def test_words_are_cut_where_they_stand(text: str) -> None:
    last = 0
    for start, end, word in CUT(text):
        assert last <= start < end <= len(text)
        assert word
        last = end
