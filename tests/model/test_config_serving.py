"""What an administrator writes for the service in config.yaml, and what she is told where it cannot be."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from sync.model.config import Config
from sync.model.config_file import ConfigError, config_of
from sync.model.serving import LOCAL, NO_MAIL, USUAL_BACKUPS, USUAL_HOURS, ExecutorSettings

HERE = Path(__file__).parent / "data" / "config.yaml"
BARE = "\n".join(
    line for line in HERE.read_text(encoding="utf-8").splitlines() if not line.startswith(("mail:", "executor:"))
)


def config_with(text: str) -> Config:
    return config_of(f"{BARE}\n{text}\n".encode(), HERE)


def told(text: str) -> str:
    with pytest.raises(ConfigError) as refused:
        config_with(text)
    return " ".join(" ".join(problem.words(HERE)) for problem in refused.value.errors)


def test_what_config_leaves_out_is_as_usual() -> None:
    config = config_with("")
    assert (config.mail, config.backups, config.executor) == (NO_MAIL, USUAL_BACKUPS, LOCAL)
    assert config.calendar.rounds == USUAL_HOURS


def test_hours_of_rounds_are_written_as_people_write_hours() -> None:
    bare = BARE.replace(
        "calendar:\n", 'calendar:\n  rounds: {nightly: ["1:30", 22h], busy_minutes: 30, busy_until: "17g45"}\n'
    )
    assert bare != BARE
    rounds = config_of(bare.encode(), HERE).calendar.rounds
    assert rounds.nightly == (dt.time(1, 30), dt.time(22, 0))
    assert (rounds.busy_minutes, rounds.busy_from, rounds.busy_until) == (30, dt.time(7, 0), dt.time(17, 45))


def test_mail_knows_the_port_that_goes_with_its_security() -> None:
    base = "host: mail.example.vn, sender: baocao@example.vn"
    ports = {kind: config_with(f"mail: {{{base}, security: {kind}}}").mail.port for kind in ("starttls", "tls", "none")}
    assert ports == {"starttls": 587, "tls": 465, "none": 25}
    assert config_with(f"mail: {{{base}, port: 2525, before: [1, 5]}}").mail.before == (5, 1)


def test_a_dask_cluster_is_named_by_its_scheduler() -> None:
    assert config_with('executor: {dask: "tcp://may-chu:8786"}').executor == ExecutorSettings(
        "dask", "tcp://may-chu:8786"
    )
    assert config_with("executor: local").executor == LOCAL


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("mail: {host: mail.example.vn, sender: b@example.vn, password: mat-khau-that}", "BAOCAO_MAIL_PASSWORD"),
        ("mail: {host: 'smtp://mail.example.vn', sender: b@example.vn}", "không phải tên máy chủ thư"),
        ("mail: {host: mail.example.vn}", "thiếu “sender”"),
        ("mail: {host: mail.example.vn, sender: 'b@example.vn, c@example.vn'}", "không phải địa chỉ thư"),
        ("mail: {host: mail.example.vn, sender: b@example.vn, at: sáng}", "không phải giờ trong ngày"),
        ("mail: {host: mail.example.vn, sender: b@example.vn, security: ssl}", "ssl"),
        ("executor: {dask: 'http://may-chu'}", "không phải địa chỉ của bộ điều phối Dask"),
        ("executor: spark", "spark"),
        ("backups: {daily: 0}", "daily"),
    ],
)
def test_what_cannot_be_is_told_with_its_line_and_what_to_write(text: str, said: str) -> None:
    sentence = told(text)
    assert said in sentence
    assert f"dòng {len(BARE.splitlines()) + 1}" in sentence
    assert "mat-khau-that" not in sentence
