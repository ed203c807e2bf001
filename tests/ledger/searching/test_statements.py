from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.errors import QueryError, UnknownError, UsageError
from sayso.ledger import Ledger, Results
from sayso.ledger.connecting import transaction
from sayso.ledger.searching import Sort
from sayso.ledger.searching.paging import cursor
from sayso.records import Article, Speaker, When
from tests.made import made_article, rich_article


def article(number: int, *claims: tuple[str, str, str], **more: object) -> Article:
    return made_article(claims, path=f"{number}.txt", **more)


def changed(made: Article, at: int, **more: object) -> Article:
    statements = list(made.statements)
    statements[at] = replace(statements[at], **more)  # type: ignore[arg-type]
    return replace(made, statements=tuple(statements))


BRIDGE = article(
    1,
    ("Ada Quill", "said", "the bridge is safe"),
    ("Tom Reed", "denied", "the bridge was ever closed"),
    ("Two officials", "said", "the harbour café will close"),
    published="2026-03-02",
    outlet="The Harbour Post",
)
BRIDGE = changed(BRIDGE, 1, stance="denies", addressees=(Speaker("Ira Moss", "person"),))
BRIDGE = changed(
    BRIDGE,
    2,
    hedge="alleged",
    form="direct",
    type="belief",
    confidence=0.35,
    speaker=Speaker("Two officials", "group"),
    speakers=(Speaker("Two officials", "group"),),
)
STRIKE = article(
    2,
    ("Ada Moss", "said", "the strike goes on at the bridge"),
    ("Tom Quill", "said", "the bridge bridge bridge is old"),
    published="2025-11-20",
    outlet="Daily Reed",
    title="Strike",
)
STRIKE = changed(STRIKE, 0, said_on=When("last year", "2024-01-01", "2024-12-31", "year"))
STRIKE = changed(
    STRIKE,
    1,
    speaker=Speaker("Tom Quill", "person"),
    speakers=(Speaker("Tom Quill", "person"), Speaker("Ada Reed", "person")),
)
UNDATED = article(3, ("Lena Orr", "said", "nobody knows when"), published=None, outlet=None)


def add(ledger: Ledger, *articles: Article) -> None:
    """Without what ties articles together, which takes longer."""
    with ledger.writing("test") as writer:
        for each in articles:
            writer.add(each)


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    with Ledger.open(tmp_path / "made.sayso", write=True) as opened:
        add(opened, BRIDGE, STRIKE, UNDATED, rich_article())
        yield opened


def contents(results: Results) -> list[str]:
    return [hit.statement.content.text for hit in results.hits]


def speakers(results: Results) -> set[str]:
    return {hit.statement.speaker.name for hit in results.hits if hit.statement.speaker}


@pytest.mark.parametrize(
    ("filters", "expected"),
    [
        ({"speaker": "quill"}, {"Ada Quill", "Tom Quill"}),
        ({"speaker": "Quill, Ada"}, {"Ada Quill"}),
        ({"speaker": '"ada moss"'}, {"Ada Moss"}),
        ({"speaker": '"moss"'}, set()),
        ({"speaker": ["moss", "orr"]}, {"Ada Moss", "Lena Orr"}),
        ({"speaker": "Qui*"}, {"Ada Quill", "Tom Quill"}),
        ({"to": "moss"}, {"Tom Reed"}),
        ({"about": "strike"}, {"Ada Moss"}),
        ({"about": '"bridge is"', "outlet": "harbour"}, {"Ada Quill", "The note"}),
        ({"kind": "group"}, {"Two officials"}),
        ({"stance": "denies"}, {"Tom Reed"}),
        ({"hedge": ["alleged", "rumoured"]}, {"Two officials"}),
        ({"type": "Belief"}, {"Two officials"}),
        ({"form": "direct", "min_confidence": 0.3}, {"Two officials", "Ada Quill"}),
        ({"form": "direct", "min_confidence": 0.36}, {"Ada Quill"}),
        ({"outlet": "reed"}, {"Ada Moss", "Tom Quill"}),
        ({"until": "2024"}, {"Ada Moss"}),
        ({"since": "2024-02", "until": "2026-01"}, {"Tom Quill"}),
        ({"until": "2024", "dated": "published"}, set()),
        (
            {"since": "2025-11-19", "until": "2025-12", "dated": "published"},
            {"Ada Moss", "Tom Quill"},
        ),
        ({"until": "2026-03-01", "dated": "published"}, {"Ada Moss", "Tom Quill"}),
        ({"unnamed": True, "nested": False}, {"Two officials"}),
        ({"nested": True}, {"The note"}),
        ({"article": STRIKE.id[:8]}, {"Ada Moss", "Tom Quill"}),
        ({"speaker": "reed", "stance": "affirms", "outlet": "reed"}, {"Tom Quill"}),
    ],
)
def test_filters(ledger: Ledger, filters: dict[str, Any], expected: set[str]) -> None:
    found = ledger.search(**filters)
    assert speakers(found) == expected
    assert found.total == len(found.hits)
    assert found.exact


