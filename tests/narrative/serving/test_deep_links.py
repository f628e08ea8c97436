"""What is answered beside a page's address, where Streamlit's client looks for its server first."""

from __future__ import annotations

import pytest
from starlette.applications import Starlette

from narrative.serving.deep_links import ASKED, deep_link_routes
from tests.asked import ask_app


@pytest.mark.parametrize("asked", ASKED)
@pytest.mark.parametrize("base", ["", "/app"])
def test_beside_a_page_the_answer_is_neither_an_error_nor_a_success(asked: str, base: str) -> None:
    answer = ask_app(Starlette(routes=deep_link_routes(base)), f"{base}/places/{asked}")
    assert answer.status == 300  # 200 would be taken for the server's place, 404 is logged by the browser
    assert answer.headers["link"] == f'<{base}/{asked}>; rel="alternate"'
    assert answer.headers["cache-control"] == "no-store"
    assert "location" not in answer.headers


def test_what_is_the_servers_own_is_left_to_it() -> None:
    app = Starlette(routes=deep_link_routes())
    assert [ask_app(app, f"/{asked}").status for asked in ASKED] == [404, 404]
    assert ask_app(app, "/places/_stcore/stream").status == 404
