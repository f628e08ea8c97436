"""The collector rests while a file is read, and works again afterwards, whatever happened."""

from __future__ import annotations

import gc

import pytest

from geo.reading.garbage import LATER, collect_later, nothing_collected


def test_the_collector_works_again_after_a_fault() -> None:
    with pytest.raises(ValueError, match="broken"), nothing_collected():
        assert not gc.isenabled()
        raise ValueError("broken")
    assert gc.isenabled()


def test_within_each_other_the_outer_one_ends_it() -> None:
    with nothing_collected():
        with nothing_collected():
            pass
        assert not gc.isenabled()
    assert gc.isenabled()


def test_it_is_a_decorator_too() -> None:
    @nothing_collected()
    def works() -> bool:
        return gc.isenabled()

    assert [works(), works()] == [False, False]
    assert gc.isenabled()


def test_where_the_collector_was_off_it_stays_off() -> None:
    gc.disable()
    try:
        with nothing_collected():
            pass
        assert not gc.isenabled()
    finally:
        gc.enable()


def test_a_command_collects_seldom() -> None:
    before = gc.get_threshold()
    try:
        collect_later()
        assert gc.get_threshold() == LATER
    finally:
        gc.set_threshold(*before)
