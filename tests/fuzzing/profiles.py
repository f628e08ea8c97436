"""How many examples Hypothesis tries: seconds in the tests, minutes in `make fuzz`."""

from __future__ import annotations

import os

from hypothesis import HealthCheck, Phase, settings

FAST, DEEP = 12, 600  # examples of a property
SLOW = [HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.filter_too_much, HealthCheck.large_base_example]
settings.register_profile(  # the same examples at every run, nothing kept; to make one smaller would take minutes
    "tests",
    max_examples=FAST,
    deadline=None,
    derandomize=True,
    database=None,
    phases=[Phase.explicit, Phase.generate],
    suppress_health_check=SLOW,
)
settings.register_profile("deep", max_examples=DEEP, deadline=None, print_blob=True, suppress_health_check=SLOW)


def chosen() -> settings:
    """The profile that NARRATIVE_FUZZ names: "tests" where it is not set."""
    return settings.get_profile(os.environ.get("NARRATIVE_FUZZ", "tests"))
