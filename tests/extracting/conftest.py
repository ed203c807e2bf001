import pytest
from tokenizers import Tokenizer

from sayso.extracting import Extractor
from tests.extracting.support import the_tokenizer


@pytest.fixture(scope="session")
def tokenizer() -> Tokenizer:
    return the_tokenizer()


@pytest.fixture(scope="session")
def extractor() -> Extractor:
    return Extractor.load(threads=1)
