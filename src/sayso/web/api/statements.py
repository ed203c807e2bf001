"""One statement: what it says, how it came to be so, and what people make of it."""

from __future__ import annotations

from typing import Annotated, Any, cast

from fastapi import APIRouter, Path, Request
from pydantic import BaseModel, ConfigDict, Field
from starlette.responses import Response

from sayso.ledger.reviews import Changes
from sayso.records import Form, Hedge, Kind, Stance, Type
from sayso.web.access import Reader, Writable
from sayso.web.api.answers import answered

router = APIRouter(tags=["statements"])

Id = Annotated[str, Path(max_length=100, description="An id, or the first four or more digits")]
Name = Annotated[str, Field(min_length=1, max_length=200)]


class Decision(BaseModel):
    """Who decides, and why."""

    model_config = ConfigDict(extra="forbid")

    by: Name
    why: Annotated[str | None, Field(max_length=2000)] = None


class Edit(Decision):
    """A correction: only what is given changes."""

    speaker: Annotated[list[Name] | Name | None, Field(max_length=200)] = None
    kind: Kind | None = None
    role: Annotated[str | None, Field(max_length=300)] = None
    addressees: Annotated[list[Name] | None, Field(max_length=20)] = None
    source: Annotated[
        str | None, Field(max_length=20_000, description="Words of the article, or 120-140,150-160")
    ] = None
    cue: Annotated[str | None, Field(max_length=20_000)] = None
    content: Annotated[str | None, Field(max_length=20_000)] = None
    stance: Stance | None = None
    hedge: Hedge | None = None
    type: Type | None = None
    form: Form | None = None
    said_on: Annotated[str | None, Field(max_length=100)] = None

    def changes(self) -> Changes:
        """As the ledger takes them; null takes away, what was not sent stays."""
        sent = self.model_dump(exclude_unset=True)
        given: dict[str, Any] = {
            name: value for name, value in sent.items() if name not in ("by", "why")
        }
        return cast(Changes, given)


@router.get("/statements/{id}", response_model=None)
def one(request: Request, ledger: Reader, id: Id) -> Response:
    """A statement with its paragraph, people, nesting, echo, disputes, history and provenance."""
    found = ledger.statement(id)
    return answered(request, ledger.show(found.id).to_dict())


@router.post("/statements/{id}/accept", response_model=None)
def accept(request: Request, shelf: Writable, id: Id, decision: Decision) -> Response:
    """Note that somebody found it right."""
    with shelf.writing() as ledger:
        ledger.accept(id, by=decision.by, why=decision.why)
        return _history(request, ledger.history(id))


@router.post("/statements/{id}/reject", response_model=None)
def reject(request: Request, shelf: Writable, id: Id, decision: Decision) -> Response:
    """Note that somebody found it to be none; searches and exports leave it out."""
    with shelf.writing() as ledger:
        ledger.reject(id, by=decision.by, why=decision.why)
        return _history(request, ledger.history(id))


@router.post("/statements/{id}/undo", response_model=None)
def undo(request: Request, shelf: Writable, id: Id, decision: Decision) -> Response:
    """Take back the last decision about it."""
    with shelf.writing() as ledger:
        ledger.undo_review(id, by=decision.by, why=decision.why)
        return _history(request, ledger.history(id))


@router.patch("/statements/{id}", response_model=None)
def edit(request: Request, shelf: Writable, id: Id, edit: Edit) -> Response:
    """Correct it; its id stays, and what it was is kept in its history."""
    with shelf.writing() as ledger:
        ledger.edit(id, by=edit.by, why=edit.why, **edit.changes())
        return _history(request, ledger.history(id))


def _history(request: Request, history: list[Any]) -> Response:
    return answered(request, {"history": [each.to_dict() for each in history]})
