"""Problems: every code of every package below has its own status and a title for people."""

import inspect
from types import ModuleType

import pytest

import node.errors
import rooms.errors
import sfu.errors
import signaling.errors
from signaling import problem


@pytest.mark.parametrize("module", [node.errors, rooms.errors, sfu.errors, signaling.errors])
def test_whatever_a_package_refuses_can_be_said(module: ModuleType) -> None:
    codes = {
        error.code
        for _, error in inspect.getmembers(module, inspect.isclass)
        if issubclass(error, Exception) and isinstance(getattr(error, "code", None), str)
    }

    assert codes
    for code in codes:
        said = problem.of_code(code)
        assert said.code == code
        assert 400 <= said.status < 600


def test_a_problem_has_all_that_rfc_9457_asks_for() -> None:
    said = problem.of_code("absent", "There is no such room.")

    assert (said.type, said.status, said.detail) == ("/docs#absent", 404, "There is no such room.")
    assert said.title


def test_errors_of_the_library_are_problems_too() -> None:
    assert problem.of_status(413, "x").code == "too-large"
    assert problem.of_status(405, "x").code == "no-such-method"
    unknown = problem.of_status(418, "I'm a teapot")
    assert (unknown.type, unknown.status, unknown.title) == ("about:blank", 418, "I'm a teapot")
