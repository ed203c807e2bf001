import json
from collections.abc import Sequence
from dataclasses import replace

from sayso.evaluating import (
    Accuracy,
    Details,
    GoldArticle,
    GoldAttribution,
    Labels,
    Score,
    as_statement,
    as_statements,
    score_details,
)
from sayso.records import Statement

TEXT = "Ada said Bo thinks Di knew of rain. He denied it. Eve Foss told us."


def span(words: str) -> tuple[tuple[int, int], ...]:
    start = TEXT.index(words)
    return ((start, start + len(words)),)


LABELS = Labels(("Ada",), type="assertion", stance="affirms", hedge="none")
OF_DI = replace(LABELS, speakers=("Di",), type="fact")
OF_BO = replace(LABELS, speakers=("Bo",), type="belief")
KNEW = GoldAttribution(span("Di"), span("knew"), span("of rain"), labels=OF_DI)
THINKS = GoldAttribution(
    span("Bo"),
    span("thinks"),
    span("Di knew of rain"),
    labels=OF_BO,
)
SAID = GoldAttribution(
    span("Ada"),
    span("said"),
    span("Bo thinks Di knew of rain"),
    labels=replace(LABELS, kind="person", addressees=("us",), nested=(THINKS, KNEW)),
)
DENIED = GoldAttribution(
    span("He"),
    span("denied"),
    span("it"),
    labels=replace(LABELS, speakers=("Bo",), kind="person", addressees=(), stance="denies"),
)
SPANS_ALONE = GoldAttribution(span("Eve Foss"), span("told"), span("us"))
ALL = (SAID, DENIED, SPANS_ALONE)


def score(predicted: Sequence[Statement], gold: tuple[GoldAttribution, ...] = ALL) -> Details:
    return score_details(GoldArticle("doc", None, TEXT, gold), predicted)


def perfect(*gold: GoldAttribution) -> list[Statement]:
    return [statement for each in gold for statement in as_statements(TEXT, each)]


def test_gold_against_itself_is_perfect() -> None:
    details = score(perfect(*ALL))
    assert (details.labelled, details.found) == (2, 2)
    assert details.nesting == Score(2, 0, 0)
    assert all(c.right for c in (*details.outermost.comparisons, *details.nested.comparisons))


def test_attributes_are_asked_of_those_found() -> None:
    details = score(perfect(DENIED))
    assert (details.labelled, details.found) == (2, 1)
    assert details.outermost.accuracy("speaker") == Accuracy(1, 1)
    assert details.nesting == Score(), "nothing could be nested in what was missed"


def test_rare_values_apart() -> None:
    found = [replace(each, stance="affirms") for each in perfect(*ALL)]
    answers = score(found).outermost
    assert answers.accuracy("stance") == Accuracy(1, 2)
    assert answers.accuracy("stance", rare=True) == Accuracy(0, 1)
    assert answers.accuracy("stance", rare=False) == Accuracy(1, 1)
    assert answers.accuracy("speaker", rare=True) == Accuracy(1, 1)
    assert answers.values("stance") == {"affirms": Score(1, 1, 0), "denies": Score(0, 0, 1)}


def test_accuracy_of_nothing() -> None:
    assert Accuracy().ratio is None
    assert score(()).outermost.accuracy("date").ratio is None


class TestFinding:
    def test_cue_may_be_missing_where_source_and_content_agree(self) -> None:
        assert score([as_statement(TEXT, replace(DENIED, cue=()))]).found == 1

    def test_source_may_be_another_where_cue_and_content_agree(self) -> None:
        assert score([as_statement(TEXT, replace(DENIED, source=()))]).found == 1

    def test_content_must_be_the_same(self) -> None:
        assert score([as_statement(TEXT, replace(DENIED, content=span("us")))]).found == 0

    def test_one_statement_answers_once(self) -> None:
        gold = (DENIED, replace(DENIED, source=()))
        assert score([as_statement(TEXT, DENIED)], gold).found == 1

    def test_nested_statement_does_not_answer_an_outermost(self) -> None:
        assert score([replace(as_statement(TEXT, DENIED), parent="other")]).found == 0


class TestNesting:
    def test_deeper_levels_count(self) -> None:
        outer = as_statement(TEXT, SAID)
        thinks = as_statement(TEXT, THINKS, parent=outer.id)
        knew = as_statement(TEXT, KNEW, parent=thinks.id)
        assert score([outer, thinks, knew]).nesting == Score(2, 0, 0)

    def test_missed_and_spurious(self) -> None:
        outer = as_statement(TEXT, SAID)
        wrong = as_statement(TEXT, replace(THINKS, cue=span("rain")), parent=outer.id)
        details = score([outer, wrong])
        assert details.nesting == Score(0, 1, 2)
        assert details.nested.comparisons == ()

    def test_content_that_gold_does_not_mark_may_be_anything(self) -> None:
        unmarked = replace(THINKS, content=())
        assert SAID.labels
        gold = replace(SAID, labels=replace(SAID.labels, nested=(unmarked,)))
        assert score(perfect(SAID), (gold,)).nesting == Score(1, 1, 0)

    def test_attributes_of_nested(self) -> None:
        found = [replace(each, type="assertion") if each.parent else each for each in perfect(SAID)]
        nested = score(found).nested
        assert nested.accuracy("type") == Accuracy(0, 2)
        assert nested.accuracy("speaker") == Accuracy(2, 2)
        assert nested.accuracy("kind") == Accuracy(0, 0)

    def test_statements_inside_what_has_no_labels_are_not_judged(self) -> None:
        outer = as_statement(TEXT, SPANS_ALONE)
        inner = as_statement(TEXT, KNEW, parent=outer.id)
        assert score([outer, inner]).nesting == Score()

    def test_parents_in_a_circle(self) -> None:
        one, other = perfect(DENIED, SPANS_ALONE)
        circle = [replace(one, parent=other.id), replace(other, parent=one.id)]
        assert score(circle).found == 0


class TestOptional:
    def test_outermost_are_not_asked_for(self) -> None:
        gold = (replace(SAID, optional=True), DENIED)
        for predicted in (perfect(DENIED), perfect(SAID, DENIED)):
            details = score(predicted, gold)
            assert (details.labelled, details.found) == (1, 1)
            assert details.nesting == Score()

    def test_nested_are_neither_missed_nor_spurious(self) -> None:
        assert SAID.labels
        nested = (THINKS, replace(KNEW, optional=True))
        gold = (replace(SAID, labels=replace(SAID.labels, nested=nested)),)
        assert score(perfect(SAID), gold).nesting == Score(1, 0, 0)
        assert score(perfect(SAID)[:2], gold).nesting == Score(1, 0, 0)


def test_adds_up() -> None:
    one = score(perfect(SAID))
    both = one + score(perfect(DENIED))
    assert (both.labelled, both.found, both.nesting) == (4, 2, Score(2, 0, 0))
    assert both.outermost.accuracy("speaker") == Accuracy(2, 2)
    assert one + Details() == one


def test_as_json() -> None:
    record = json.loads(json.dumps(score(perfect(*ALL)).to_dict()))
    assert (record["labelled"], record["found"]) == (2, 2)
    assert record["nesting"]["recall"] == 1
    stance = record["outermost"]["stance"]
    assert (stance["accuracy"], stance["right"], stance["total"]) == (1, 2, 2)
    assert stance["rare"]["total"] == 1
    assert set(stance["values"]) == {"affirms", "denies"}
    assert "date" not in record["outermost"]
    assert "kind" not in record["nested"]
