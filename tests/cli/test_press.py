"""Work in several processes: the order of results, and failures that come through."""

from __future__ import annotations

import os

import pytest

from quyu_cli.failures import Failure
from quyu_cli.press import in_order


@pytest.mark.parametrize("processes", [1, 2])
def test_results_keep_the_order_of_the_jobs(processes: int) -> None:
    """However many processes work, the results come in the order of the jobs."""
    assert list(in_order(abs, [-3, -1, -2], processes)) == [3, 1, 2]


@pytest.mark.parametrize("processes", [1, 2])
def test_an_error_comes_through(processes: int) -> None:
    """What a job raises is raised where the results are read."""
    with pytest.raises(ValueError, match="could not convert"):
        list(in_order(float, ["1", "no number"], processes))


def test_a_dead_process_is_a_failure() -> None:
    """A process that dies ends the run with one line, not with a hang."""
    with pytest.raises(Failure, match="ended before its work was done"):
        list(in_order(os._exit, [3, 4], 2))
