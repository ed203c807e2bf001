"""Text that somebody brings, read at once. Nothing of it is kept unless they say so."""

from __future__ import annotations

import io
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Final

import anyio.to_thread
from fastapi import APIRouter, HTTPException, Request
from starlette.datastructures import UploadFile
from starlette.responses import Response

import sayso
from sayso import reading
from sayso.errors import InputError
from sayso.records import Article, Statement
from sayso.rendering import one_line, outline
from sayso.web.access import Shelf, writable
from sayso.web.marking import Paragraph, marked, title_above
from sayso.web.security import MAX_BODY, FormKey
from sayso.web.templating import render
from sayso.web.turns import turn

router = APIRouter()

_MOST_ARTICLES: Final = 20
_MOST_CHARACTERS: Final = 500_000
"""Of all articles together; about a minute's work."""


@dataclass(frozen=True, slots=True)
class _Read:
    """What came of it."""

    articles: list[Article]
    problems: list[str]
    more: bool
    """There was more than is read here."""


@dataclass(frozen=True, slots=True)
class Shown:
    """An article with its paragraphs, for the page."""

    article: Article
    statements: list[Statement]
    """In the order in which they are numbered."""
    depths: list[int]
    paragraphs: list[Paragraph]
    above: str | None
    """Its title, where the text does not begin with it."""

    @classmethod
    def of(cls, article: Article) -> Shown:
        """An article, whole."""
        ordered = list(outline(article.statements))
        statements = [each for _, each in ordered]
        paragraphs = marked(article.text, statements)
        depths = [depth for depth, _ in ordered]
        above = title_above(article.title, paragraphs)
        return cls(article, statements, depths, paragraphs, above)


@router.get("/read")
def form(request: Request, example: str = "") -> Response:
    """Where to paste a text or drop a file, or to look at one of the examples."""
    found = _examples().get(example)
    return _form(request, found.read_text("utf-8") if found else "", None)


def _form(request: Request, text: str, message: str | None, status: int = 200) -> Response:
    context: dict[str, object] = {
        "text": text,
        "message": message,
        "examples": [(name, name.replace("-", " ")) for name in _examples()],
    }
    return render(request, "read.html", context, status=status)


@cache
def _examples() -> dict[str, Traversable]:
    folder = files("sayso") / "examples"
    found = sorted((each for each in folder.iterdir()), key=lambda each: each.name)
    return {each.name[:-4]: each for each in found if each.name.endswith(".txt")}


@router.post("/read")
async def read(request: Request) -> Response:
    """The statements in what was sent, and a way to keep them."""
    async with request.form(max_files=1, max_fields=8, max_part_size=MAX_BODY) as given:
        text, file, keep = given.get("text"), given.get("file"), given.get("keep")
        name, data = "pasted text", b""
        if isinstance(file, UploadFile) and file.filename:
            name, data = one_line(file.filename)[:100] or "a file", await file.read()
        elif isinstance(text, str) and text.strip():
            data = text.encode("utf-8", "replace")
        if keep:
            key = request.app.state.form_key
            assert isinstance(key, FormKey)
            key.check(given.get("key"))
    if not data:
        message = "There is nothing to read yet: paste a text, or choose a file."
        return _form(request, "", message, 400)
    result = await anyio.to_thread.run_sync(_read, name, data)
    if keep and result.articles:
        await anyio.to_thread.run_sync(_keep, writable(request), result.articles)
    return await anyio.to_thread.run_sync(_page, request, name, data, result, bool(keep))


def _page(request: Request, name: str, data: bytes, result: _Read, kept: bool) -> Response:
    pasted = data.decode("utf-8", "replace") if name == "pasted text" else ""
    context: dict[str, object] = {
        "name": name,
        "shown": [Shown.of(each) for each in result.articles],
        "problems": result.problems,
        "more": result.more,
        "kept": kept,
        "pasted": pasted,
        "statements": sum(len(each.statements) for each in result.articles),
    }
    return render(request, "read_result.html", context)


def _read(name: str, data: bytes) -> _Read:
    problems: list[str] = []

    def note(error: InputError) -> None:
        if len(problems) < 5:
            problems.append(one_line(str(error)))

    # A look without the model first: what is packed may be far more than it seems.
    found: list[Article] = []
    total = 0
    more = False
    for article in reading.articles([reading.Input(name, io.BytesIO(data))], on_error=note):
        total += len(article.text)
        if len(found) == _MOST_ARTICLES or total > _MOST_CHARACTERS:
            more = True
            break
        found.append(article)
    if more and not found:
        raise HTTPException(
            413,
            f"That text is longer than the {_MOST_CHARACTERS:,} characters that are read here;"
            " for long ones there is: sayso read FILE",
        )
    if not found:
        return _Read([], problems or ["no article was found in it"], more)
    with turn():
        source = reading.Input(name, io.BytesIO(data))
        read = sayso.read(source, on_error=lambda _: None)
        articles = [article for article, _ in zip(read, found, strict=False)]
    return _Read(articles, problems, more)


def _keep(shelf: Shelf, articles: list[Article]) -> None:
    with shelf.writing() as ledger:
        ledger.add(articles)
