import gzip
import json
import re
from pathlib import Path

import pytest

from sayso.errors import CorpusError
from sayso.evaluating import GoldArticle, GoldAttribution, read_corpus

TEXT = "Ada Marlow said rain was near. Bo Quill denied it."
RAIN = GoldAttribution(source=((0, 10),), cue=((11, 15),), content=((16, 29),))
DENIAL = GoldAttribution(source=((31, 39),), cue=((40, 46),), content=((47, 49),))

REAL_DEV = Path(__file__).parents[3] / "shared/data/attribution/polnear-dev.jsonl.gz"


def line(**fields: object) -> str:
    record: dict[str, object] = {
        "doc": "herald_2031-05-02_rain",
        "publisher": "herald",
        "text": TEXT,
        "attributions": [
            {"source": [[0, 10]], "cue": [[11, 15]], "content": [[16, 29]]},
            {"source": [[31, 39]], "cue": [[40, 46]], "content": [[47, 49]]},
        ],
    }
    return json.dumps(record | fields)


def only_article(path: Path) -> GoldArticle:
    (article,) = read_corpus(path)
    return article


class TestJsonLines:
    def test_reads_articles(self, tmp_path: Path) -> None:
        path = tmp_path / "corpus.jsonl"
        path.write_text(line() + "\n\n" + line(doc="other", publisher=None) + "\n")
        first, second = read_corpus(path)
        assert first == GoldArticle("herald_2031-05-02_rain", "herald", TEXT, (RAIN, DENIAL))
        assert (second.doc, second.publisher) == ("other", None)

    @pytest.mark.parametrize("name", ["corpus.jsonl.gz", "corpus.jsonl", "corpus"])
    def test_tells_gzip_by_content(self, tmp_path: Path, name: str) -> None:
        path = tmp_path / name
        path.write_bytes(gzip.compress(line().encode()))
        assert only_article(path).attributions == (RAIN, DENIAL)

    def test_text_keeps_its_line_ends(self, tmp_path: Path) -> None:
        path = tmp_path / "corpus.jsonl"
        text = "Ada said:\r\nrain.\u2028\r"
        content = [{"cue": [[4, 8]], "content": [[11, 16]]}]
        path.write_text(line(text=text, attributions=content))
        article = only_article(path)
        assert article.article_text == text
        assert article.attributions == (GoldAttribution(cue=((4, 8),), content=((11, 16),)),)

    @pytest.mark.parametrize(
        ("bad", "hint"),
        [
            ("{", "not JSON"),
            ("[" * 100_000, "not JSON"),
            ("[1]", "a JSON object is needed"),
            ('{"text": "x"}', "text and attributions"),
            (line(text=None), "text and attributions"),
            (line(attributions={}), "a list is needed"),
            (line(attributions=[[]]), "an attribution is"),
            (line(attributions=[{"cue": 3}]), "a list is needed"),
            (line(attributions=[{"cue": [[3]]}]), "two whole numbers"),
            (line(attributions=[{"cue": [[False, True]]}]), "two whole numbers"),
            (line(attributions=[{"cue": [["0", "3"]]}]), "two whole numbers"),
            (line(attributions=[{"cue": [[3, 3]]}]), "no range"),
            (line(attributions=[{"cue": [[-1, 3]]}]), "no range"),
            (line(attributions=[{"cue": [[0, 51]]}]), "no range"),
        ],
    )
    def test_malformed_line_is_named(self, tmp_path: Path, bad: str, hint: str) -> None:
        path = tmp_path / "corpus.jsonl"
        path.write_text(f"{line()}\n{bad}\n{line()}\n")
        with pytest.raises(CorpusError, match=f"corpus.jsonl, line 2: .*{hint}"):
            read_corpus(path)

    @pytest.mark.parametrize(
        ("content", "hint"),
        [
            (b"", "no annotated article"),
            (b"\n \n", "no annotated article"),
            (b"\xff\xfe\x00", "UTF-8"),
            (gzip.compress(line().encode())[:-12], "damaged"),
            (b"\x1f\x8bnonsense that is no gzip stream", "damaged"),
        ],
    )
    def test_what_is_no_corpus_is_said_to_be_none(
        self, tmp_path: Path, content: bytes, hint: str
    ) -> None:
        path = tmp_path / "corpus.jsonl"
        path.write_bytes(content)
        with pytest.raises(CorpusError, match=hint):
            read_corpus(path)

    def test_real_development_split(self) -> None:
        if not REAL_DEV.is_file():
            pytest.skip("PolNeAR is not part of the project; put it in ../shared/data to check it")
        articles = read_corpus(REAL_DEV)
        assert len(articles) == 84
        assert sum(len(article.attributions) for article in articles) == 2192
        assert len({article.publisher for article in articles}) == 7


class TestNoCorpus:
    def test_missing_path(self, tmp_path: Path) -> None:
        with pytest.raises(CorpusError, match=r"nowhere: no such file or folder\. Give PolNeAR"):
            read_corpus(tmp_path / "nowhere")

    def test_path_longer_than_the_system_takes(self, tmp_path: Path) -> None:
        with pytest.raises(CorpusError):
            read_corpus(tmp_path / ("x" * 5000))

    def test_empty_folder(self, tmp_path: Path) -> None:
        with pytest.raises(CorpusError, match="no annotated article"):
            read_corpus(tmp_path)

    def test_folder_of_json_lines_asks_for_one(self, tmp_path: Path) -> None:
        path = tmp_path / "dev.jsonl.gz"
        path.touch()
        with pytest.raises(CorpusError, match=f"name the file .*{re.escape(str(path))}"):
            read_corpus(tmp_path)

    @pytest.mark.parametrize("name", ["a.txt", "a.ann"])
    def test_one_file_of_brat_points_to_the_folder(self, tmp_path: Path, name: str) -> None:
        (tmp_path / name).touch()
        with pytest.raises(CorpusError, match="read by the folder"):
            read_corpus(tmp_path / name)
