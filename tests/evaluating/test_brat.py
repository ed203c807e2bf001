from pathlib import Path

import pytest

from sayso.errors import CorpusError
from sayso.evaluating import GoldAttribution, read_corpus

TEXT = "Ada Marlow said rain was near. Bo Quill denied it."
SPANS = (
    "T1\tSource 0 10\tAda Marlow\n"
    "T2\tCue 11 15\tsaid\n"
    "T3\tContent 16 29\train was near\n"
    "T4\tAttribution 11 15\tsaid\n"
    "T5\tSource 31 39\tBo Quill\n"
    "T6\tCue 40 46\tdenied\n"
    "T7\tContent 47 49\tit\n"
)
RAIN = GoldAttribution(source=((0, 10),), cue=((11, 15),), content=((16, 29),))
DENIAL = GoldAttribution(source=((31, 39),), cue=((40, 46),), content=((47, 49),))


def read(folder: Path, annotations: str, text: str = TEXT) -> tuple[GoldAttribution, ...]:
    (folder / "story.txt").write_bytes(text.encode())
    (folder / "story.ann").write_bytes(annotations.encode())
    (article,) = read_corpus(folder)
    assert article.article_text == text
    return article.attributions


@pytest.mark.parametrize(
    "event",
    [
        "E1\tAttribution:T4 Source:T1 Cue:T2 Content:T3",
        "E1\tAttribution:T4 Content:T3 Cue:T2 Source:T1 ",
        "E1\tAttribution-no-source:T4 Source1:T1 Cue:T2 Content2:T3",
        "E1\tCue:T2 Source:T1 Content:T3",
    ],
)
def test_event_names_the_roles(tmp_path: Path, event: str) -> None:
    assert read(tmp_path, f"{event}\n{SPANS}") == (RAIN,)


def test_roles_may_be_missing_or_repeated(tmp_path: Path) -> None:
    events = "E1\tAttribution:T4 Cue:T2 Content:T3 Content2:T7 Content3:T7\nE2\tAttribution:T4\n"
    assert read(tmp_path, SPANS + events) == (
        GoldAttribution(cue=((11, 15),), content=((16, 29), (47, 49))),
    )


def test_what_is_not_ours_is_passed_over(tmp_path: Path) -> None:
    others = (
        "T8\tDiscard 47 50\tit.\n"
        "#1\tAnnotatorNotes T1\tunsure\n"
        "A1\tFactual E1\n"
        "*\tEquiv T1 T5\n"
        "\n"
        "E2\tWeather:T8 Place:T9\n"
    )
    event = "E1\tAttribution:T4 Source:T1 Cue:T2 Content:T3\n"
    assert read(tmp_path, SPANS + others + event) == (RAIN,)


def test_discontinuous_span(tmp_path: Path) -> None:
    annotations = (
        "T1\tContent 16 20;25 29\train near\nT2\tCue 11 15\tsaid\nE1\tAttribution:T2 Content:T1\n"
    )
    (attribution,) = read(tmp_path, annotations)
    assert attribution.content == ((16, 20), (25, 29))


@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\n\n  "])
def test_pieces_cut_at_a_line_end_are_rejoined(tmp_path: Path, line_end: str) -> None:
    text = f"“Rain,{line_end}rain,” said Ada."
    start = text.index("rain")
    annotations = (
        f"T1\tContent 0 6;{start} {start + 6}\t“Rain, rain,”\r\nE1\tAttribution:T9 Content:T1\r\n"
    )
    (attribution,) = read(tmp_path, annotations, text)
    assert attribution.content == ((0, start + 6),)


def test_offsets_count_the_line_ends_as_they_are(tmp_path: Path) -> None:
    text = "Weather\r\n\r\nAda said so 🌧 \r\nBo agreed."
    start = text.index("Bo")
    annotations = f"T1\tSource {start} {start + 2}\tBo\nE1\tAttribution:T9 Source:T1\n"
    (attribution,) = read(tmp_path, annotations, text)
    assert attribution.source == ((start, start + 2),)


