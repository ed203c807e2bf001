"""Decisions change what a statement says, are kept for good, and can be taken back."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sayso.errors import LedgerError, UnknownError, UsageError
from sayso.ledger import Ledger
from sayso.records import Mention, Speaker
from tests.made import made_article, rich_article

CLAIMS = [
    ("Ada Quill", "said", "the bridge is safe"),
    ("Tom Reed", "denied", "the bridge was ever safe"),
    ("Tom Reed", "added", "the harbour is dry"),
]
ARTICLE = made_article(CLAIMS)
QUILL, REED, LAST = (statement.id for statement in ARTICLE.statements)


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    with Ledger.open(tmp_path / "news.sayso", write=True) as ledger:
        ledger.add([ARTICLE, rich_article()])
        yield ledger


def review_of(ledger: Ledger, statement: str) -> object:
    return ledger.connection.execute(
        "SELECT review FROM statement WHERE id = ?", (statement,)
    ).fetchall()[0][0]


def test_accepting_and_rejecting_are_noted_and_change_nothing_else(ledger: Ledger) -> None:
    ledger.accept(QUILL, by="ira")
    ledger.reject(REED, by="ira", why="no statement")
    assert review_of(ledger, QUILL) == "accepted"
    assert review_of(ledger, REED) == "rejected"
    assert ledger.article(ARTICLE.id) == ARTICLE
    (act,) = ledger.history(REED)
    assert (act.action, act.who, act.why, act.undone) == ("reject", "ira", "no statement", False)


def test_an_edit_changes_what_is_named_and_keeps_the_id(ledger: Ledger) -> None:
    ledger.edit(QUILL[:6], by="ira", stance="denies", hedge="alleged", type="belief", form="mixed")
    now = ledger.statement(QUILL)
    before = ARTICLE.statements[0]
    assert now == replace(before, stance="denies", hedge="alleged", type="belief", form="mixed")
    assert review_of(ledger, QUILL) == "edited"
    (act,) = ledger.history(QUILL)
    assert [(c.field, c.before, c.after) for c in act.changes] == [
        ("stance", "affirms", "denies"),
        ("hedge", "none", "alleged"),
        ("type", "assertion", "belief"),
        ("form", "indirect", "mixed"),
        ("review", None, "edited"),
    ]


def test_a_speaker_by_name_brings_what_the_article_says_of_them(ledger: Ledger) -> None:
    ledger.edit(QUILL, by="ira", speaker="tom reed")
    start = ARTICLE.text.index("Tom Reed")
    (speaker,) = ledger.statement(QUILL).speakers
    assert speaker == Speaker("tom reed", "person", "mayor")  # not as the text writes it: no place
    ledger.edit(QUILL, by="ira", speaker="Tom Reed")
    (speaker,) = ledger.statement(QUILL).speakers
    assert speaker.mention == Mention("Tom Reed", start, start + len("Tom Reed"))


def test_kind_and_role_belong_to_the_only_speaker(ledger: Ledger) -> None:
    ledger.edit(QUILL, by="ira", kind="group", role="engineers")
    assert ledger.statement(QUILL).speaker == Speaker("Ada Quill", "group", "engineers")
    ledger.edit(QUILL, by="ira", role="")
    assert ledger.statement(QUILL).speaker == Speaker("Ada Quill", "group")
    ledger.edit(QUILL, by="ira", speaker=["Ada Quill", "Tom Reed"])
    assert [each.name for each in ledger.statement(QUILL).speakers] == ["Ada Quill", "Tom Reed"]
    with pytest.raises(UsageError, match="there are 2"):
        ledger.edit(QUILL, by="ira", role="mayor")
    ledger.edit(QUILL, by="ira", speaker=None)
    assert ledger.statement(QUILL).speaker is None


def test_voices_that_change_are_given_an_identity_anew(ledger: Ledger) -> None:
    def person(statement: str) -> object:
        return ledger.connection.execute(
            "SELECT p.name FROM voice v JOIN person p ON p.key = v.person"
            " JOIN statement s ON s.key = v.statement WHERE s.id = ? AND v.part = 'speaker'",
            (statement,),
        ).fetchall()

    assert person(QUILL) == [("Ada Quill",)]
    ledger.edit(QUILL, by="ira", speaker="Tom Reed")
    assert person(QUILL) == person(REED) == [("Tom Reed",)]
    ledger.undo_review(QUILL, by="ira")
    assert person(QUILL) == [("Ada Quill",)]


def test_what_is_corrected_is_found_and_what_it_was_is_not(ledger: Ledger) -> None:
    def found(query: str) -> list[str]:
        return [
            row[0]
            for row in ledger.connection.execute(
                "SELECT s.id FROM statement_index i JOIN statement_entry e ON e.entry = i.rowid"
                " JOIN statement s ON s.key = e.key WHERE statement_index MATCH ?",
                (query,),
            )
        ]

    ledger.edit(LAST, by="ira", content="the harbour", speaker="Ada Quill", said_on="2025-01-31")
    assert found("content:dry") == []
    assert found("content:harbour") == [LAST]
    assert LAST in found('speaker:"ada quill"')
    assert found("tags:reviewedited") == [LAST]
    assert ledger.verify(originals=False).findings == []
    ledger.undo_review(LAST, by="ira")
    assert found("content:dry") == [LAST]
    assert ledger.verify(originals=False).findings == []


@pytest.mark.parametrize(
    ("given", "start", "end", "granularity"),
    [
        ("2026-02-03", "2026-02-03", "2026-02-03", "day"),
        ("2024-02", "2024-02-01", "2024-02-29", "month"),
        ("2025-12", "2025-12-01", "2025-12-31", "month"),
        ("2025", "2025-01-01", "2025-12-31", "year"),
        ("2026-02-03/2026-02-05", "2026-02-03", "2026-02-05", "day"),
    ],
)
def test_a_date_is_a_day_a_month_a_year_or_a_range(
    ledger: Ledger, given: str, start: str, end: str, granularity: str
) -> None:
    ledger.edit(QUILL, by="ira", said_on=given)
    said = ledger.statement(QUILL).said_on
    assert said is not None
    assert (said.start, said.end, said.granularity) == (start, end, granularity)
    assert (said.text, said.fragments) == (given, ())
    day = "SELECT day FROM statement WHERE id = ?"
    assert ledger.connection.execute(day, (QUILL,)).fetchall() == [(start,)]
    ledger.edit(QUILL, by="ira", said_on=None)
    assert ledger.connection.execute(day, (QUILL,)).fetchall() == [("2026-03-02",)]


def test_a_date_may_be_given_in_the_articles_own_words(ledger: Ledger) -> None:
    article = rich_article()
    nested = article.statements[1]
    ledger.edit(nested.id, by="ira", said_on="Monday")
    said = ledger.statement(nested.id).said_on
    assert said is not None
    assert (said.text, said.start) == ("Monday", "2026-03-02")
    start, end = said.fragments[0]
    assert article.text[start:end] == "Monday"


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"stance": "perhaps"}, "stance is affirms"),
        ({"kind": "robot"}, "kind is person"),
        ({"content": ""}, "reject it instead"),
        ({"content": "the moon"}, "does not stand in the article"),
        ({"said_on": "2026-02-30"}, "said_on .2026-02-30. is no date"),
        ({"said_on": "2026-13"}, "is no date"),
        ({"said_on": "0000"}, "is no date"),
        ({"said_on": "2026-03/2026-01"}, "ends before it begins"),
        ({"said_on": "bridge"}, "is no date"),
        ({"said_on": "the harbour"}, "is no date"),
        ({"speaker": "a\x00b"}, "is no name"),
        ({"speaker": "x" * 400}, "is no name"),
        ({"speaker": ["x"] * 30}, "too many"),
        ({"colour": "red"}, "colour cannot be corrected; these can: speaker"),
        ({}, "nothing would change"),
        ({"stance": "affirms"}, "nothing would change"),
    ],
)
def test_what_cannot_be_is_refused_and_changes_nothing(
    ledger: Ledger, changes: dict[str, Any], message: str
) -> None:
    with pytest.raises(UsageError, match=message):
        ledger.edit(QUILL, by="ira", **changes)
    assert ledger.article(ARTICLE.id) == ARTICLE
    assert ledger.history(QUILL) == []


def test_who_decides_has_a_name_and_a_ledger_to_write_to(ledger: Ledger) -> None:
    for name in ("", "  ", "x" * 300, "a\x1bb"):
        with pytest.raises(UsageError, match="by: "):
            ledger.accept(QUILL, by=name)
    with pytest.raises(UnknownError):
        ledger.accept("0" * 16, by="ira")
    with Ledger.open(ledger.path) as reader, pytest.raises(LedgerError, match="write=True"):
        reader.accept(QUILL, by="ira")


def test_decisions_are_taken_back_one_by_one_and_all_of_it_is_kept(ledger: Ledger) -> None:
    ledger.edit(QUILL, by="ira", stance="denies")
    ledger.reject(QUILL, by="tom")
    ledger.undo_review(QUILL, by="ira", why="a slip")
    assert review_of(ledger, QUILL) == "edited"
    assert ledger.statement(QUILL).stance == "denies"
    ledger.undo_review(QUILL, by="ira")
    assert ledger.article(ARTICLE.id) == ARTICLE
    assert review_of(ledger, QUILL) is None
    with pytest.raises(UsageError, match="no decision to take back"):
        ledger.undo_review(QUILL, by="ira")
    acts = ledger.history(QUILL)
    assert [(act.action, act.undone) for act in acts] == [
        ("edit", True),
        ("reject", True),
        ("undo", False),
        ("undo", False),
    ]
    assert [act.undoes for act in acts] == [None, None, acts[1].key, acts[0].key]


CHANGES: list[dict[str, Any]] = [
    {"stance": "denies"},
    {"stance": "questions", "hedge": "rumoured"},
    {"type": "fact", "form": "direct"},
    {"speaker": "Ada Quill"},
    {"speaker": ["Tom Reed", "Ira Moss"]},
    {"speaker": None},
    {"addressees": ["reporters", "Ada Quill"]},
    {"addressees": None},
    {"source": None, "cue": None},
    {"source": "Tom Reed", "cue": "denied"},
    {"content": [(0, 9), (20, 38)]},
    {"content": "bridge is safe"},
    {"said_on": "2026-01"},
    {"said_on": None},
]


@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    steps=st.lists(
        st.one_of(st.sampled_from(CHANGES), st.sampled_from(["accept", "reject", "undo"])),
        max_size=12,
    ),
    which=st.sampled_from(["plain", "rich"]),
)
def test_whatever_is_decided_can_be_undone_to_the_very_record(
    ledger: Ledger, steps: list[Any], which: str
) -> None:
    original = ARTICLE if which == "plain" else rich_article()
    statement = original.statements[0].id
    for step in steps:
        try:
            if step == "accept":
                ledger.accept(statement, by="ira")
            elif step == "reject":
                ledger.reject(statement, by="ira")
            elif step == "undo":
                ledger.undo_review(statement, by="ira")
            else:
                ledger.edit(statement, by="ira", **step)
        except UsageError:
            continue
        assert ledger.statement(statement).id == statement
    assert ledger.verify(originals=False).findings == []
    while True:
        try:
            ledger.undo_review(statement, by="ira")
        except UsageError:
            break
    assert ledger.article(original.id) == original
    assert review_of(ledger, statement) is None
    assert ledger.verify(originals=False).findings == []