def test_words_of_two_speakers_are_no_name(ledger: Ledger) -> None:
    assert not ledger.search(speaker="Quill Ada", outlet="reed").hits


def test_a_hit_shows_where_it_stands(ledger: Ledger) -> None:
    (hit,) = ledger.search('cafe OR "no such phrase"').hits
    text = hit.statement.content.text
    assert [text[start:end] for start, end in hit.highlights] == ["café"]
    assert hit.around.text == "Two officials said that the harbour café will close."
    assert BRIDGE.text[hit.around.start :].startswith(hit.around.text)
    assert (hit.article, hit.title, hit.outlet) == (BRIDGE.id, BRIDGE.title, BRIDGE.outlet)
    assert hit.day == "2026-03-02"
    assert hit.statement == BRIDGE.statements[2]
    assert hit.to_dict()["around"] == {"text": hit.around.text, "start": hit.around.start}


def test_a_dateline_tells_the_place(ledger: Ledger) -> None:
    assert [hit.place for hit in ledger.search(nested=True).hits] == ["Haven"]


def test_what_fits_best_comes_first(ledger: Ledger) -> None:
    found = ledger.search("bridge")
    assert contents(found)[0] == "the bridge bridge bridge is old"
    scores = [hit.score or 0 for hit in found.hits]
    assert scores == sorted(scores, reverse=True)


def test_by_date_in_either_direction(ledger: Ledger) -> None:
    newest = ledger.search(sort="newest")
    assert newest.hits[-1].statement.content.text == "nobody knows when"
    assert contents(ledger.search(sort="oldest")) == contents(newest)[::-1]


def test_words_of_the_query_are_looked_for_in_the_content_alone(ledger: Ledger) -> None:
    assert not ledger.search("stanceaffirms OR every OR quill").hits


@pytest.mark.parametrize("sort", ["relevance", "newest", "oldest"])
def test_pages_join_whatever_is_added_in_between(ledger: Ledger, sort: Sort) -> None:
    whole = contents(ledger.search("the", sort=sort))
    paged: list[str] = []
    after = None
    for number in range(20):
        page = ledger.search("the", sort=sort, limit=2, after=after)
        assert page.total == len(whole)
        paged += contents(page)
        after = page.next
        if after is None:
            break
        add(ledger, article(10 + number, ("Ira Moss", "said", f"the the new thing {number}")))
    assert paged == whole


def test_a_place_belongs_to_its_search(ledger: Ledger) -> None:
    token = ledger.search("the", limit=1).next
    with pytest.raises(UsageError, match="another search"):
        ledger.search("bridge", after=token)


@given(st.text(max_size=40))
def test_any_other_text_is_no_place(text: str) -> None:
    with pytest.raises(UsageError):
        cursor(text, "asked")


