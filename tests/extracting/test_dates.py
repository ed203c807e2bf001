from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.extracting.dates import Found, article_date, dateline_date, find_dates, said_on
from sayso.extracting.dates.finding import _LONGEST, RULES
from sayso.records import When

SUNDAY = date(2023, 12, 31)
FRIDAY = date(2024, 5, 17)


def spans(text: str, anchor: date | None = SUNDAY) -> list[tuple[str, str]]:
    """Each expression with its days: "2023-12-31", "2023-12-25..29", "2023-09", "2016", "?"."""
    return [(found.text, days(found)) for found in find_dates(text, anchor)]


def days(found: Found) -> str:
    if found.first is None or found.last is None:
        assert found.granularity == "unresolved"
        return "?"
    first, last = found.first.isoformat(), found.last.isoformat()
    cut = {"day": 10, "month": 7, "year": 4}[found.granularity]
    return first[:cut] if first[:cut] == last[:cut] else f"{first[:cut]}..{last[:cut]}"


def only(text: str, anchor: date | None = SUNDAY) -> str:
    ((_, meaning),) = spans(text, anchor)
    return meaning


class TestExplicitDates:
    @pytest.mark.parametrize(
        ("words", "meaning"),
        [
            ("December 31, 2023", "2023-12-31"),
            ("Dec. 31, 2023", "2023-12-31"),
            ("DEC 31, 2023", "2023-12-31"),
            ("31 December 2023", "2023-12-31"),
            ("the 31st of December, 2023", "2023-12-31"),
            ("Sun, 31 Dec 2023", "2023-12-31"),
            ("Wednesday, November 12th, 2025", "2025-11-12"),
            ("2023-12-31", "2023-12-31"),
            ("31/12/2023", "2023-12-31"),
            ("12/31/2023", "2023-12-31"),
            ("03.04.2023", "2023-04-03"),
            ("from December 25 to 29, 2023", "2023-12-25..2023-12-29"),
            ("25–29 December 2023", "2023-12-25..2023-12-29"),
            ("between 3 and 5 May 2023", "2023-05-03..2023-05-05"),
            ("December 30 to January 2, 2024", "2023-12-30..2024-01-02"),
            ("in March 2021", "2021-03"),
            ("spring 2020", "2020-03..2020-05"),
            ("the third quarter of 2024", "2024-07..2024-09"),
            ("in 2016", "2016"),
            ("in the 2016 campaign", "2016"),
            ("2016–17", "2016..2017"),
            ("in the 1990s", "1990..1999"),
            ("Easter Monday 2024", "2024-04-01"),
        ],
    )
    def test_need_no_anchor(self, words: str, meaning: str) -> None:
        assert only(f"It happened {words}.", None) == meaning

    @pytest.mark.parametrize("words", ["February 30, 2023", "31/04/2023", "29 February 2023"])
    def test_a_day_that_no_calendar_has_means_none(self, words: str) -> None:
        assert only(f"It happened on {words}.") == "?"

    def test_an_ambiguous_order_is_no_date(self) -> None:
        assert spans("Signed 3/4/2023 in Lome.") == []

    def test_the_words_are_kept_without_the_preposition(self) -> None:
        text = "He left on Friday morning, since when, late on Tuesday, nothing."
        assert [words for words, _ in spans(text)] == ["Friday morning", "late on Tuesday"]

    def test_a_paragraph_ends_a_date(self) -> None:
        assert [words for words, _ in spans("It was in May\n\n2019 was worse")] == ["May", "2019"]
        assert [words for words, _ in spans("It was in May\n2019.")] == ["May\n2019"]


