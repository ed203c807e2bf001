"""Whatever is sent that the API's description allows, or forbids, nothing breaks."""

from typing import Any

import pytest
import schemathesis
from hypothesis import HealthCheck, given, settings
from schemathesis import GenerationMode

from sayso.ledger import Ledger
from sayso.web import Settings, create_app
from tests.made import made_article, rich_article

ROOT = "/api/v1"
ENDLESS = "/events"
OURS = ("application/problem+json", "text/plain")


@pytest.fixture(scope="module")
def schema(tmp_path_factory: pytest.TempPathFactory) -> Any:  # noqa: ANN401  # schemathesis's own
    path = tmp_path_factory.mktemp("schema") / "news.sayso"
    with Ledger.open(path, write=True) as ledger:
        ledger.add([rich_article(), made_article([("Ada", "said", "the bridge is safe")])])
    site = create_app(Settings(path))
    return schemathesis.openapi.from_asgi(
        f"{ROOT}/openapi.json", site, headers={"Host": "localhost"}
    )


@pytest.mark.slow
@pytest.mark.parametrize("mode", list(GenerationMode))
def test_no_request_breaks_it(schema: Any, mode: GenerationMode) -> None:  # noqa: ANN401
    tried = 0
    for found in schema.exclude(path=ENDLESS).get_all_operations():
        operation = found.ok()

        @settings(max_examples=15, deadline=None, suppress_health_check=list(HealthCheck))
        @given(case=operation.as_strategy(generation_mode=mode))
        def check(case: Any) -> None:  # noqa: ANN401
            response = case.call(headers={"Host": "localhost"})
            assert response.status_code < 500, response.text
            if response.status_code >= 400:
                assert response.headers["content-type"][0].startswith(OURS)

        check()
        tried += 1
    assert tried > 10