def test_corrections_are_found_at_once(ledger: Ledger) -> None:
    said = ledger.search("closed").hits[0].statement.id
    write = ledger.connection.execute
    with transaction(ledger.connection, ledger.path):
        write(
            "UPDATE statement SET content = 'the ferry sank', stance = 'affirms',"
            " day = '2020-01-01' WHERE id = ?",
            (said,),
        )
        key = "(SELECT key FROM statement WHERE id = ?)"
        write(f"UPDATE voice SET name = 'Lena Orr' WHERE statement = {key}", (said,))
    assert not ledger.search("closed").hits
    assert not ledger.search(stance="denies").hits
    assert [hit.statement.id for hit in ledger.search("ferry", until="2020").hits] == [said]
    assert speakers(ledger.search(speaker="orr")) == {"Lena Orr"}
    with transaction(ledger.connection, ledger.path):
        write(f"DELETE FROM voice WHERE statement = {key}", (said,))
    assert [hit.statement.id for hit in ledger.search("ferry", unnamed=True).hits] == [said]
    ledger.connection.execute(
        "INSERT INTO statement_index (statement_index) VALUES ('integrity-check')"
    )


def test_rejected_ones_are_left_out_unless_asked_for(ledger: Ledger) -> None:
    ledger.connection.execute("UPDATE statement SET review = 'rejected' WHERE stance = 'denies'")
    assert not ledger.search("closed").hits
    assert [hit.review for hit in ledger.search("closed", rejected=True).hits] == ["rejected"]


def test_an_outlet_that_becomes_known(ledger: Ledger) -> None:
    ledger.connection.execute("UPDATE article SET outlet = 'Night Post' WHERE outlet IS NULL")
    assert speakers(ledger.search(outlet="night")) == {"Lena Orr"}


def test_facets_count_what_was_found(ledger: Ledger) -> None:
    facets = ledger.search("bridge", facets=True).facets
    assert facets is not None
    assert facets.counted == 6
    assert dict(facets.outlet) == {"The Harbour Post": 4, "Daily Reed": 2}
    assert dict(facets.stance) == {"affirms": 5, "denies": 1}
    assert facets.month == (("2024-01", 1), ("2025-11", 1), ("2026-03", 4))
    assert dict(facets.speaker)["Tom Quill"] == 1


def test_more_matches_than_are_counted_and_ranked(
    ledger: Ledger, monkeypatch: pytest.MonkeyPatch
) -> None:
    from sayso.ledger.searching import statements, walking

    everything = sorted(contents(ledger.search("the")))
    monkeypatch.setattr(statements, "RANKED", 3)
    monkeypatch.setattr(statements, "COUNTED", 3)
    monkeypatch.setattr(walking, "COUNTED", 3)
    paged: list[str] = []
    page = ledger.search("the", limit=2)
    assert (page.total, page.exact) == (3, False)
    paged += contents(page)
    while page.next:
        page = ledger.search("the", limit=2, after=page.next)
        paged += contents(page)
    assert sorted(paged) == everything


def test_facets_follow_corrections(ledger: Ledger) -> None:
    found = ledger.search("bridge", facets=True)
    hit = next(each for each in found.hits if each.statement.stance == "denies")
    ledger.edit(hit.statement.id, by="Ola Penn", stance="affirms", speaker=["Nia Vale", "Leo Falk"])
    ledger.connection.execute("UPDATE article SET outlet = 'Lorn Gazette'")
    facets = ledger.search("bridge", facets=True).facets
    assert facets is not None
    assert "denies" not in dict(facets.stance)
    assert {"Nia Vale", "Leo Falk"} <= set(dict(facets.speaker))
    assert set(dict(facets.outlet)) == {"Lorn Gazette"}
    stored = ledger.connection.execute("SELECT * FROM facet ORDER BY statement").fetchall()
    fresh = ledger.connection.execute("SELECT * FROM facet_entry ORDER BY statement").fetchall()
    assert stored == fresh


def test_facets_of_a_ledger_of_before_are_caught_up_with(ledger: Ledger) -> None:
    before = ledger.search("bridge", facets=True).facets
    ledger.connection.execute("DELETE FROM facet")
    ledger.connection.execute("DELETE FROM mark WHERE name = 'facets'")
    with Ledger.open(ledger.path, write=True) as again:
        assert again.search("bridge", facets=True).facets == before


def test_long_contents_are_ranked_by_their_length(tmp_path: Path) -> None:
    # Lengths of more than 127 words are stored in two bytes, of more than 16,383 in three.
    lengths = [5, 127, 128, 300, 20_000]
    with Ledger.open(tmp_path / "long.sayso", write=True) as ledger:
        ledger.add(
            article(number, ("Ada Quill", "said", "bridge" + " word" * (length - 1)))
            for number, length in enumerate(lengths)
        )
        hits = ledger.search("bridge").hits
    assert [len(hit.statement.content.text.split()) for hit in hits] == lengths


