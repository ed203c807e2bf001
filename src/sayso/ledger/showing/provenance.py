"""Where a record comes from, as JSON-LD in the terms of W3C PROV-O.

Entities are the file or page, the article's text, the record and each later state of it;
activities are the run that read and extracted, and each decision of a person; agents are
Sayso, its model and the people who decided.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import quote

from sayso.records import Article, Interaction, Origin, Statement

if TYPE_CHECKING:
    from sayso.ledger.reviews import Review
    from sayso.ledger.showing.gathering import Made

_CONTEXT: Final = {
    "prov": "http://www.w3.org/ns/prov#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "sayso": "urn:sayso:",
    "label": "rdfs:label",
    "wasGeneratedBy": {"@id": "prov:wasGeneratedBy", "@type": "@id"},
    "wasDerivedFrom": {"@id": "prov:wasDerivedFrom", "@type": "@id"},
    "wasRevisionOf": {"@id": "prov:wasRevisionOf", "@type": "@id"},
    "wasAssociatedWith": {"@id": "prov:wasAssociatedWith", "@type": "@id"},
    "wasAttributedTo": {"@id": "prov:wasAttributedTo", "@type": "@id"},
    "used": {"@id": "prov:used", "@type": "@id"},
    "startedAtTime": {"@id": "prov:startedAtTime", "@type": "xsd:dateTime"},
    "endedAtTime": {"@id": "prov:endedAtTime", "@type": "xsd:dateTime"},
    "value": {"@id": "prov:value", "@type": "@json"},
}


def of_article(article: Article, origins: Sequence[Origin], made: Made) -> dict[str, Any]:
    """The provenance of an article's text."""
    return _document(_reading(article, origins, made))


def of_interaction(
    interaction: Interaction, article: Article, origins: Sequence[Origin], made: Made
) -> dict[str, Any]:
    """The provenance of an interaction."""
    name = f"sayso:interaction:{interaction.id}"
    return _document([_extracted(name, article, made), *_reading(article, origins, made)])


def of_statement(
    statement: Statement,
    article: Article,
    origins: Sequence[Origin],
    made: Made,
    history: Sequence[Review],
) -> dict[str, Any]:
    """The provenance of a statement; each decision about it makes a new state of it."""
    name = f"sayso:statement:{statement.id}"
    nodes: list[dict[str, Any]] = []
    state = f"{name}:0"
    nodes.append(_extracted(state if history else name, article, made))
    for number, act in enumerate(history, 1):
        after = name if number == len(history) else f"{name}:{number}"
        activity, person = f"sayso:review:{act.key}", f"sayso:person:{quote(act.who, safe='')}"
        nodes += [
            {
                "@id": after,
                "@type": "prov:Entity",
                "wasGeneratedBy": activity,
                "wasRevisionOf": state,
                "wasAttributedTo": person,
                "value": {change.field: change.after for change in act.changes},
            },
            {
                "@id": activity,
                "@type": "prov:Activity",
                "label": act.action + (f": {act.why}" if act.why else ""),
                "startedAtTime": act.at,
                "endedAtTime": act.at,
                "used": state,
                "wasAssociatedWith": person,
            },
            {"@id": person, "@type": "prov:Person", "label": act.who},
        ]
        state = after
    return _document([*nodes, *_reading(article, origins, made)])


def _extracted(name: str, article: Article, made: Made) -> dict[str, Any]:
    return {
        "@id": name,
        "@type": "prov:Entity",
        "wasGeneratedBy": f"sayso:run:{made.key}",
        "wasDerivedFrom": f"sayso:article:{article.id}",
    }


def _reading(article: Article, origins: Sequence[Origin], made: Made) -> list[dict[str, Any]]:
    software = f"sayso:version:{made.version}"
    agents = [{"@id": software, "@type": "prov:SoftwareAgent", "label": f"Sayso {made.version}"}]
    if made.model:
        label = f"model {made.model}"
        name = f"sayso:model:{made.model}"
        agents.append({"@id": name, "@type": "prov:SoftwareAgent", "label": label})
    places = [_place(origin) for origin in origins]
    run: dict[str, Any] = {
        "@id": f"sayso:run:{made.key}",
        "@type": "prov:Activity",
        "label": made.command,
        "startedAtTime": made.started,
        "wasAssociatedWith": [agent["@id"] for agent in agents],
        "used": [place["@id"] for place in places],
    }
    if made.ended:
        run["endedAtTime"] = made.ended
    return [
        {
            "@id": f"sayso:article:{article.id}",
            "@type": "prov:Entity",
            "label": article.title or article.id,
            "wasGeneratedBy": run["@id"],
            "wasDerivedFrom": [place["@id"] for place in places],
        },
        *places,
        run,
        *agents,
    ]


def _place(origin: Origin) -> dict[str, Any]:
    """A range of characters of a file or page."""
    path = origin.path + (f"!{origin.member}" if origin.member else "")
    name = path if path.startswith(("http://", "https://")) else "sayso:file:" + quote(path)
    record = f"record={origin.record}&" if origin.record is not None else ""
    return {
        "@id": f"{name}#{record}char={origin.start},{origin.end}",
        "@type": "prov:Entity",
        "label": path,
    }


def _document(nodes: list[dict[str, Any]]) -> dict[str, Any]:
    # A person who decided twice stands there once.
    return {"@context": _CONTEXT, "@graph": list({node["@id"]: node for node in nodes}.values())}
