"""The words that dates are made of, as pieces of regular expressions.

Pieces are case-sensitive unless they say otherwise, because "may" and "march"
are no months. Repetitions are bounded, so that a rule takes linear time.
"""

from __future__ import annotations

import re


def words(listed: str) -> frozenset[str]:
    """A set of words from a line of them."""
    return frozenset(listed.split())


MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
COUNTED = (
    *("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"),
    *("eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen"),
    *("eighteen", "nineteen", "twenty"),
)
VERBS = words(
    "is was has had have did does said says told will would could can may might must took 's ’s"
)
"""Verbs that tell a subject from a date: "May said"."""
FUNCTION_WORDS = VERBS | words(
    """a an the of on for to in at by with from and or but are were be not who which that he she it
    they we you i as if when while after before"""
)
"""Words that are no noun, so that what stands before them describes none."""
TENS = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
QUARTERS = ("first", "second", "third", "fourth")
SEASONS = {"spring": 3, "summer": 6, "autumn": 9, "fall": 9, "winter": 12}
"""The month in which each starts, by the north's calendar."""


def _either(*words: str) -> str:
    """Any of the words, as written here or in capitals."""
    both = dict.fromkeys([*words, *(word.upper() for word in words)])
    return "(?:" + "|".join(both) + ")"


def core(listed: str) -> str:
    """Finds words of a line, whatever their case, and now and then a little more.

    Spelt so that ``re`` can run over a text looking for their first letters alone.
    """
    names = listed.split()
    first = sorted({letter for name in names for letter in (name[0], name[0].upper())})
    first += "ſ" if "s" in first else ""  # which (?i:s) matches too
    rest = dict.fromkeys(name[1:] for name in names)
    return f"[{''.join(first)}](?i:{'|'.join(rest)})"


SP = r"(?:[^\S\n]{1,2}\n?|\n)"
"""A gap between words: a line may end in it, a paragraph may not."""
END = r"(?!\w)"

MONTH_NAME = f"{_either(*MONTHS)}{END}"
_SHORT = _either(
    "Jan", "Feb", "Mar", "Apr", "Jun", "Jul", "Aug", "Sept", "Sep", "Oct", "Nov", "Dec"
)
MONTH = rf"(?:{MONTH_NAME}|{_SHORT}{END}\.?)"
WEEKDAY = f"{_either(*WEEKDAYS)}{END}"
_SHORT_DAY = _either("Mon", "Tues", "Tue", "Wed", "Thurs", "Thur", "Thu", "Fri", "Sat", "Sun")
BEFORE_DATE = rf"(?:(?:{WEEKDAY}|{_SHORT_DAY}{END}\.?),?{SP}(?:the{SP})?)?"
"""The weekday that may stand before a full date, where "Sun" is no newspaper."""

DAY = rf"(?:3[01]|[12][0-9]|0?[1-9])(?:st|nd|rd|th)?{END}(?![.,:/][0-9]|%)"
YEAR = rf"(?:1[5-9]|20)[0-9]{{2}}{END}(?![.,:][0-9]|%)"
IN_YEAR = (
    rf"(?:(?:,{SP}?|{SP}(?:of{SP})?)(?P<year>{YEAR})"
    rf"|{SP}(?:of{SP})?(?P<which>(?i:this|last|next)){SP}(?i:year){END})"
)
"""", 2023", " of 2023" or " last year", to stand after a day, month or season."""
PART = rf"(?P<part>(?i:early|late|mid){END}(?:-|{SP}))?"
EDGE = rf"(?P<edge>(?i:the{SP}(?:end|start|beginning|middle|close){SP}of){SP}(?:the{SP})?)?"
NUMBER = (
    rf"(?<!-)(?i:an?|[1-9][0-9]{{0,2}}|{'|'.join(COUNTED[1:-1])}"
    rf"|(?:{'|'.join(TENS)})(?:-(?:{'|'.join(COUNTED[1:10])}))?|several|(?:a{SP})?few|some|many"
    rf"|(?:a{SP})?couple{SP}of){END}"
)
TIME_OF_DAY = "(?i:morning|afternoon|evening|night)"

A_MONTH = _either(*(name[:3] for name in MONTHS))
A_WEEKDAY = _either(*(name[:3] for name in WEEKDAYS))
A_YEAR = "(?:1[5-9]|20)[0-9]{2}"
A_UNIT = core("week month year")
A_PART_OF_DAY = core("morning afternoon evening night")
"""Cores, one of which stands in each expression of some sort; see ``rules.Rule``."""


def month_number(word: str) -> int:
    """1 to 12 for a month's name or short form."""
    return [name[:3].lower() for name in MONTHS].index(word[:3].lower()) + 1


def weekday_number(word: str) -> int:
    """0 for Monday to 6 for Sunday."""
    return [name[:3].lower() for name in WEEKDAYS].index(word[:3].lower())


def number(word: str) -> int | None:
    """How many, or None for "several"."""
    word = word.lower()
    if word in ("a", "an"):
        return 1
    if word.isascii() and word.isdigit():
        return int(word)
    ten, _, rest = word.partition("-")
    if ten in TENS:
        return 10 * TENS.index(ten) + 20 + (COUNTED.index(rest) if rest in COUNTED else 0)
    return COUNTED.index(word) if word in COUNTED else None


def leading_number(word: str) -> int:
    """The number that "14th" starts with."""
    return int(word.rstrip("stndrh"))


def away(which: str) -> int:
    """How far "this", "last" or "next" is from the article's own week or year."""
    return {"this": 0, "current": 0, "last": -1, "previous": -1, "next": 1}.get(which.lower(), 1)


_WORD_BEFORE = re.compile(r"([\w'’.$€£₹#-]{1,30})[^\S\n]{0,2}\n?\Z")
_WORD_AFTER = re.compile(r"[^\S\n]{0,2}\n?([\w'’-]{1,30})")


def word_before(text: str, start: int) -> str:
    """The word that ends just before ``start``, "" after a mark or at a paragraph's head."""
    match = _WORD_BEFORE.search(text, max(0, start - 40), start)
    return match[1] if match else ""


def word_after(text: str, end: int) -> str:
    """The word that follows ``end`` without a mark between, or ""."""
    match = _WORD_AFTER.match(text, end)
    return match[1] if match else ""
