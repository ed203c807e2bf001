import json
import random
import threading
from collections.abc import Iterator, Sequence
from importlib.resources import files
from itertools import islice

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sayso.errors import UsageError
from sayso.extracting import Extractor
from sayso.extracting.network import Network
from sayso.records import Statement
from tests.extracting.support import check, noisy, odd_text

APPEAL = "“We will appeal,” said Mayor Ada Quill."
DENIAL = "Bo Marlow denied that the bridge was unsafe."
EXAMPLES = [
    each.read_text(encoding="utf-8")
    for each in sorted(files("sayso").joinpath("examples").iterdir(), key=lambda file: file.name)
    if each.name.endswith(".txt")
]
TEXTS = [*EXAMPLES, "", APPEAL, " \n", DENIAL, "“”“", EXAMPLES[0][:700], "\ud800 \0", APPEAL]


def lines(statements: Sequence[Statement]) -> str:
    """As they are written out."""
    return "\n".join(json.dumps(statement.to_dict()) for statement in statements)


def threads_of_sayso() -> list[str]:
    return [thread.name for thread in threading.enumerate() if thread.name.startswith("sayso")]


# What comes out.


def test_a_quote_its_cue_and_its_source(extractor: Extractor) -> None:
    (statement,) = extractor.extract(APPEAL)
    assert statement.source is not None
    assert statement.cue is not None
    assert "Ada Quill" in statement.source.text
    assert statement.cue.text == "said"
    assert "We will appeal" in statement.content.text
    assert statement.form == "direct"
    assert statement.speaker is not None
    assert statement.speaker.name == "Ada Quill"
    assert statement.confidence > 0.3


def test_indirect_speech(extractor: Extractor) -> None:
    (statement,) = extractor.extract("Bo Marlow said that the bridge was safe.")
    assert statement.source is not None
    assert statement.source.text == "Bo Marlow"
    assert "the bridge was safe" in statement.content.text
    assert statement.form == "indirect"


def test_a_pronoun_is_the_person_named_before(extractor: Extractor) -> None:
    found = extractor.extract(f"{APPEAL} “The bridge is safe,” she said.")
    last = found[-1]
    assert last.source is not None
    assert last.source.text == "she"
    assert last.speaker is not None
    assert last.speaker.name == "Ada Quill"
    assert last.speaker.mention is not None


@pytest.mark.parametrize("text", EXAMPLES)
def test_the_examples(extractor: Extractor, text: str) -> None:
    found = extractor.extract(text)
    check(text, found)
    assert len(found) >= 8
    assert sum(each.form == "direct" for each in found) >= 3


@pytest.mark.parametrize(
    "text", ["", " ", "\n\n\n", "\t \r\n\u2028\xa0", "\0", "\ud800\udfff", "\ufeff"]
)
def test_nothing_in_no_words(extractor: Extractor, text: str) -> None:
    assert extractor.extract(text) == []


def test_no_attribution_is_lost_between_windows(extractor: Extractor) -> None:
    text = "\n\n".join([APPEAL] * 150)
    found = extractor.extract(text)
    check(text, found)
    assert len(found) >= 140


def test_empty_lines_before_a_text_move_it_and_nothing_else(extractor: Extractor) -> None:
    plain = extractor.extract(EXAMPLES[0])
    moved = extractor.extract(f"\n\n \n{EXAMPLES[0]}")
    assert [each.content.start for each in moved] == [each.content.start + 4 for each in plain]
    assert [each.confidence for each in moved] == [each.confidence for each in plain]


def test_same_text_same_ids_other_text_other_ids(extractor: Extractor) -> None:
    once, again = extractor.extract(EXAMPLES[1]), extractor.extract(EXAMPLES[1])
    other = extractor.extract(f"{EXAMPLES[1]}\n")
    assert [each.id for each in once] == [each.id for each in again]
    assert not {each.id for each in once} & {each.id for each in other}


# Alone or in any batch.


@pytest.mark.parametrize("threads", [1, 2, 4])
def test_a_batch_gives_what_each_text_gives_alone(
    extractor: Extractor, network: Network, threads: int
) -> None:
    alone = {text: lines(extractor.extract(text)) for text in TEXTS}
    batched = Extractor(network, threads)
    draw = random.Random(threads)
    texts = draw.sample(TEXTS, len(TEXTS))
    together = [lines(found) for found in batched.extract_many(texts)]
    assert together == [alone[text] for text in texts]


