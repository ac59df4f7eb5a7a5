"""What holds for every test: a shared machine is slow at times, so no hypothesis test has a deadline.

And which store a test works on: SQLite by default; those marked `both_stores` on PostgreSQL too. With
`--store=postgresql` everything that works on a store works on PostgreSQL.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator

import pytest
from hypothesis import settings

from tests.postgres import Server, missing, running

settings.register_profile("shared", deadline=None)
settings.load_profile("shared")

KINDS = ("sqlite", "postgresql")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--store", choices=KINDS, help="run every test on this kind of store")


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    both = metafunc.definition.get_closest_marker("both_stores") is not None
    if both and "store_kind" in metafunc.fixturenames and metafunc.config.getoption("--store") is None:
        metafunc.parametrize("store_kind", KINDS, indirect=True)


@pytest.fixture(scope="session", autouse=True)
def roomy() -> Iterator[None]:
    """Half of every disk is free: a test machine whose disk runs full is not what the tests speak of."""
    real = shutil.disk_usage
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(shutil, "disk_usage", lambda path: real(path)._replace(free=real(path).total // 2))
        yield


@pytest.fixture
def store_kind(request: pytest.FixtureRequest) -> str:
    """The kind of store that a test works on."""
    kind = str(getattr(request, "param", None) or request.config.getoption("--store") or "sqlite")
    if kind == "postgresql" and request.node.get_closest_marker("sqlite"):
        pytest.skip("about SQLite alone")
    return kind


@pytest.fixture(scope="session")
def postgres() -> Iterator[Server]:
    """A server of the tests' own, one for each worker of xdist."""
    why = missing()
    if why:
        pytest.skip(why)
    with running() as server:
        yield server


@pytest.fixture
def store_url(store_kind: str, request: pytest.FixtureRequest) -> Iterator[str]:
    """What config.yaml would say at `store`: a file in the office's folder, or a fresh database with its tables."""
    if store_kind == "sqlite":
        yield "baocao.db"
        return
    server: Server = request.getfixturevalue("postgres")
    with server.database() as url:
        yield url