class TestRelativeDates:
    @pytest.mark.parametrize(
        ("words", "meaning"),
        [
            ("on Saturday", "2023-12-30"),
            ("on Sunday", "2023-12-31"),
            ("late Wednesday", "2023-12-27"),
            ("last Sunday", "2023-12-24"),
            ("next Monday", "2024-01-01"),
            ("today", "2023-12-31"),
            ("yesterday", "2023-12-30"),
            ("the day before yesterday", "2023-12-29"),
            ("last night", "2023-12-30"),
            ("tomorrow morning", "2024-01-01"),
            ("this week", "2023-12-25..2023-12-31"),
            ("over the weekend", "2023-12-30..2023-12-31"),
            ("earlier this month", "2023-12"),
            ("last month", "2023-11"),
            ("last year", "2022"),
            ("early next year", "2024"),
            ("the end of last year", "2022-12"),
            ("in September", "2023-09"),
            ("in September this year", "2023-09"),
            ("18 August last year", "2022-08-18"),
            ("last December", "2022-12"),
            ("on the 14th", "2023-12-14"),
            ("three weeks ago", "2023-12-04..2023-12-10"),
            ("two years ago", "2021"),
            ("twenty-two years ago", "2001"),
            ("last summer", "2023-06..2023-08"),
            ("on New Year's Eve", "2023-12-31"),
            ("on Christmas Day", "2023-12-25"),
            ("a day earlier", "2023-12-30"),
            ("the previous day", "2023-12-30"),
        ],
    )
    def test_count_from_the_anchor(self, words: str, meaning: str) -> None:
        assert only(f"She said {words} that it rained.") == meaning
        assert only(f"She said {words} that it rained.", None) == "?"

    @pytest.mark.parametrize(
        "words", ["two days after the vote", "several weeks ago", "days later"]
    )
    def test_stay_open_where_nothing_tells(self, words: str) -> None:
        assert spans(f"She left {words}, he said.") == [(words, "?")]

    @pytest.mark.parametrize(
        ("text", "meaning"),
        [
            ("The rivals met on Monday", "2024-05-13"),
            ("The rivals will meet on Monday", "2024-05-20"),
            ("Talks are to resume on Thursday", "2024-05-23"),
            ("The vault is to be opened on Thursday", "2024-05-23"),
            ("The hearing continues on Monday", "2024-05-20"),
            ("Payment is due by Monday", "2024-05-20"),
            ("It had ended by Monday", "2024-05-13"),
            ("On Monday the court will rule", "2024-05-20"),
            ("He will fight, he said on Monday", "2024-05-13"),
            ("The party announced a plan on Monday", "2024-05-13"),
            ("He died in October", "2023-10"),
            ("He was told that in April", "2024-04"),
            ("She would return in October", "2024-10"),
            ("It plans to sign on 3 June", "2024-06-03"),
            ("He left on 3 June", "2023-06-03"),
        ],
    )
    def test_lie_behind_or_ahead_by_the_verb(self, text: str, meaning: str) -> None:
        assert only(f"{text}.", FRIDAY) == meaning

    def test_a_month_far_behind_would_be_last_june(self) -> None:
        assert only("The games in June drew crowds.", FRIDAY) == "2024-06"
        assert only("The games last June drew crowds.", FRIDAY) == "2023-06"

    def test_later_counts_from_the_day_named_before(self) -> None:
        text = (
            "He flew out on February 23, and agreed two days later. In 2014 he won; two years later"
        )
        assert [meaning for _, meaning in spans(text, FRIDAY)] == [
            "2024-02-23",
            "2024-02-25",
            "2014",
            "2016",
        ]

    def test_later_does_not_count_from_another_paragraph(self) -> None:
        assert spans("He flew on Friday.\n\nTwo days later it rained.", FRIDAY)[1][1] == "?"

    def test_an_offset_from_a_date_is_counted(self) -> None:
        assert only("It came two days after Christmas Day 2022.", None) == "2022-12-27"

    def test_an_event_of_a_known_year_has_its_year(self) -> None:
        assert only("It came two days after Harvest Day 2026.", None) == "2026"


class TestNoDates:
    @pytest.mark.parametrize(
        "text",
        [
            "Theresa May said May may quit, and may not.",
            "Prime Minister May has had power since May took office.",
            "PM MAY VISIT ROME",
            "May I? he asked.",
            "It was his second try, a second time.",
            "The march on the capital; the March on Washington.",
            "The Sun reported, the Sunday Times denied.",
            "August Wilson and April Ryan wrote, edited by June Carter.",
            "USA Today, TBS This Morning and The Tonight Show",
            "He asked for the 14th time on the 5th floor.",
            "Resolution 1973, Flight 2019, $2000, 2,000 people, No. 1984, ©2025, 2000 km",
            "It meets every Monday, open 24/7.",
        ],
    )
    def test_names_verbs_and_numbers(self, text: str) -> None:
        assert spans(text) == []

    def test_a_month_with_its_preposition_stays_a_date(self) -> None:
        assert spans("In May President Orla Finch met Mrs May.") == [("May", "2023-05")]
        assert spans("In March 30 sailors drowned.") == [("March", "2023-03")]


