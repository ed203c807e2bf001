from pathlib import Path

import pytest

from sayso.reading import Input, articles, find

STORY = "".join(f"“We will appeal {n},” Mayor {n} Quill of {n} said on day {n}. " for n in range(9))


def test_copies_say_so_and_are_kept(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(STORY)
    (tmp_path / "b.txt").write_text(f"{STORY}The council had no comment.")
    (tmp_path / "c.txt").write_text("Something else, said Strand.")
    first, copy, other = articles(find([tmp_path]))
    assert (first.duplicate_of, first.similarity) == (None, None)
    assert copy.duplicate_of == first.id
    assert copy.similarity
    assert 0.7 <= copy.similarity < 1
    assert other.duplicate_of is None
    record = copy.to_dict()
    assert (record["duplicate_of"], record["similarity"]) == (first.id, copy.similarity)


def test_bytes_are_counted_as_they_are_read(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text(STORY)
    sizes: list[int] = []
    list(articles(Input(str(path)), watch=sizes.append))
    assert sum(sizes) == path.stat().st_size


def test_a_line_is_given_back_before_the_next_is_read(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    with path.open("w") as file:
        for number in range(20_000):
            file.write(f'{{"text": "Story {number}, said Quill. {"x " * 40}"}}\n')
    sizes: list[int] = []
    next(articles(Input(str(path)), watch=sizes.append))
    assert sum(sizes) < path.stat().st_size / 2


def test_open_files_are_closed_when_nobody_wants_more(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_text('{"text": "Yes, said Quill."}\n' * 3)
    reading = articles(Input(str(path)))
    next(reading)
    reading.close()  # type: ignore[attr-defined]  # an open file would be a warning, so an error
    with pytest.raises(StopIteration):
        next(reading)
