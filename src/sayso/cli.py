"""The command line: one application, made of the commands in ``commands/``."""

from __future__ import annotations

from typing import Annotated

import typer

from sayso._version import __version__
from sayso.commands import (
    add,
    articles,
    correct,
    disputes,
    echoes,
    evaluate,
    export,
    import_,
    interactions,
    people,
    read,
    report,
    review,
    search,
    searches,
    serve,
    show,
    verify,
    watch,
)

app = typer.Typer(
    help="Reads news text and keeps the record of who said what.",
    epilog="`sayso read --help` shows examples, as does the help of every command.",
    add_completion=False,
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)
app.command(epilog=read.EXAMPLES)(read.read)
app.command(epilog=add.EXAMPLES)(add.add)
app.command(epilog=articles.EXAMPLES)(articles.articles)
app.command(epilog=search.EXAMPLES)(search.search)
app.command(epilog=interactions.EXAMPLES)(interactions.interactions)
app.command(epilog=echoes.EXAMPLES)(echoes.echoes)
app.command(epilog=disputes.EXAMPLES)(disputes.disputes)
app.command(epilog=export.EXAMPLES)(export.export)
app.command("import", epilog=import_.EXAMPLES)(import_.import_)
app.add_typer(people.app, name="people")
app.add_typer(report.app, name="report")
app.command(epilog=serve.EXAMPLES)(serve.serve)
app.command(epilog=watch.EXAMPLES)(watch.watch)
app.add_typer(searches.app, name="searches")
app.command(epilog=show.EXAMPLES)(show.show)
app.command(epilog=verify.EXAMPLES)(verify.verify)
app.command(epilog=correct.EXAMPLES)(correct.correct)
app.command(epilog=review.EXAMPLES)(review.review)
app.command(epilog=evaluate.EXAMPLES)(evaluate.evaluate)


def main() -> None:
    """What the ``sayso`` command runs."""
    app(prog_name="sayso")


def _print_version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"sayso {__version__}")
        raise typer.Exit


@app.callback()
def _sayso(
    version: Annotated[  # its callback does the work
        bool,
        typer.Option(
            "--version", callback=_print_version, is_eager=True, help="Print the version and stop."
        ),
    ] = False,
) -> None:
    pass
