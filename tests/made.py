"""Records made without a model: small articles with statements in known places."""

from __future__ import annotations

from collections.abc import Sequence

from sayso.records import (
    Article,
    Dateline,
    Interaction,
    Origin,
    Party,
    Passage,
    Removed,
    Speaker,
    Statement,
    When,
    digest,
    interaction_id,
    statement_id,
)

DAY = "2026-03-02"


def made_statement(
    text: str,
    source: str,
    cue: str,
    content: str,
    *,
    article: str,
    parent: str | None = None,
    **more: object,
) -> Statement:
    """The statement whose parts stand in ``text`` as they are given, each once."""

    def passage(words: str) -> Passage:
        assert text.count(words) == 1, f"{words!r} stands {text.count(words)} times in {text!r}"
        start = text.index(words)
        return Passage.cut(text, [(start, start + len(words))])

    parts = [passage(words) if words else None for words in (source, cue, content)]
    spans = [part.fragments if part else () for part in parts]
    assert parts[2] is not None
    speaker = Speaker(source, "person") if source else None
    given: dict[str, object] = {
        "id": statement_id(article, *spans),
        "source": parts[0],
        "cue": parts[1],
        "content": parts[2],
        "parent": parent,
        "speaker": speaker,
        "speakers": (speaker,) if speaker else (),
        "confidence": 0.9,
    }
    return Statement(**{**given, **more})  # type: ignore[arg-type]


def made_article(
    claims: Sequence[tuple[str, str, str]], *, path: str = "made.txt", **more: object
) -> Article:
    """An article of sentences "SOURCE CUE that CONTENT.", a paragraph each."""
    text = "\n\n".join(f"{source} {cue} that {content}." for source, cue, content in claims)
    article_id = digest(text)
    statements = []
    at = 0
    for source, cue, content in claims:
        places = []
        for words in (source, cue, content):
            start = text.index(words, at)
            places.append((start, start + len(words)))
            at = start + len(words)
        passages = [Passage.cut(text, [place]) for place in places]
        speaker = Speaker(source, "person", role="mayor")
        statements.append(
            Statement(
                id=statement_id(article_id, *[passage.fragments for passage in passages]),
                source=passages[0],
                cue=passages[1],
                content=passages[2],
                speaker=speaker,
                speakers=(speaker,),
                confidence=0.9,
            )
        )
    given: dict[str, object] = {
        "id": article_id,
        "text": text,
        "published": DAY,
        "outlet": "The Harbour Post",
        "title": "Made for a test",
        "origin": Origin(path, 0, len(text)),
        "statements": tuple(statements),
    }
    return Article(**{**given, **more})  # type: ignore[arg-type]


def rich_article() -> Article:
    """One article that uses every field of every record."""
    text = (
        "HAVEN, March 2 (NWS) — “The note read: ‘the bridge is safe’,” Mayor Ada Quill told "
        "reporters on Monday.\n\nMinister Tom Reed met Ada Quill in Haven."
    )
    article_id = digest(text)
    inner = "the bridge is safe"
    monday = text.index("on Monday")
    outer = made_statement(
        text,
        "Mayor Ada Quill",
        "told",
        "The note read: ‘the bridge is safe’",
        article=article_id,
        form="direct",
        addressees=(Speaker("reporters", "group", confidence=0.5),),
        said_on=When("on Monday", DAY, DAY, "day", ((monday, monday + len("on Monday")),)),
        speaker=Speaker("Ada Quill", "person", "Mayor"),
        speakers=(Speaker("Ada Quill", "person", "Mayor"), Speaker("Tom Reed", "person")),
    )
    nested = made_statement(
        text,
        "The note",
        "read",
        inner,
        article=article_id,
        parent=outer.id,
        hedge="secondhand",
        stance="affirms",
        type="fact",
    )

    def party(words: str, sector: str | None = None) -> Party:
        start = text.rindex(words)
        return Party(
            words, Passage.cut(text, [(start, start + len(words))]), "person", sector=sector
        )

    actor, recipient = party("Minister Tom Reed", sector="GOV"), party("Ada Quill")
    predicate = Passage.cut(text, [(text.index("met"), text.index("met") + 3)])
    met = Interaction(
        id=interaction_id(
            article_id,
            predicate.fragments,
            [actor.passage.fragments],
            [recipient.passage.fragments],
        ),
        type="CONSULT",
        predicate=predicate,
        act="meet",
        cameo="040",
        actors=(actor,),
        recipients=(recipient,),
        confidence=0.8,
    )
    return Article(
        id=article_id,
        text=text,
        title="A bridge",
        published="2026-03-02T10:00:00+00:00",
        dateline=Dateline("Haven", "NWS", DAY),
        origin=Origin("saved/pages.zip", 3, 150, "a.txt", 4),
        removed=(Removed("Read more", "boilerplate", 0, 9), Removed("Photo", "caption")),
        statements=(outer, nested),
        outlet="The Harbour Post",
        byline="Ira Moss",
        updated=DAY,
        section="Local",
        url="https://harbour.example/bridge",
        agency="NWS",
        duplicate_of="0123456789abcdef",
        similarity=0.91,
        interactions=(met,),
    )
