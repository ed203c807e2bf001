from collections.abc import Sequence
from dataclasses import replace

import numpy as np
import pytest

from sayso.extracting.decoding import Decoded, decode, everything
from sayso.extracting.encoding import Window
from sayso.extracting.network import Outputs
from tests.extracting.support import LABELS, config, encoded, outputs

O, SOURCE, CUE, CONTENT = 0, 1, 3, 5  # noqa: E741  the tag is called O
TEXT = "Quill said it rains. Marlow denied it at noon. “It pours,” she added."
"""0 Quill 1 said … 5 Marlow 6 denied 7 it … 11 “ 12 It 13 pours 14 , 15 ” 16 she 17 added 18 ."""
TAGS = [1, 3, 5, 6, 0, 1, 3, 5, 0, 0, 0, 5, 6, 6, 6, 6, 1, 3, 0]


def read(
    tags: Sequence[int] = TAGS, nested: Sequence[int] = (), text: str = TEXT, **changes: object
) -> Decoded:
    """What one window over the whole text says."""
    found = encoded(text)
    said = replace(outputs(len(found), tags, nested), **changes)  # type: ignore[arg-type]
    return decode(found, [Window(0, len(found), 0, len(found))], [said], config())


def test_attributions_are_in_words_of_the_article() -> None:
    first, second, third = read().attributions
    assert (first.source, first.cue, first.content) == ((0, 0), (1, 1), ((2, 3),))
    assert (second.source, second.cue, second.content) == ((5, 5), (6, 6), ((7, 7),))
    assert (third.source, third.cue, third.content) == ((16, 16), (17, 17), ((11, 15),))


def test_confidence_is_high_where_the_network_is_sure() -> None:
    assert all(each.confidence > 0.9 for each in read().attributions)


def test_confidence_falls_where_the_network_is_not() -> None:
    found = encoded(TEXT)
    sure = outputs(len(found), TAGS)
    emissions = sure.roles.copy()
    emissions[3, 0] = emissions[3, 6]  # "rains" may belong to the content or not
    (first, *_) = read(roles=emissions).attributions
    assert first.confidence < 0.6


def test_nothing_where_nothing_is_tagged() -> None:
    decoded = read([])
    assert decoded.attributions == []
    assert decoded.mentions == []
    assert len(decoded.pos) == len(decoded.ner) == len(encoded(TEXT))


def test_windows_are_put_together_in_words_of_the_article() -> None:
    found = encoded(TEXT)
    cut = [Window(0, 11, 0, 11), Window(11, 19, 11, 19)]
    said = [outputs(11, TAGS[:11]), outputs(8, TAGS[11:])]
    decoded = decode(found, cut, said, config())
    assert [each.cue for each in decoded.attributions] == [(1, 1), (6, 6), (17, 17)]
    assert decoded.attributions[2].content == ((11, 15),)
    assert len(decoded.pos) == len(decoded.ner) == 19


def test_a_cue_in_the_context_of_two_windows_is_read_once() -> None:
    found = encoded(TEXT)
    cut = [Window(0, 11, 0, 5), Window(0, 19, 5, 19)]
    said = [outputs(11, TAGS[:11]), outputs(19, TAGS)]
    decoded = decode(found, cut, said, config())
    assert [each.cue for each in decoded.attributions] == [(1, 1), (6, 6), (17, 17)]
    assert len(decoded.pos) == 19


def test_contents_may_lie_in_the_context() -> None:
    found = encoded(TEXT)
    decoded = decode(found, [Window(0, 19, 16, 19)], [outputs(19, TAGS)], config())
    (only,) = decoded.attributions
    assert only.content == ((11, 15),)


def test_what_is_nested_stands_inside_its_content() -> None:
    text = "Quill said Marlow denied it rains"
    (outer,) = read([1, 3, 5, 6, 6, 6], [0, 0, 0, 1], text).attributions
    (inner,) = outer.nested
    assert (inner.source, inner.cue, inner.content) == ((2, 2), (3, 3), ((4, 5),))
    assert 0.5 < inner.confidence <= 1.0
    assert list(everything(outer)) == [outer, inner]


def test_what_is_nested_twice() -> None:
    text = "Quill said Marlow denied Pell told it rains"
    (outer,) = read([1, 3, 5, 6, 6, 6, 6, 6], [0, 0, 0, 1, 0, 1], text).attributions
    (inner,) = outer.nested
    (innermost,) = inner.nested
    assert (inner.cue, inner.content) == ((3, 3), ((4, 7),))
    assert (innermost.source, innermost.cue, innermost.content) == ((4, 4), (5, 5), ((6, 7),))
    assert list(everything(outer)) == [outer, inner, innermost]


@pytest.mark.parametrize("nested", [[0, 1], [1], [0, 0, 0, 0, 0, 0, 1]])
def test_nothing_is_nested_outside_contents(nested: list[int]) -> None:
    text = "Quill said Marlow denied it rains again"
    (outer,) = read([1, 3, 5, 6, 6, 6, 0], nested, text).attributions
    assert outer.nested == ()


def test_manner_is_read_at_the_cue_and_kind_at_the_source() -> None:
    found = encoded(TEXT)
    plain = outputs(len(found), TAGS)
    manner, kind = plain.manner.copy(), plain.kind.copy()
    manner[6, 1], kind[5, 2] = 4.0, 7.0
    _, second, _ = read(manner=manner, kind=kind).attributions
    assert second.manner.tolist() == manner[6].tolist()
    assert second.kind is not None
    assert second.kind.tolist() == kind[5].tolist()


def test_a_statement_without_source_has_no_kind() -> None:
    (only,) = read([0, 3, 5, 6]).attributions
    assert only.source is None
    assert only.kind is None


def test_mentions_are_names_and_sources() -> None:
    found = encoded(TEXT)
    ner = outputs(len(found)).ner.copy()
    ner[0, LABELS["ner"].index("PERSON")] = 5.0
    ner[5, LABELS["ner"].index("PERSON")] = 5.0
    ner[3, LABELS["ner"].index("DATE")] = 5.0
    decoded = read(ner=ner)
    assert sorted(mention.words for mention in decoded.mentions) == [(0, 0), (5, 5), (16, 16)]


def test_classes_are_the_likeliest() -> None:
    said: Outputs = outputs(19, TAGS)
    pos = said.pos.copy()
    pos[np.arange(19), np.arange(19) % 5] = 1.0
    assert read(pos=pos).pos.tolist() == (np.arange(19) % 5).tolist()