class TestRelations:
    def test_cue_holds_them_together(self, tmp_path: Path) -> None:
        relations = (
            "R1\tSays Arg1:T1 Arg2:T2\n"
            "R2\tIs-said Arg1:T2 Arg2:T3\n"
            "R3\tSays Source:T5 Cue:T6\n"
            "R4\tIs-said Content:T7 Cue:T6\n"
        )
        assert read(tmp_path, SPANS + relations) == (RAIN, DENIAL)

    def test_two_cues_may_share_a_source(self, tmp_path: Path) -> None:
        relations = "R1\tSays Arg1:T1 Arg2:T2\nR2\tSays Arg1:T1 Arg2:T6\n"
        first, second = read(tmp_path, SPANS + relations)
        assert first.source == second.source == ((0, 10),)
        assert first.cue != second.cue

    def test_source_related_to_the_content(self, tmp_path: Path) -> None:
        relations = "R1\tOf Arg1:T3 Arg2:T1\nR2\tOf Arg1:T3 Arg2:T2\nR3\tOf Arg1:T5 Arg2:T7\n"
        assert read(tmp_path, SPANS + relations) == (
            RAIN,
            GoldAttribution(source=DENIAL.source, content=DENIAL.content),
        )

    def test_do_not_count_beside_events(self, tmp_path: Path) -> None:
        event = "E1\tAttribution:T4 Source:T1 Cue:T2 Content:T3\n"
        assert read(tmp_path, f"{SPANS}{event}R1\tNested Arg1:E1 Arg2:E1\n") == (RAIN,)


class TestFolders:
    EVENT = "E1\tAttribution:T4 Source:T1 Cue:T2 Content:T3\n"

    def test_polnear_layout(self, tmp_path: Path) -> None:
        for folder in ("text", "attributions"):
            (tmp_path / folder).mkdir()
        name = "west-herald_2031-05-02_rain-is-near-"
        (tmp_path / "text" / f"{name}.txt").write_text(TEXT)
        (tmp_path / "text" / "unannotated.txt").write_text("Nothing.")
        (tmp_path / "attributions" / f"{name}_0bad.ann").write_text(SPANS + self.EVENT)
        (tmp_path / "attributions" / f"{name}_4b22.ann").write_text("")
        (article,) = read_corpus(tmp_path)
        assert (article.doc, article.publisher) == (name, "west-herald")
        assert article.attributions == (RAIN,)

    def test_article_without_attributions_counts(self, tmp_path: Path) -> None:
        (tmp_path / "a").mkdir()
        (tmp_path / "a" / "empty.txt").write_text(TEXT)
        (tmp_path / "a" / "empty.ann").write_text("")
        (tmp_path / "full.txt").write_text(TEXT)
        (tmp_path / "full.ann").write_text(SPANS + self.EVENT)
        assert [a.attributions for a in read_corpus(tmp_path)] == [(), (RAIN,)]

    def test_missing_text(self, tmp_path: Path) -> None:
        (tmp_path / "story.ann").write_text(SPANS)
        with pytest.raises(CorpusError, match=r"story\.ann: .*Put story\.txt beside it"):
            read_corpus(tmp_path)

    def test_text_that_is_not_utf8(self, tmp_path: Path) -> None:
        (tmp_path / "story.ann").touch()
        (tmp_path / "story.txt").write_bytes(b"caf\xe9")
        with pytest.raises(CorpusError, match=r"story\.txt: not UTF-8"):
            read_corpus(tmp_path)

    def test_spans_without_links(self, tmp_path: Path) -> None:
        with pytest.raises(CorpusError, match="Link them by events"):
            read(tmp_path, SPANS)


@pytest.mark.parametrize(
    ("line", "hint"),
    [
        ("T8 Source 0 10 Ada Marlow", "not brat standoff"),
        ("T8\tSource 0\tAda", "not brat standoff"),
        ("T8\tSource 0 10;\tAda", "not brat standoff"),
        ("T8\tSource zero ten\tAda", "not brat standoff"),
        ("T8\tSource 0 9999999999999\tAda", "not brat standoff"),
        ("nonsense", "not brat standoff"),
        ("R1\tSays Arg1:T1", "not brat standoff"),
        ("E1\tAttribution:T4 T1", "names no role and span"),
        ("E1\t" + "a:b:c:d " * 60 + "!", "names no role and span"),
        ("E1\tAttribution:T4 Source:T99", "'T99' is not among"),
        ("R1\tSays Arg1:T1 Arg2:T99", "'T99' is not among"),
        ("T1\tSource 0 10\tAda Marlow", "defined twice"),
        ("T8\tSource 10 0\tAda", "no range"),
        ("T8\tSource 0 51\tAda", "no range"),
        ("T8\tSource 1 11\tAda Marlow", "the words are not those"),
    ],
)
def test_malformed_line_is_named(tmp_path: Path, line: str, hint: str) -> None:
    with pytest.raises(CorpusError, match=rf"story\.ann, line 8: .*{hint}"):
        read(tmp_path, f"{SPANS}{line}\n")
