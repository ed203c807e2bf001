from rich.console import Console

from benchmarks.tables import Table

TABLE = Table(
    title="Words a second",
    headings=("threads", "Sayso"),
    rows=(("1", "5,000"), ("2", "9,000")),
    notes=("On a quiet machine.",),
)


def test_markdown_has_title_table_and_notes() -> None:
    assert TABLE.markdown() == (
        "**Words a second**\n\n"
        "| threads | Sayso |\n"
        "| --- | ---: |\n"
        "| 1 | 5,000 |\n"
        "| 2 | 9,000 |\n\n"
        "On a quiet machine."
    )


def test_no_cell_can_break_the_table() -> None:
    table = Table(title="t", headings=("a",), rows=(("x | y\n<b>",),))
    assert table.markdown().splitlines()[-1] == r"| x \| y &lt;b> |"


def test_the_terminal_shows_cells_as_they_are() -> None:
    console = Console(width=80)
    with console.capture() as captured:
        console.print(Table(title="t", headings=("a",), rows=(("[red]x",),), notes=("[n]",)))
    assert "[red]x" in captured.get()
    assert "[n]" in captured.get()
