"""Which language a text is in; only English is extracted from."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from py3langid.langid import LanguageIdentifier

ENGLISH: Final = "en"
_SAMPLE: Final = 1_500
"""Characters to judge by, from the middle: the beginning may be a menu or a byline."""
_SHORT: Final = 100
"""Letters; less says too little, unless they are not even Latin."""
_SURE: Final = 0.8
_COMMON: Final = frozenset(["the", "and", "that", "with", "from", "said", "have", "which", "were"])
_OFTEN: Final = 0.08
"""No text in another language has so many of these words; most in English have."""
_LETTER: Final = re.compile(r"[^\W\d_]")
_LATIN: Final = re.compile(r"[A-Za-z\u00c0-\u024f]")


def language_of(text: str) -> str:
    """ISO 639-1 code of the text's language; ``en`` where nothing certain speaks against it."""
    start = max(0, (len(text) - _SAMPLE) // 2)
    sample = text[start : start + _SAMPLE]
    words = sample.split()
    if sum(word in _COMMON for word in words) > _OFTEN * len(words):
        return ENGLISH
    letters = len(_LETTER.findall(sample))
    is_latin = len(_LATIN.findall(sample)) > letters / 2
    if (is_latin and letters < _SHORT) or not letters:
        return ENGLISH
    language, certainty = _identifier().classify(sample)
    return str(language) if certainty >= _SURE or not is_latin else ENGLISH


@cache
def _identifier() -> LanguageIdentifier:
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
