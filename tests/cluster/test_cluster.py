"""Forms read and checked on a Dask cluster: the same is found, whatever happens to the cluster nothing is lost."""

from __future__ import annotations

import datetime as dt
import shutil
from collections.abc import Iterator
from concurrent.futures import Executor, Future
from concurrent.futures.process import BrokenProcessPool
from pathlib import Path

import pytest

from sheets.errors import BookError
from sheets.excel import batches
from sheets.excel.reader import Child, Limits, Readers
from sync.model.config_file import load_config
from sync.model.period import parse_period
from sync.model.serving import ExecutorSettings
from sync.work import cluster as room
from sync.work.cluster import Cluster, computing, looked_at
from sync.work.understanding import Asked, Understood, understood
from tests.cluster.conftest import CODE, ROOT, Machines, machines
from tests.road.conftest import Desk, desk  # noqa: F401 the fixture

JANUARY = ("--period", "2024-01")
TODAY = dt.date(2024, 3, 1)
ASKED = Asked(load_config(ROOT / "config.yaml"), parse_period("2024-01"), TODAY)
FORMS = sorted((ROOT / "examples" / "2024-01").glob("*.xlsx"))


@pytest.fixture(autouse=True)
def _no_child_stays() -> Iterator[None]:
    yield
    batches.let_go()


def _on(address: str) -> Cluster:
    return Cluster(ExecutorSettings("dask", address))


def _told(files: list[Path], executor: Executor | None, count: int = 2) -> Iterator[Understood | str]:
    with Readers(count, ASKED, executor=executor) as readers:
        for _, told in readers.told(files):
            yield told.code if isinstance(told, BookError) else understood(told)


@pytest.fixture(scope="module")
def usual() -> list[Understood | str]:
    return list(_told(FORMS, None))


def _configured(desk: Desk, address: str) -> None:  # noqa: F811
    path = desk.folder / "config.yaml"
    text = path.read_text(encoding="utf-8")
    path.write_text(f'{text}\nexecutor: {{dask: "{address}"}}\n', encoding="utf-8")


def test_a_cluster_understands_what_this_machine_understands(
    cluster: Machines, usual: list[Understood | str], tmp_path: Path
) -> None:
    broken = tmp_path / "hong.xlsx"
    broken.write_bytes(b"PK\x03\x04 no workbook")
    gone = tmp_path / "khong-con.xlsx"
    with computing(ExecutorSettings("dask", cluster.address)) as made:
        assert made is not None
        told = list(_told([*FORMS, broken, gone, *FORMS], made, made.ahead))
        assert told == [*usual, "half-written", "vanished", *usual]
        assert made.said == []