def test_several_threads_may_call_one_extractor(network: Network) -> None:
    shared = Extractor(network, threads=2)
    expected = lines(shared.extract(EXAMPLES[0]))
    found: list[str] = []
    callers = [
        threading.Thread(target=lambda: found.append(lines(shared.extract(EXAMPLES[0]))))
        for _ in range(4)
    ]
    for caller in callers:
        caller.start()
    for caller in callers:
        caller.join()
    assert found == [expected] * 4


class Counted:
    """Texts that count how many of them were taken, and never end."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.taken = 0

    def __iter__(self) -> Iterator[str]:
        while True:
            self.taken += 1
            if self.taken > 1000:
                pytest.fail("the texts are all read before the first statements come")
            yield self.text


@pytest.mark.parametrize("threads", [1, 2, 4])
@pytest.mark.parametrize("text", [APPEAL, ""], ids=["short", "empty"])
def test_texts_are_read_only_a_little_ahead(network: Network, threads: int, text: str) -> None:
    texts = Counted(text)
    results = Extractor(network, threads).extract_many(texts)
    assert texts.taken == 0
    for given_back in range(1, 6):
        next(results)
        assert texts.taken <= given_back + 5 * threads
    results.close()  # type: ignore[attr-defined]
    assert threads_of_sayso() == []


@pytest.mark.parametrize("threads", [1, 2])
def test_stopping_early_leaves_no_thread_behind(network: Network, threads: int) -> None:
    results = Extractor(network, threads).extract_many([EXAMPLES[0]] * 50)
    assert len(list(islice(results, 2))) == 2
    results.close()  # type: ignore[attr-defined]
    assert threads_of_sayso() == []


@pytest.mark.parametrize("threads", [1, 2])
def test_an_error_among_the_texts_comes_through(network: Network, threads: int) -> None:
    def texts() -> Iterator[str]:
        yield APPEAL
        raise OSError("the disk is gone")

    with pytest.raises(OSError, match="the disk is gone"):
        list(Extractor(network, threads).extract_many(texts()))
    assert threads_of_sayso() == []


@pytest.mark.parametrize("threads", [0, -1])
def test_threads_must_be_some(threads: int) -> None:
    with pytest.raises(UsageError, match="1 or more"):
        Extractor.load(threads=threads)


# Any text, any network.


@given(text=odd_text)
@settings(deadline=None, max_examples=40)
def test_any_text(extractor: Extractor, text: str) -> None:
    found = extractor.extract(text)
    check(text, found)
    assert lines(extractor.extract(text)) == lines(found)


@given(text=odd_text, strength=st.sampled_from((1.0, 3.0, 10.0)))
@settings(deadline=None, max_examples=100)
def test_any_text_whatever_the_network_says(text: str, strength: float) -> None:
    check(text, noisy(strength).extract(text))


@given(texts=st.lists(odd_text, max_size=4), context=st.sampled_from((0, 10)))
@settings(deadline=None, max_examples=15)
def test_threads_change_nothing_whatever_the_network_says(texts: list[str], context: int) -> None:
    one, two = (noisy(threads=threads, context=context) for threads in (1, 2))
    assert list(map(lines, one.extract_many(texts))) == list(map(lines, two.extract_many(texts)))


@pytest.mark.parametrize("strength", [1.0, 4.0])
def test_whole_articles_whatever_the_network_says(strength: float) -> None:
    for text in EXAMPLES:
        found = noisy(strength).extract(text)
        assert len(found) > 10
        check(text, found)


@given(
    parts=st.lists(st.sampled_from([text[:900] for text in TEXTS]), min_size=2, max_size=3),
    gap=st.sampled_from(("", " ", "\n", "\n\n", "“", "\r\n", "\0")),
)
@settings(deadline=None, max_examples=12)
def test_articles_may_be_put_together(extractor: Extractor, parts: list[str], gap: str) -> None:
    text = gap.join(parts)
    check(text, extractor.extract(text))