@pytest.mark.parametrize(
    ("given_", "message"),
    [
        ({"stance": "maybe"}, "affirms, denies, questions, negated"),
        ({"since": "2026-02-30"}, "since '2026-02-30' is no date"),
        ({"until": "yesterday"}, "write 2026-03-31, 2026-03 or 2026"),
        ({"since": "2026", "until": "2025"}, "after until"),
        ({"speaker": "???"}, "no name"),
        ({"min_confidence": 7.0}, "from 0 to 1"),
        ({"sort": "best"}, "relevance, newest or oldest"),
        ({"limit": 0}, "1 to 1,000"),
        ({"dated": "read"}, "said or published"),
        ({"after": "x"}, "no place"),
    ],
)
def test_what_cannot_be_is_said_clearly(
    ledger: Ledger, given_: dict[str, Any], message: str
) -> None:
    with pytest.raises(UsageError, match=message):
        ledger.search("bridge", **given_)


def test_an_unknown_article_and_an_unknown_filter(ledger: Ledger) -> None:
    with pytest.raises(UnknownError):
        ledger.search(article="ffffffff")
    with pytest.raises(TypeError, match="colour"):
        ledger.search(colour="red")  # type: ignore[call-arg]


def test_about_is_a_query_of_its_own(ledger: Ledger) -> None:
    with pytest.raises(QueryError):
        ledger.search(about="(bridge")


def test_an_empty_ledger(tmp_path: Path) -> None:
    with Ledger.open(tmp_path / "empty.sayso", write=True) as ledger:
        for query in ("", "bridge"):
            found = ledger.search(query, since="2020", dated="published", facets=True)
            assert (found.hits, found.total, found.next) == ((), 0, None)


def test_what_was_written_before_the_index_is_caught_up_with(tmp_path: Path) -> None:
    from sayso.ledger.connecting import connect
    from sayso.ledger.migrating import migrate
    from sayso.ledger.storing import store_article

    path = tmp_path / "old.sayso"
    connection = connect(path, write=True, create=True)
    migrate(connection, path, 1)
    with transaction(connection, path):
        connection.execute(
            "INSERT INTO run (command, version, model, started) VALUES ('', '', '', '')"
        )
        store_article(connection, BRIDGE, 1)
    connection.close()
    with Ledger.open(path) as ledger:
        assert contents(ledger.search("safe")) == ["the bridge is safe"]


def test_a_person_is_found_under_all_names(ledger: Ledger) -> None:
    add(ledger, article(7, ("Yuri Zaretsky", "said", "Ada Moss lied")))
    add(ledger, article(8, ("Juri Saretzki", "said", "it was Zaretsky himself")))
    add(ledger, article(9, ("Juri Moss", "said", "Juri Saretzki left")))
    ledger.link()
    # Who is who, people have decided: two of them are one.
    one, other = (
        ledger.connection.execute("SELECT key FROM person WHERE name = ?", (name,)).fetchone()[0]  # type: ignore[index]
        for name in ("Yuri Zaretsky", "Juri Saretzki")
    )
    ledger.connection.execute("UPDATE person SET merged = ? WHERE key = ?", (one, other))
    ledger.connection.execute("UPDATE voice SET person = ? WHERE person = ?", (one, other))
    both = {"Yuri Zaretsky", "Juri Saretzki"}
    assert speakers(ledger.search(speaker="Yuri Zaretsky")) == both
    assert speakers(ledger.search(speaker="Saretzki")) == both
    assert speakers(ledger.search(speaker="yuri-zaretsky")) == both
    assert speakers(ledger.search(speaker='"Yuri Zaretsky"')) == {"Yuri Zaretsky"}
    assert speakers(ledger.search(speaker="juri")) == {"Juri Saretzki", "Juri Moss"}
    assert contents(ledger.search(about="Yuri Zaretsky")) == ["Juri Saretzki left"]
