"""One record of a ledger on a screen: its paragraph, who, when, how, and where it comes from."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Final

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from sayso.records import Article, Interaction, Mention, Origin, Party, Speaker, Statement, When
from sayso.rendering.outline import count, headline, one_line, outline, tags
from sayso.rendering.paragraph import Label, legend, marked, of_interaction, of_statement
from sayso.rendering.values import short, told

if TYPE_CHECKING:
    from sayso.ledger.referring import Reference
    from sayso.ledger.reviews import Review
    from sayso.ledger.showing import (
        Known,
        Made,
        Shown,
        ShownArticle,
        ShownInteraction,
        ShownStatement,
    )

_PLACES: Final = 5
"""Origins that are listed."""
_Row = tuple[str, RenderableType]


def shown(record: Shown, *, colours: bool, brief: bool = False) -> RenderableType:
    """All of a record, to be printed.

    Args:
        record: what the ledger knows of it.
        colours: whether they can be shown.
        brief: of a statement, only what one needs to judge it.
    """
    from sayso.ledger.showing import ShownArticle, ShownStatement

    if isinstance(record, ShownStatement):
        return _statement(record, colours=colours, brief=brief)
    if isinstance(record, ShownArticle):
        return _article(record)
    return _interaction(record, colours=colours)


def _statement(record: ShownStatement, *, colours: bool, brief: bool) -> RenderableType:
    said = record.statement
    labels = of_statement(said) + [
        Label(speaker.mention.start, speaker.mention.end, "name")
        for speaker in said.speakers
        if speaker.mention
    ]
    rows: list[_Row] = [*_who(record), *_rest(said)]
    if record.parent:
        rows.append(("inside of", _other(record.parent)))
    rows += [("review", _decided(act)) for act in record.history]
    if not brief:
        rows += [("nested", _other(each)) for each in record.nested]
        rows += [("interaction", _act(each)) for each in record.interactions]
        rows += _echoes(record)
        rows += _disputes(record)
        rows += _origin(record.made, record.origins)
    return Group(
        _title("statement", said.id, record.article, record.review),
        _paragraph(record.article.text, labels, record.paragraph, colours=colours),
        *_legend(colours=colours),
        _grid(rows),
    )


def _legend(*, colours: bool) -> Iterable[RenderableType]:
    return (legend(), "") if colours else ()


def _article(record: ShownArticle) -> RenderableType:
    article = record.article
    rows: list[_Row] = [
        (name, Text(one_line(value)))
        for name, value in (
            ("by", article.byline),
            ("section", article.section),
            ("agency", article.agency),
            ("address", article.url),
            ("updated", article.updated),
            ("repeats", article.duplicate_of),
        )
        if value
    ]
    rows.append(("words", Text(f"{len(article.text.split()):,}")))
    for depth, each in outline(article.statements):
        review = f" ({record.reviews[each.id]})" if each.id in record.reviews else ""
        rows.append(("statement", Text("  " * depth) + _other(each) + Text(review, "dim")))
    rows += [("interaction", _act(each)) for each in article.interactions]
    rows += _origin(record.made, record.origins)
    return Group(_title("article", article.id, article, None), "", _grid(rows))


def _interaction(record: ShownInteraction, *, colours: bool) -> RenderableType:
    each = record.interaction
    rows: list[_Row] = []
    for name, side in (
        ("actor", each.actors),
        ("recipient", each.recipients),
        ("excluded", each.excluded),
    ):
        rows += [(name, _party(party)) for party in side]
    code = " · ".join(filter(None, (each.type, each.mode, each.act, each.cameo, each.status)))
    rows.append(("what", Text(f"{code} · confidence {each.confidence:.2f}")))
    if each.date:
        rows.append(("when", _when(each.date)))
    if each.place:
        rows.append(("where", Text(one_line(each.place.text))))
    if record.reporting:
        rows.append(("reported in", _other(record.reporting)))
    rows += _origin(record.made, record.origins)
    labels = of_interaction(each)
    return Group(
        _title("interaction", each.id, record.article, None),
        _paragraph(record.article.text, labels, record.paragraph, colours=colours),
        _grid(rows),
    )


def _title(kind: str, record_id: str, article: Article, review: str | None) -> Text:
    title = Text.assemble((f"{kind} {record_id}", "bold"))
    if review:
        title.append(f"  {review}", "bold red" if review == "rejected" else "bold green")
    facts = (article.outlet, article.published, headline(article))
    title.append("\n" + " · ".join(one_line(fact) for fact in facts if fact), "dim")
    if kind != "article":
        title.append(f"\narticle {article.id}", "dim")
    return title


def _paragraph(
    text: str, labels: Sequence[Label], around: tuple[int, int], *, colours: bool
) -> RenderableType:
    return Padding(marked(text, labels, around, colours=colours), (1, 2))


def _grid(rows: Iterable[_Row]) -> Table:
    grid = Table.grid(padding=(0, 2))
    grid.add_column(style="dim", no_wrap=True)
    grid.add_column()
    last = ""
    for name, value in rows:
        grid.add_row(name if name != last else "", value)
        last = name
    return grid


def _who(record: ShownStatement) -> Iterable[_Row]:
    said = record.statement
    if not said.speakers:
        yield "speaker", Text("nobody named or described", "italic")
    for place, speaker in enumerate(said.speakers):
        yield "speaker", _speaker(speaker)
        yield "", _resolved(speaker, said)
        known = record.people[place] if place < len(record.people) else None
        if known:
            yield "", _known(known)
    for addressee in said.addressees:
        yield "to whom", _speaker(addressee)


def _rest(said: Statement) -> Iterable[_Row]:
    if said.said_on:
        yield "when", _when(said.said_on)
    hedge = "no hedge" if said.hedge == "none" else said.hedge
    manner = " · ".join((said.form, said.type, said.stance, hedge))
    yield "how", Text(f"{manner} · confidence {said.confidence:.2f}")


def _echoes(record: ShownStatement) -> Iterable[_Row]:
    appearances = record.echo.appearances if record.echo else ()
    others = [each for each in appearances if each.said.statement != record.statement.id]
    for each in others[:_PLACES]:
        is_first = each is appearances[0]
        reason = "" if is_first else f" {one_line(each.reason)}, {each.score:.2f}"
        other = " attributed to somebody else," if each.otherwise else ""
        what = "first in" if is_first else "also in"
        yield what, _elsewhere(each.said).append(f"{other}{reason}", "dim")
    if len(others) > _PLACES:
        yield "", Text(f"and in {len(others) - _PLACES:,} more", "dim")


def _disputes(record: ShownStatement) -> Iterable[_Row]:
    for each in record.disputes[:_PLACES]:
        denies = each.denial.statement == record.statement.id
        said = each.claim if denies else each.denial
        reason = f" {one_line(each.reason)}, {each.score:.2f}"
        yield "denies" if denies else "denied in", _elsewhere(said).append(reason, "dim")
    if len(record.disputes) > _PLACES:
        yield "", Text(f"and {len(record.disputes) - _PLACES:,} more; see sayso disputes", "dim")


def _elsewhere(said: Reference) -> Text:
    """A statement of another article in a line."""
    place = " ".join(one_line(each) for each in (said.outlet, said.day) if each)
    return Text.assemble(
        (said.statement, "dim"),
        " ",
        (one_line(said.speaker or "?"), "green"),
        f": {short(said.content)}",
        (f" ({place})" if place else "", "dim"),
    )


def _speaker(speaker: Speaker) -> Text:
    name = Text(one_line(speaker.name), "bold")
    role = f", {one_line(speaker.role)}" if speaker.role else ""
    return name.append(f" ({speaker.kind}{role})", "not bold")


def _resolved(speaker: Speaker, said: Statement) -> Text:
    """How the article tells who the source is."""
    if speaker.mention:
        found = f"named at {_place(speaker.mention)}: “{one_line(speaker.mention.text)}”"
    elif said.source:
        found = f"by the source's own words: “{one_line(said.source.text)}”"
    else:
        found = "there is no source"
    return Text(f"{found} · confidence {speaker.confidence:.2f}", "dim")


def _known(known: Known) -> Text:
    qid = f" {one_line(known.qid)}" if known.qid else ""
    score = f" ({known.score:.2f})" if known.score else ""
    reason = f": {one_line(known.reason)}{score}" if known.reason else ""
    who = f"across articles {one_line(known.name)} [{known.id}{qid}]"
    return Text(f"{who}, in {count(known.articles, 'article')}{reason}", "dim")


def _party(party: Party) -> Text:
    facts = [party.kind, party.role, party.sector, party.country]
    known = ", ".join(one_line(fact) for fact in facts if fact)
    text = Text(one_line(party.name), "bold").append(f" ({known})", "not bold")
    words = one_line(party.passage.text)
    if words.casefold() != party.name.casefold():
        text.append(f" ← “{words}”", "dim")
    if party.mention:
        text.append(f", named at {_place(party.mention)}", "dim")
    return text.append(f" · confidence {party.confidence:.2f}", "dim")


def _when(when: When) -> Text:
    days = when.start or "a day that the article does not tell"
    if when.start and when.end != when.start:
        days = f"{when.start} to {when.end}"
    words = f"“{one_line(when.text)}”" if when.fragments else "as corrected"
    return Text(f"{days} ({when.granularity}), {words}")


def _other(said: Statement) -> Text:
    """Another statement in a line."""
    who = " and ".join(one_line(speaker.name) for speaker in said.speakers) or "?"
    cue = f" {one_line(said.cue.text)}" if said.cue else ""
    marks = "".join(f"{tag} " for tag in tags(said))
    return Text.assemble(
        (said.id, "dim"), " ", (who, "green"), (cue, "cyan"), f": {marks}", short(said.content.text)
    )


def _act(each: Interaction) -> Text:
    sides = [
        " and ".join(one_line(p.name) for p in side) for side in (each.actors, each.recipients)
    ]
    words = " ".join(filter(None, (sides[0], f"[{each.act}]", sides[1])))
    return Text.assemble((each.id, "dim"), f" {each.type} ", short(words))


def _decided(act: Review) -> Text:
    line = Text(f"{act.at[:16].replace('T', ' ')} {one_line(act.who)}: {act.action}")
    changes = [
        f"{change.field} {told(change.before)} → {told(change.after)}"
        for change in act.changes
        if change.field != "review" or act.action == "undo"
    ]
    line.append("".join(f"\n  {change}" for change in changes))
    if act.why:
        line.append(f"\n  because: {one_line(act.why)}", "italic")
    if act.undone:
        line.append("  (taken back)", "dim")
    return line


def _origin(made: Made, origins: Sequence[Origin]) -> Iterable[_Row]:
    for origin in origins[:_PLACES]:
        member = f" › {one_line(origin.member)}" if origin.member else ""
        record = f", record {origin.record}" if origin.record is not None else ""
        place = f"{one_line(origin.path)}{member}{record}, {origin.start}-{origin.end}"
        yield "found in", Text(place)
    if len(origins) > _PLACES:
        yield "", Text(f"and {len(origins) - _PLACES:,} more places", "dim")
    model = f", model {made.model}" if made.model else ""
    when = made.started[:16].replace("T", " ")
    software = f"Sayso {made.version}{model}"
    yield "made by", Text(f"{one_line(made.command)}, {software}, {when} UTC, run {made.key}")


def _place(mention: Mention) -> str:
    return f"{mention.start}-{mention.end}"
