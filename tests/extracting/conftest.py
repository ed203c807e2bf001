import pytest

from sayso.extracting import Extractor
from sayso.extracting.network import DEFAULT, Network


@pytest.fixture(scope="session")
def network() -> Network:
    return Network(DEFAULT)


@pytest.fixture(scope="session")
def extractor(network: Network) -> Extractor:
    return Extractor(network, threads=1)
