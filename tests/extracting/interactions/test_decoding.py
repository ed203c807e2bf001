from dataclasses import replace

import numpy as np
import pytest

from sayso.extracting.encoding import Window
from sayso.extracting.interactions import Event, events, pair_scores
from sayso.extracting.network import BIO, Outputs, Pairing
from tests.extracting.support import LABELS, LINK_WIDTH, config, encoded, nearest, outputs

TEXT = "Quill met Strand. Marlow left."
"""0 Quill 1 met 2 Strand 3 . 4 Marlow 5 left 6 ."""
TYPES = LABELS["interaction"]


def said(predicates: dict[int, str], parties: tuple[int, ...]) -> Outputs:
    """What is sure of these predicates and parties, by word."""
    whole = outputs(len(encoded(TEXT)))
    event, party = whole.event.copy(), whole.party.copy()
    for word, type_ in predicates.items():
        event[word, :BIO] = (0, 30, 0)
        event[word, BIO + TYPES.index(type_)] = 30
    for word in parties:
        party[word] = (0, 30, 0)
    return replace(whole, event=event, party=party)


def sided() -> tuple[Pairing, Pairing]:
    """Actors stand before a predicate, recipients behind it."""
    left, right = nearest(0.0), nearest(0.0)
    before, behind = np.full(20, -9.0, np.float32), np.full(20, -9.0, np.float32)
    before[:10], behind[11:] = 9.0, 9.0
    return replace(left, distance=before), replace(right, distance=behind)


def read(output: Outputs, window: Window | None = None) -> list[Event]:
    found = encoded(TEXT)
    actor, recipient = sided()
    settings = config()
    settings = replace(settings, events=replace(settings.events, actor=actor, recipient=recipient))
    window = window or Window(0, len(found), 0, len(found))
    return list(events(TEXT, found, window, output, settings))


def test_a_predicate_with_its_parties() -> None:
    (event,) = read(said({1: "CONSULT"}, (0, 2)))
    assert event.predicate == ((1, 1),)
    assert TYPES[event.type] == "CONSULT"
    assert [each.words for each in event.actors] == [(0, 0)]
    assert [each.words for each in event.recipients] == [(2, 2)]
    assert event.probability == pytest.approx(1.0, abs=0.01)


def test_parties_of_another_sentence_are_not_linked() -> None:
    (event,) = read(said({1: "CONSULT"}, (0, 4)))
    assert [each.words for each in event.actors] == [(0, 0)]
    assert event.recipients == ()


def test_nothing_is_found_where_nothing_is_said() -> None:
    assert read(outputs(len(encoded(TEXT)))) == []


def test_a_window_answers_for_its_own_predicates() -> None:
    count = len(encoded(TEXT))
    assert read(said({1: "CONSULT"}, (0, 2)), Window(0, count, 4, count)) == []


def test_words_that_follow_each_other_are_one_predicate() -> None:
    (event,) = read(said({1: "CONSULT", 2: "CONSULT"}, (0,)))
    assert event.predicate == ((1, 2),)


def test_the_words_that_weigh_most_type_a_marked_pair() -> None:
    output = said({1: "CONSULT", 5: "RETREAT"}, ())
    output.event[:, -1] = 0
    output.event[1, -1] = 20
    assert TYPES[int(pair_scores([output], config()).argmax())] == "CONSULT"
    output.event[5, -1] = 40
    assert TYPES[int(pair_scores([output], config()).argmax())] == "RETREAT"
    assert output.actor_link.shape[1] == 4 * LINK_WIDTH
