from dataclasses import replace
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.evaluating import (
    ROLES,
    GoldArticle,
    GoldAttribution,
    Labels,
    Score,
    Scores,
    as_attribution,
    as_statement,
    score_article,
)
from sayso.evaluating.matching import Admits, alike, best_pairs, near
from sayso.records import Span

TEXT = "Ada Marlow said rain was near. “It is not,” Bo Quill told us. WALLACE: Go on."
RAIN = GoldAttribution(source=((0, 10),), cue=((11, 15),), content=((16, 29),))
DENIAL = GoldAttribution(source=((44, 52),), cue=((53, 57),), content=((31, 43),))
TRANSCRIPT = GoldAttribution(source=((62, 69),), cue=((69, 70),), content=((71, 77),))
ALL = (RAIN, DENIAL, TRANSCRIPT)


def score(
    gold: tuple[GoldAttribution, ...],
    found: tuple[GoldAttribution, ...],
    *,
    text: str = TEXT,
    loose_edges: bool = False,
) -> Scores:
    article = GoldArticle("doc", None, text, gold)
    predicted = [as_statement(text, each) for each in found]
    return score_article(article, predicted, loose_edges=loose_edges)


class TestScore:
    def test_ratios(self) -> None:
        result = Score(tp=3, fp=1, fn=2)
        assert (result.precision, result.recall) == (0.75, 0.6)
        assert result.f1 == pytest.approx(2 * 0.75 * 0.6 / 1.35)

    def test_nothing_to_find(self) -> None:
        assert Score().f1 == Score().precision == Score().recall == 1
        assert Score(fn=1).precision == Score(fn=1).f1 == 0
        assert Score(fp=1).recall == Score(fp=1).f1 == 0

    def test_adds_up(self) -> None:
        assert Score(1, 2, 3) + Score(10, 20, 30) == Score(11, 22, 33)

    def test_to_dict(self) -> None:
        assert Score(1, 1, 0).to_dict() == {
            "precision": 0.5,
            "recall": 1.0,
            "f1": 0.6667,
            "tp": 1,
            "fp": 1,
            "fn": 0,
        }


class TestSpans:
    def test_each_fragment_counts(self) -> None:
        gold = replace(RAIN, content=((16, 20), (25, 29)))
        found = replace(RAIN, content=((16, 20), (21, 29)))
        assert score((gold,), (found,)).spans.content == Score(1, 1, 1)

    def test_a_span_shared_by_two_attributions_counts_once(self) -> None:
        other = replace(DENIAL, source=RAIN.source)
        assert score((RAIN, other), (RAIN,)).spans.source == Score(1, 0, 0)

    def test_missing_role(self) -> None:
        assert score((replace(RAIN, source=()),), (RAIN,)).spans.source == Score(0, 1, 0)
        assert score((RAIN,), (replace(RAIN, source=()),)).spans.source == Score(0, 0, 1)

    def test_white_space_at_the_edges_does_not_count(self) -> None:
        found = replace(RAIN, source=((0, 11),), content=((15, 29), (43, 44)))
        result = score((RAIN,), (found,))
        assert result.spans.content == result.exact == Score(1, 0, 0)

    def test_punctuation_at_the_edges_counts_unless_told(self) -> None:
        found = replace(DENIAL, content=((32, 41),))
        assert score((DENIAL,), (found,)).spans.content == Score(0, 1, 1)
        assert score((DENIAL,), (found,), loose_edges=True).spans.content == Score(1, 0, 0)

    def test_a_cue_of_punctuation_alone_stays(self) -> None:
        assert score((TRANSCRIPT,), (TRANSCRIPT,), loose_edges=True).spans.cue == Score(1, 0, 0)

    def test_nested_statements_do_not_count(self) -> None:
        nested = replace(as_statement(TEXT, DENIAL), parent="outer")
        predicted = [as_statement(TEXT, RAIN), nested]
        result = score_article(GoldArticle("doc", None, TEXT, (RAIN,)), predicted)
        assert result.exact == Score(1, 0, 0)
        assert result.spans.cue == Score(1, 0, 0)


class TestAttributions:
    def test_exact_needs_all_roles(self) -> None:
        wrong = replace(DENIAL, source=RAIN.source)
        assert score(ALL, (RAIN, wrong)).exact == Score(1, 1, 2)

    def test_right_spans_linked_wrongly(self) -> None:
        swapped = (replace(RAIN, source=DENIAL.source), replace(DENIAL, source=RAIN.source))
        result = score((RAIN, DENIAL), swapped)
        assert result.spans.source == Score(2, 0, 0)
        assert result.exact == result.overlap == Score(0, 2, 2)

    @pytest.mark.parametrize(
        ("found", "counts"),
        [
            (replace(RAIN, content=((16, 24),)), True),  # 8 of 13 characters
            (replace(RAIN, content=((16, 22),)), False),  # 6 of 13
            (replace(RAIN, content=((16, 43),)), False),  # 13 of 27
            (replace(RAIN, source=((4, 10),)), True),
            (replace(RAIN, source=()), False),
            (replace(RAIN, cue=((14, 20),)), True),
            (replace(RAIN, cue=((16, 20),)), False),
            (replace(RAIN, cue=()), False),
        ],
    )
    def test_overlap(self, found: GoldAttribution, counts: bool) -> None:
        assert score((RAIN,), (found,)).overlap.tp == counts

    def test_overlap_of_empty_roles(self) -> None:
        gold = GoldAttribution(content=RAIN.content)
        found = GoldAttribution(content=((16, 25),))
        assert score((gold,), (found,)).overlap == Score(1, 0, 0)

    def test_one_answer_serves_one_gold_only(self) -> None:
        result = score((RAIN, RAIN), (RAIN,))
        assert result.exact == result.overlap == Score(1, 0, 1)
        result = score((RAIN,), (RAIN, replace(RAIN, content=((16, 28),))))
        assert result.overlap == Score(1, 1, 0)


