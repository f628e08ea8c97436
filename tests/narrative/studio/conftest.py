"""The draft of an invented text, as the studio opens it."""

from __future__ import annotations

import pytest

from narrative.drafts.draft import Draft
from tests.studio_drafts import draft_of


@pytest.fixture
def draft() -> Draft:
    return draft_of()
