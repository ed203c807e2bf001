from pathlib import Path

import pytest

from sayso.errors import InputError, UsageError
from sayso.watching import feeds

LIST = """<?xml version="1.0"?>
<opml version="2.0"><head><title>Mine</title></head><body>
<outline text="Papers">
  <outline type="rss" text="Post" xmlUrl="https://post.example/feed" htmlUrl="https://post.example/"/>
  <outline text="Times" XMLURL=" https://times.example/rss "/>
</outline>
<outline type="rss" text="again" xmlUrl="https://post.example/feed"/>
<outline type="rss" text="a file" xmlUrl="file:///etc/passwd"/>
<outline text="no feed"/>
</body></opml>"""


def written(folder: Path, text: str | bytes) -> str:
    path = folder / "feeds.opml"
    path.write_bytes(text.encode() if isinstance(text, str) else text)
    return str(path)


def test_each_feed_once_in_its_order(tmp_path: Path) -> None:
    given = ["https://last.example/a", written(tmp_path, LIST), "https://times.example/rss"]
    assert feeds(given) == [
        "https://last.example/a",
        "https://post.example/feed",
        "https://times.example/rss",
    ]


@pytest.mark.parametrize("encoding", ["utf-16", "iso-8859-1"])
def test_other_encodings(tmp_path: Path, encoding: str) -> None:
    text = LIST.replace("?>", f' encoding="{encoding}"?>', 1).replace("Mine", "Café")
    assert len(feeds([written(tmp_path, text.encode(encoding))])) == 2


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ("", "not well-formed XML"),
        ("<opml><body>", "not well-formed XML"),
        ("<html><body/></html>", "begins with <html>"),
        ("<opml><body><outline text='x'/></body></opml>", "lists no feed"),
        ('<!DOCTYPE o [<!ENTITY a "b">]><opml>&a;</opml>', "declares XML entities"),
        ('<!DOCTYPE o [<!ENTITY a "b">]><opml/>'.encode("utf-16"), "declares XML entities"),
        ("<opml>" + "<outline>" * 5_000, "not well-formed XML"),
        (b"<opml>" + b" " * 6_000_000, "is larger than"),
    ],
)
def test_what_is_no_list(tmp_path: Path, text: str | bytes, complaint: str) -> None:
    with pytest.raises(InputError, match=complaint):
        feeds([written(tmp_path, text)])


def test_external_documents_are_not_fetched(tmp_path: Path) -> None:
    (tmp_path / "evil.dtd").write_text('<!ENTITY a "b">')
    text = LIST.replace("<opml", f'<!DOCTYPE opml SYSTEM "{tmp_path}/evil.dtd"><opml', 1)
    assert len(feeds([written(tmp_path, text)])) == 2


def test_what_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="no such file"):
        feeds([str(tmp_path / "none.opml")])
    with pytest.raises(UsageError, match="no feed to watch"):
        feeds([])