class TestTokens:
    def test_words_and_marks_count(self) -> None:
        # “ It is not , ”
        assert score((DENIAL,), (DENIAL,)).tokens.content == Score(6, 0, 0)

    def test_partly_right(self) -> None:
        found = replace(RAIN, content=((21, 30),))  # "was near." of "rain was near"
        assert score((RAIN,), (found,)).tokens.content == Score(2, 1, 1)

    def test_half_a_word_is_no_token(self) -> None:
        found = replace(RAIN, content=((18, 29),))
        assert score((RAIN,), (found,)).tokens.content == Score(2, 0, 1)


class TestOptional:
    MAYBE = replace(DENIAL, optional=True)

    def test_counts_nowhere(self) -> None:
        alone = score((RAIN,), (RAIN,))
        for found in ((RAIN,), (RAIN, DENIAL), (RAIN, replace(DENIAL, source=()))):
            assert score((RAIN, self.MAYBE), found) == alone

    def test_something_else_is_still_spurious(self) -> None:
        assert score((RAIN, self.MAYBE), (RAIN, TRANSCRIPT)).exact == Score(1, 1, 0)

    def test_answer_to_the_required_is_not_taken(self) -> None:
        gold = (replace(RAIN, source=(), optional=True), RAIN)
        assert score(gold, (RAIN,)).exact == Score(1, 0, 0)

    def test_nested_in_it_may_be_found_as_outermost(self) -> None:
        labels = Labels(("us",), "assertion", "affirms", "none", nested=(TRANSCRIPT,))
        assert score((replace(RAIN, optional=True, labels=labels),), (TRANSCRIPT,)) == Scores()


def spans_in(text: str) -> st.SearchStrategy[tuple[Span, ...]]:
    span = st.tuples(st.integers(0, len(text) - 1), st.integers(1, 30)).map(
        lambda pair: (pair[0], min(sum(pair), len(text)))
    )
    return st.lists(span, max_size=3).map(lambda spans: tuple(sorted(set(spans))))


attributions = st.lists(
    st.builds(GoldAttribution, *(spans_in(TEXT) for _ in ROLES)), max_size=5
).map(tuple)


@given(gold=attributions, found=attributions, loose=st.booleans())
def test_scores_keep_their_bounds(
    gold: tuple[GoldAttribution, ...], found: tuple[GoldAttribution, ...], loose: bool
) -> None:
    result = score(gold, found, loose_edges=loose)
    for each in (result.exact, result.overlap):
        assert each.tp + each.fn == len(gold)
        assert each.tp + each.fp == len(found)
    assert result.exact.tp <= result.overlap.tp
    for roles in (result.spans, result.tokens):
        for each in (roles.source, roles.cue, roles.content):
            assert min(each.tp, each.fp, each.fn) >= 0
            assert 0 <= each.f1 <= 1
            assert min(each.precision, each.recall) <= each.f1 + 1e-9
            assert each.f1 <= max(each.precision, each.recall) + 1e-9


@given(gold=attributions, loose=st.booleans(), shuffled=st.randoms(use_true_random=False))
def test_gold_against_itself_is_perfect(
    gold: tuple[GoldAttribution, ...], loose: bool, shuffled: Random
) -> None:
    found = list(gold)
    shuffled.shuffle(found)
    result = score(gold, tuple(found), loose_edges=loose)
    scores = [result.exact, result.overlap]
    for roles in (result.spans, result.tokens):
        scores += [roles.source, roles.cue, roles.content]
    assert all(each.f1 == 1 for each in scores)


@given(gold=attributions, found=attributions)
def test_swapping_the_sides_swaps_precision_and_recall(
    gold: tuple[GoldAttribution, ...], found: tuple[GoldAttribution, ...]
) -> None:
    there, back = score(gold, found), score(found, gold)
    assert there.spans.content.precision == back.spans.content.recall
    assert there.exact.precision == back.exact.recall
    assert there.tokens.source.f1 == back.tokens.source.f1


@pytest.mark.parametrize("admits", [alike, near])
@given(gold=attributions, found=attributions)
def test_matching_is_one_to_one(
    admits: Admits, gold: tuple[GoldAttribution, ...], found: tuple[GoldAttribution, ...]
) -> None:
    pairs = best_pairs(gold, found, admits)
    assert len({i for i, _ in pairs}) == len({j for _, j in pairs}) == len(pairs)
    assert all(admits(gold[i], found[j]) for i, j in pairs)
    matched_gold, matched_found = {i for i, _ in pairs}, {j for _, j in pairs}
    for i, ours in enumerate(gold):
        for j, theirs in enumerate(found):
            assert i in matched_gold or j in matched_found or not admits(ours, theirs)


@given(gold=attributions)
def test_statement_and_back(gold: tuple[GoldAttribution, ...]) -> None:
    for attribution in gold:
        assert as_attribution(as_statement(TEXT, attribution)) == attribution
