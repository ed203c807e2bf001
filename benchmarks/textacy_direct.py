"""textacy's ``direct_quotations`` over PolNeAR, as JSON lines on standard output.

    .venv-bench/bin/python -m benchmarks.textacy_direct polnear-dev.jsonl.gz 84

Runs where textacy and spaCy are installed and imports nothing of Sayso. The
parses are those in the data (CoreNLP), so that no spaCy model is needed.
"""

from __future__ import annotations

import gzip
import json
import sys
from collections.abc import Iterable, Iterator
from importlib.metadata import version
from itertools import islice
from pathlib import Path
from typing import Any, Final

import spacy
from spacy.tokens import Doc
from spacy.vocab import Vocab
from textacy.constants import REPORTING_VERBS
from textacy.extract import direct_quotations

_AUXILIARIES: Final = {"aux", "auxpass", "cop"}
_POS: Final = {"VB": "VERB", "NN": "NOUN", "PR": "PRON", "JJ": "ADJ", "RB": "ADV", "MD": "AUX"}
_IRREGULAR: Final = {
    "says": "say",
    "said": "say",
    "told": "tell",
    "thought": "think",
    "wrote": "write",
    "written": "write",
    "admitted": "admit",
    "admitting": "admit",
}


def forms(verb: str) -> Iterator[str]:
    """The regular forms of an English verb, itself included."""
    yield verb
    stem = verb.removesuffix("e")
    ending_in_y = verb.endswith("y") and verb[-2] not in "aeiou"
    if ending_in_y:
        yield from (verb[:-1] + "ies", verb[:-1] + "ied")
    else:
        yield verb + ("es" if verb.endswith(("s", "x", "ch", "sh")) else "s")
        yield stem + "ed"
    # agree, agreeing
    yield (verb if verb.endswith("ee") else stem) + "ing"


# The data has no lemmas, and textacy looks its verbs up by theirs.
_LEMMAS: Final = {form: verb for verb in REPORTING_VERBS["en"] for form in forms(verb)} | _IRREGULAR


def parsed(vocab: Vocab, text: str, sentences: list[list[list[Any]]]) -> Doc:
    """The spaCy document with the parse that the data gives for ``text``.

    A token is ``[start, end, tag, entity, head, relation]``, its head counted
    from 1 within the sentence, 0 for the root.
    """
    words: list[str] = []
    spaces: list[bool] = []
    tags: list[str] = []
    pos: list[str] = []
    lemmas: list[str] = []
    heads: list[int] = []
    deps: list[str] = []
    for sentence in sentences:
        base = len(words)
        for number, (start, end, tag, _, head, relation) in enumerate(sentence):
            word = text[start:end]
            words.append(word)
            spaces.append(text[end : end + 1].isspace())
            tags.append(tag)
            pos.append("AUX" if relation in _AUXILIARIES else _POS.get(tag[:2], "X"))
            lemmas.append(_LEMMAS.get(word.lower(), word.lower()))
            heads.append(base + (head - 1 if head else number))
            deps.append("ROOT" if relation == "root" else relation)
    return Doc(
        vocab, words=words, spaces=spaces, tags=tags, pos=pos, lemmas=lemmas, heads=heads, deps=deps
    )


def runs(indices: Iterable[int], tokens: list[list[Any]]) -> list[list[int]]:
    """Character spans of tokens, those next to each other joined."""
    spans: list[list[int]] = []
    before = None
    for index in sorted(set(indices)):
        start, end = tokens[index][:2]
        if before is not None and index == before + 1:
            spans[-1][1] = end
        else:
            spans.append([start, end])
        before = index
    return spans


def predict(vocab: Vocab, record: dict[str, Any]) -> dict[str, Any]:
    """What textacy finds in one article; ``problem`` says why it finds nothing."""
    answer: dict[str, Any] = {"doc": record["doc"], "attributions": [], "problem": None}
    if not record.get("sentences"):
        return answer | {"problem": "no parse"}
    tokens = [token for sentence in record["sentences"] for token in sentence]
    doc = parsed(vocab, record["text"], record["sentences"])
    try:
        found = list(direct_quotations(doc))
    except ValueError as error:
        if "quotation marks found" not in str(error):
            raise
        return answer | {"problem": "an odd number of quotation marks"}
    answer["attributions"] = [
        {
            "source": runs((token.i for token in quotation.speaker), tokens),
            "cue": runs((token.i for token in quotation.cue), tokens),
            # One span in the article, whatever white space the tokens leave out.
            "content": [[tokens[quotation.content.start][0], tokens[quotation.content.end - 1][1]]],
        }
        for quotation in found
    ]
    return answer


def main() -> None:
    """A line that names the versions, then a line for each article."""
    corpus, limit = Path(sys.argv[1]), int(sys.argv[2])
    vocab = spacy.blank("en").vocab
    print(json.dumps({"textacy": version("textacy"), "spacy": version("spacy")}))
    opened = gzip.open if corpus.suffix == ".gz" else open
    with opened(corpus, "rt", encoding="utf-8") as lines:
        for line in islice(filter(str.strip, lines), limit):
            print(json.dumps(predict(vocab, json.loads(line))), flush=True)


if __name__ == "__main__":
    main()
