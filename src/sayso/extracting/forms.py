"""Direct, indirect or mixed: how much of a content stands in quotation marks."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from sayso.extracting.encoding import Encoded
from sayso.records import Form


def form_of(encoded: Encoded, content: Sequence[tuple[int, int]]) -> Form:
    """The form of the content whose fragments are these ranges of words."""
    quoted = np.concatenate([encoded.quoted[first : last + 1] > 0 for first, last in content])
    if quoted.all():
        return "direct"
    return "mixed" if quoted.any() else "indirect"
