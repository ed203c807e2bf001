import io
import os
from pathlib import Path

import pytest

from sayso.errors import InputError
from sayso.reading import articles, find
from sayso.reading import inputs as inputs_module


def story(path: Path) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("A story.")
    return path


def test_a_folder_is_read_with_all_below_it_in_order(tmp_path: Path) -> None:
    for name in ("b.txt", "a/z.TXT", "a/no-suffix", "c/d/e.jsonl.gz", "page.html"):
        story(tmp_path / name)
    for name in (".hidden.txt", ".git/x.txt", "a/picture.png", "page_files/ad.html"):
        story(tmp_path / name)
    found = [os.path.relpath(each.name, tmp_path) for each in find([tmp_path])]
    assert found == ["a/no-suffix", "a/z.TXT", "b.txt", "c/d/e.jsonl.gz", "page.html"]


def test_a_named_file_is_taken_whatever_it_is_called(tmp_path: Path) -> None:
    path = story(tmp_path / ".story.copy")
    (found,) = find([str(path)])
    (article,) = articles(found)
    assert article.text == "A story."


def test_sources_keep_their_order(tmp_path: Path) -> None:
    b, a = story(tmp_path / "b.txt"), story(tmp_path / "a.txt")
    stream = io.BytesIO(b"streamed")
    assert [each.name for each in find([b, stream, a])] == [str(b), "<stream>", str(a)]


def test_a_missing_path(tmp_path: Path) -> None:
    path = tmp_path / "wanted"
    with pytest.raises(InputError, match="no such file or folder") as caught:
        find([path])
    assert caught.value.path == str(path)


def test_a_folder_without_text(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="holds nothing to read"):
        find([tmp_path])
    story(tmp_path / "picture.png")
    with pytest.raises(InputError, match="holds nothing to read"):
        find([tmp_path])


def test_a_pattern_is_all_that_it_matches(tmp_path: Path) -> None:
    for name in ("a/1.html", "a/b/2.html", "a/b/3.txt"):
        story(tmp_path / name)
    found = [os.path.relpath(each.name, tmp_path) for each in find([f"{tmp_path}/**/*.html"])]
    assert found == ["a/1.html", "a/b/2.html"]
    assert len(find([f"{tmp_path}/a/**"])) == 3
    with pytest.raises(InputError, match="matches no file"):
        find([f"{tmp_path}/*.warc"])


def test_a_file_whose_name_looks_like_a_pattern(tmp_path: Path) -> None:
    path = story(tmp_path / "story[1].txt")
    assert [each.name for each in find([path])] == [str(path)]


def test_addresses_are_told_from_paths() -> None:
    page, path = find(["https://post.example/a?b", "HTTP://post.example"])
    assert page.is_address
    assert path.is_address
    with pytest.raises(InputError, match="no such file"):
        find(["ftp://post.example/"])


@pytest.mark.parametrize("name", ["a\0b", "x" * 5000])
def test_impossible_paths_are_input_errors(name: str) -> None:
    with pytest.raises(InputError):
        find([name])


def test_errors_are_reported_and_the_rest_goes_on(tmp_path: Path) -> None:
    path = story(tmp_path / "a.txt")
    errors: list[InputError] = []
    found = find([tmp_path / "missing", path], errors.append)
    assert [each.name for each in found] == [str(path)]
    assert len(errors) == 1


def test_a_dangling_link_and_a_folder_link_loop(tmp_path: Path) -> None:
    story(tmp_path / "a.txt")
    (tmp_path / "loop").symlink_to(tmp_path)
    (tmp_path / "dangling.txt").symlink_to(tmp_path / "gone")
    assert [Path(each.name).name for each in find([tmp_path])] == ["a.txt"]
    (dangling,) = find([tmp_path / "dangling.txt"])
    with pytest.raises(InputError, match="no such file"):
        list(articles(dangling))


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_no_permission(tmp_path: Path) -> None:
    path = story(tmp_path / "a.txt")
    path.chmod(0)
    (found,) = find([path])
    with pytest.raises(InputError, match="check its permissions"):
        list(articles(found))


def test_a_file_without_end_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(inputs_module, "MAX_BYTES", 1_000)
    (found,) = find(["/dev/zero"])
    with pytest.raises(InputError, match="is larger than"):
        list(articles(found))
