"""What takes too long is ended; what is done in time is left alone, however much was asked before."""

from __future__ import annotations

import threading
import time

from sheets.excel.watch import Watch


def test_what_takes_longer_than_its_limit_is_ended_and_known_to_be_late() -> None:
    watch, ended = Watch(), threading.Event()
    with watch.limit(0.05, ended.set):
        assert ended.wait(5)
    assert watch.late
    watch.close()


def test_what_is_done_in_time_is_not_ended_later() -> None:
    watch, ended = Watch(), threading.Event()
    for _ in range(100):
        with watch.limit(0.05, ended.set):
            pass
    assert not ended.wait(0.2)
    assert not watch.late
    watch.close()


def test_a_shorter_limit_after_a_longer_one_is_kept() -> None:
    watch, ended = Watch(), threading.Event()
    with watch.limit(60, ended.set):
        pass
    begun = time.monotonic()
    with watch.limit(0.05, ended.set):
        assert ended.wait(5)
    assert time.monotonic() - begun < 5
    watch.close()


def test_being_late_once_says_nothing_of_the_next() -> None:
    watch, ended = Watch(), threading.Event()
    with watch.limit(0.01, ended.set):
        assert ended.wait(5)
    with watch.limit(60, ended.set):
        assert not watch.late
    watch.close()


def test_one_thread_watches_and_it_ends_when_closed_though_not_before_what_is_under_way() -> None:
    before, watch, ended = set(threading.enumerate()), Watch(), threading.Event()
    with watch.limit(0.3, ended.set):
        (thread,) = set(threading.enumerate()) - before
        watch.close()
        assert ended.wait(5)
    thread.join(5)
    assert not thread.is_alive()