class TestDateline:
    @pytest.mark.parametrize(
        ("head", "day"),
        [
            ("Muscat, 20 March 2026 (Gulf Wire) — The sultan", "2026-03-20"),
            ("PORT OF SPAIN, Trinidad, Mar 5 2026, CNS – The", "2026-03-05"),
            ("MINSK, March 5, 2026. /BELTAS/. Guards", "2026-03-05"),
            ("CAIRO - 4 June 2025: Two states", "2025-06-04"),
            ("New Delhi [India], December 31, 2023 (ANS): A general", "2023-12-31"),
            ("A headline\n\nPORTAGE, Mich., March 13, 2026 — A nurse", "2026-03-13"),
            ("Published: 3 May 2024\n\nA nurse", "2024-05-03"),
            ("Updated: 4 May 2024\nPublished: 3 May 2024\n\nA nurse", "2024-05-03"),
            ("A headline\nBy Ada Marlow | May 3, 2024 | 3 min read\n\nA nurse", "2024-05-03"),
            ("2024-05-03\nA nurse", "2024-05-03"),
            ("Fri, 3 May 2024 10:00:00 GMT\nA nurse", "2024-05-03"),
            ("The 2023 vote\n\nPARIS, Dec 3 (NW) - A nurse", "2023-12-03"),
        ],
    )
    def test_gives_the_day(self, head: str, day: str) -> None:
        assert dateline_date(head) == date.fromisoformat(day)

    @pytest.mark.parametrize(
        "head",
        [
            "",
            "LONDON (AP) — A nurse",
            "On December 28, 2023, a nurse met a baker.",
            "The nurse, freed on 3 May 2024, sang.",
            "Beijing, Feb. 30, 2024 (NW) - A nurse",
            "A nurse sang.\n" * 12 + "ROME, 3 May 2024 (NW) -",
        ],
    )
    def test_gives_none(self, head: str) -> None:
        assert dateline_date(head) is None

    def test_takes_the_year_from_the_day_of_publication(self) -> None:
        head = "MOSCOW, Jan 2 (NW) - A nurse"
        assert dateline_date(head) is None
        assert dateline_date(head, published=date(2023, 12, 31)) == date(2024, 1, 2)

    def test_the_lead_stands_in_for_a_missing_dateline(self) -> None:
        text = "A nurse was freed, the court said on Wednesday, 12 February 2025.\n\nMore"
        assert dateline_date(text) is None
        assert article_date(text) == date(2025, 2, 12)
        assert article_date(text, published=FRIDAY) == FRIDAY


