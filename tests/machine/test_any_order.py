"""Any order of acts leaves the portal as the model says, on both databases.

The suite walks the same few ways each time; `--hypothesis-profile thorough` tries a thousand others and finds the
shortest that fails (docs/chaos.md).
"""

from functools import partial

from flask import Flask
from hypothesis import HealthCheck, Phase, settings
from hypothesis.stateful import run_state_machine_as_test

from tests.machine.acts import AnyOrder

FEW = {"max_examples": 20, "stateful_step_count": 30, "derandomize": True, "phases": [Phase.generate]}


def test_whatever_the_order_the_portal_is_what_the_model_says(app: Flask) -> None:
    is_house = settings.get_current_profile_name() == "house"
    how = settings(**FEW if is_house else {}, database=None, suppress_health_check=list(HealthCheck))  # type: ignore[arg-type]
    run_state_machine_as_test(partial(AnyOrder, app), settings=how)
