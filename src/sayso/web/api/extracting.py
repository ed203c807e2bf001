"""Text in, statements out; nothing is kept."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Final

from fastapi import APIRouter, Request
from pydantic import BaseModel, ConfigDict, Field
from starlette.responses import Response

from sayso.web.api.answers import answered
from sayso.web.api.models import Extracted
from sayso.web.turns import turn

router = APIRouter(tags=["extract"])

_LONGEST: Final = 200_000
"""Characters of one text: a minute's work at most."""


class Asked(BaseModel):
    """A text to read, exactly as it is."""

    model_config = ConfigDict(
        extra="forbid",
        json_schema_extra={"examples": [{"text": "“We will appeal,” said Mayor Ada Quill."}]},
    )

    text: Annotated[str, Field(max_length=_LONGEST)]
    published: Annotated[
        date | None, Field(description="Its day, from which “on Monday” counts")
    ] = None


@router.post("/extract", response_model=None, responses={200: {"model": Extracted}})
def extract(request: Request, asked: Asked) -> Response:
    """Who says what in one article's text, and who does what to whom.

    The text is taken as it is: nothing is cleaned away, offsets count its code points.
    """
    from sayso._api import extract_all

    with turn():
        found = extract_all(asked.text, published=asked.published)
    return answered(
        request,
        {
            "statements": [each.to_dict() for each in found.statements],
            "interactions": [each.to_dict() for each in found.interactions],
        },
    )