class TestSaidOn:
    @staticmethod
    def when(marked: str, anchor: date | None = FRIDAY) -> When | None:
        """What is said when, of a sentence with its *cue* and [content] marked."""
        text = "".join(mark for mark in marked if mark not in "*[]")
        at = [i - n for n, i in enumerate(i for i, mark in enumerate(marked) if mark in "*[]")]
        kinds = [mark for mark in marked if mark in "*[]"]
        cue = [place for place, kind in zip(at, kinds, strict=True) if kind == "*"]
        content = [place for place, kind in zip(at, kinds, strict=True) if kind in "[]"]
        contents = list(zip(content[::2], content[1::2], strict=True))
        return said_on(text, (0, len(text)), (cue[0], cue[1]), contents, find_dates(text, anchor))

    @pytest.mark.parametrize(
        ("marked", "words"),
        [
            ("Bo Quill on Monday *said* [rain was near on Friday].", "Monday"),
            ("Bo Quill *said* Monday that [rain was near].", "Monday"),
            ("[Rain is near], Bo Quill *told* reporters in Oslo on Monday.", "Monday"),
            ("Last month she had *promised* that [it would rain].", "Last month"),
            ("In a statement issued in Oslo on Monday, the party's envoy *said* [no].", "Monday"),
            ("The memo, dated March 30 and marked secret, *warns* of [rain].", "March 30"),
            ("[Rain is near], *according to* a paper released in April.", "April"),
            ("He left on Nov 25, but two days later he *asked* [for help].", "two days later"),
            ("They fell out in 1998, when she *called* him [a fool].", "1998"),
            ("He *rejected* [the charge] on Monday.", "Monday"),
            ("He *noted Monday* that [it rained].", "Monday"),
            ("He *said* in a Monday interview that [it rained].", "Monday"),
        ],
    )
    def test_is_the_date_of_the_cue(self, marked: str, words: str) -> None:
        when = self.when(marked)
        assert when is not None
        assert when.text == words

    @pytest.mark.parametrize(
        "marked",
        [
            "Bo Quill *said* [rain was near on Friday].",
            "Bo Quill, who was freed on Monday, *said* [rain was near].",
            "The sailor who docked on Monday *said* [rain was near].",
            "Bo Quill *said* after a trip that ended on Monday [rain was near].",
            "Bo Quill has *said* since Monday that [rain was near].",
            "Bo Quill *denied* [a plot] in the 2016 campaign, and he fled on Monday.",
            "“I slept on Monday,” Bo Quill *said*, [“and it rained”].",
            "OSLO, 17 May 2024 (NW) - Bo Quill *said* [rain was near].",
            "Bo Quill *said* [rain was near].",
        ],
    )
    def test_is_none_of_another_clause(self, marked: str) -> None:
        assert self.when(marked) is None

    def test_keeps_days_and_place(self) -> None:
        when = self.when("Bo *said* on Monday that [it rained].")
        assert when == When("Monday", "2024-05-13", "2024-05-13", "day", ((11, 17),))

    def test_without_an_anchor_keeps_the_words(self) -> None:
        when = self.when("Bo *said* on Monday that [it rained].", None)
        assert when == When("Monday", None, None, "unresolved", ((11, 17),))


PIECES = (
    "May March Monday Sun last next the end of early 14th 31 2024 2019- Dec. 25 to two days after "
    "later ago Christmas “ ” , . \n\n \ud800 \0 ſpring fırst quarter said will year 9999 ( —"
)
ANY_TEXT = st.one_of(
    st.text(), st.lists(st.sampled_from(PIECES.split(" ")), max_size=40).map(" ".join)
)
ANY_DAY = st.one_of(st.none(), st.dates())


class TestAnyText:
    @given(ANY_TEXT)
    def test_each_expression_is_short_and_holds_the_core_it_is_looked_for_by(
        self, text: str
    ) -> None:
        for rule in RULES:
            for match in rule.pattern.finditer(text):
                assert rule.core.search(match.group())
                assert len(match.group()) < _LONGEST

    @given(ANY_TEXT, ANY_DAY)
    def test_slices_are_the_words(self, text: str, anchor: date | None) -> None:
        reached = 0
        for found in find_dates(text, anchor):
            assert reached <= found.start < found.end <= len(text)
            assert text[found.start : found.end] == found.text
            assert (found.first is None) == (found.granularity == "unresolved")
            assert (found.first or date.min) <= (found.last or date.max)
            reached = found.end

    @given(ANY_TEXT, ANY_DAY)
    def test_datelines_never_raise(self, text: str, published: date | None) -> None:
        dateline_date(text, published)
        article_date(text, published)

    @given(ANY_TEXT, st.integers(0, 60), st.integers(0, 10), st.integers(0, 60))
    def test_said_on_never_raises(self, text: str, cue: int, size: int, content: int) -> None:
        found = find_dates(text, SUNDAY)
        when = said_on(text, (0, len(text)), (cue, cue + size), [(content, content + 9)], found)
        assert when is None or when.text in text

    @pytest.mark.parametrize("piece", ["x", " ", "Monday, ", "the end of ", "two days after the "])
    def test_a_long_line_takes_linear_time(self, piece: str) -> None:
        text = piece * (100_000 // len(piece))
        found = find_dates(text, SUNDAY)
        for start in range(0, len(text), 2_000):
            said_on(text, (0, len(text)), (start, start + 3), [], found)