def test_a_round_on_a_cluster_says_and_keeps_what_a_round_here_does(
    cluster: Machines,
    desk: Desk,  # noqa: F811
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    here = _whole_round(desk)
    cells = desk.dump()["book"]
    desk.forget()
    _configured(desk, cluster.address)

    def never(_: Readers) -> None:
        raise AssertionError

    monkeypatch.setattr(Readers, "_start", never)
    assert _whole_round(desk) == here
    assert desk.dump()["book"] == cells


def _whole_round(desk: Desk) -> object:  # noqa: F811
    said = desk.say("sync", *JANUARY, "--format", "json")
    assert said.err == ""
    told = {key: said.json[key] for key in ("read", "unchanged", "failed", "divisions")}
    return said.code, told, desk.say("check", *JANUARY, "--format", "json").json["findings"]


def test_a_worker_that_dies_in_the_middle_loses_nothing(tmp_path: Path, usual: list[Understood | str]) -> None:
    with machines(tmp_path) as made:
        at_work = _on(made.address)
        found = []
        for number, each in enumerate(_told(FORMS * 8, at_work, at_work.ahead)):
            if number == 1:
                made.kill(made.workers[0])
            found.append(each)
        assert found == usual * 8
        assert at_work.said == [], "Dask gave its work to the other"
        at_work.close()


def test_a_cluster_that_dies_in_the_middle_leaves_the_rest_to_this_machine(
    tmp_path: Path, usual: list[Understood | str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(room, "LOOK_SECONDS", 0.3)
    monkeypatch.setattr(room, "GONE_SECONDS", 1.0)
    with machines(tmp_path) as made:
        at_work = _on(made.address)
        found = []
        for number, each in enumerate(_told(FORMS * 8, at_work, at_work.ahead)):
            if number == 1:
                for process in (*made.workers, made.scheduler):
                    made.kill(process)
            found.append(each)
        assert found == usual * 8
        assert at_work.said == ["cluster-gone"]
        assert at_work.executor is None
        at_work.close()


def test_a_scheduler_that_nobody_answers_at_is_told_and_the_round_is_done_here(
    desk: Desk,  # noqa: F811
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(room, "CONNECT_SECONDS", 1)
    _configured(desk, "tcp://127.0.0.1:1")
    said = desk.say("sync", *JANUARY)
    assert said.code == 0
    assert "Không nối được cụm máy tính ở khóa executor; các biểu đã được đọc ngay trên máy này." in said.out
    assert said.err == ""
    again = desk.say("sync", *JANUARY)
    assert "cụm máy tính" not in again.out, "where there is nothing to read nobody is asked"


def test_a_cluster_without_workers_is_told(tmp_path: Path, usual: list[Understood | str]) -> None:
    with machines(tmp_path, workers=0) as made:
        alone = _on(made.address)
        assert (alone.executor, alone.said) == (None, ["cluster-empty"])


def test_a_cluster_with_other_code_is_told_and_not_believed(tmp_path: Path, usual: list[Understood | str]) -> None:
    other = tmp_path / "other"
    for name in ("sheets", "sync"):
        shutil.copytree(CODE / name, other / name, ignore=shutil.ignore_patterns("__pycache__"))
    with (other / "sync" / "checks" / "sums.py").open("a", encoding="utf-8") as changed:
        changed.write("\n# an older rule\n")
    with machines(tmp_path, 1, other) as made:
        strange = _on(made.address)
        assert list(_told(FORMS, strange, strange.ahead)) == usual
        assert strange.said == ["cluster-other-code"]
        strange.close()


def test_where_the_library_is_missing_the_round_is_done_here(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(__import__("sys").modules, "distributed", None)
    without = _on("tcp://127.0.0.1:1")
    assert (without.executor, without.said) == (None, ["cluster-no-library"])


class _Unlucky(Executor):
    """An executor all of whose workers die."""

    def submit(self, fn: object, /, *args: object, **kwargs: object) -> Future[object]:  # type: ignore[override]
        task: Future[object] = Future()
        task.set_exception(BrokenProcessPool())
        return task


def test_what_no_worker_could_do_is_done_here_file_by_file(usual: list[Understood | str]) -> None:
    assert list(_told(FORMS, _Unlucky())) == usual


def test_batches_are_of_25_files_at_most_and_few_files_are_spread(tmp_path: Path) -> None:
    files = [tmp_path / f"{number}.xlsx" for number in range(60)]
    assert [len(each) for each in batches.batches(files, 2)] == [25, 25, 10]
    assert [len(each) for each in batches.batches(files[:7], 4)] == [2, 2, 2, 1]
    for each in files[:3]:
        each.write_bytes(b"x" * 5 * 2**20)
    assert [len(each) for each in batches.batches(files[:4], 1)] == [1, 1, 2], "by what they weigh, too"


def test_a_worker_keeps_its_child_from_batch_to_batch_and_lets_it_go() -> None:
    started = []

    class Counted(Child):
        def begin(self) -> None:
            started.append(self)
            super().begin()

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(batches, "Child", Counted)
        files = [(FORMS[0].name, FORMS[0].read_bytes())]
        limits = Limits()
        first, second = (batches.read_batch(files, limits) for _ in range(2))
    assert first == second
    assert len(started) == 1
    batches.let_go(older=60)
    assert started[0]._process is not None
    batches.let_go()
    assert started[0]._process is None


def test_doctors_look_at_a_cluster_tells_what_is_wrong_with_it(cluster: Machines, tmp_path: Path) -> None:
    assert looked_at(ExecutorSettings("dask", cluster.address)) == (2, "")
    foreign = tmp_path / "code"
    for name in ("sheets", "sync"):
        shutil.copytree(CODE / name, foreign / name, ignore=shutil.ignore_patterns("__pycache__"))
    with (foreign / "sheets" / "text.py").open("a", encoding="utf-8") as source:
        source.write("# another day's\n")
    (tmp_path / "other").mkdir()
    with machines(tmp_path / "other", 1, foreign) as other:
        assert looked_at(ExecutorSettings("dask", other.address)) == (1, "cluster-other-code")
        for worker in other.workers:
            other.kill(worker)
        other.kill(other.scheduler)
        assert looked_at(ExecutorSettings("dask", other.address)) == (0, "cluster-unreachable")
