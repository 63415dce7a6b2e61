# SPDX-License-Identifier: Apache-2.0
import pytest

from manifests import objects, variants


def pytest_generate_tests(metafunc):
    """Runs a test with the argument "things" on the objects of every overlay."""
    if "things" in metafunc.fixturenames:
        rendered = list(variants())
        metafunc.parametrize(
            "things", [objects(text) for _, text in rendered], ids=[name for name, _ in rendered]
        )
