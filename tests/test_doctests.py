"""The examples in the docstrings run as written."""

import doctest
import importlib
import pkgutil

import pytest

import fintech_coding

MODULES = [
    module.name
    for module in pkgutil.walk_packages(fintech_coding.__path__, "fintech_coding.")
    if not module.name.endswith("__main__")
]


@pytest.mark.parametrize("name", MODULES)
def test_the_examples_of_a_module_run_as_written(name: str) -> None:
    result = doctest.testmod(importlib.import_module(name))
    assert result.failed == 0
