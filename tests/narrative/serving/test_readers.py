"""Readers are told apart by an address that they cannot choose."""

from __future__ import annotations

from ipaddress import ip_network

import pytest

from narrative.serving.readers import (
    HOUR_S,
    MOST_READERS,
    PEER,
    Allowance,
    TooManyError,
    network_of,
    reader_in,
    reader_of,
)

PROXIES = (ip_network("10.0.0.0/8"), ip_network("127.0.0.1/32"))


@pytest.mark.parametrize(
    ("peer", "forwarded", "reader"),
    [
        ("203.0.113.7", "", "203.0.113.7"),
        ("203.0.113.7", "10.0.0.1", "203.0.113.7"),  # who is no proxy may write what they like
        ("10.0.0.5", "198.51.100.1", "198.51.100.1"),
        ("10.0.0.5", "1.1.1.1, 198.51.100.1", "198.51.100.1"),  # what the reader wrote stands before what the proxy did
        ("127.0.0.1", "198.51.100.1, 10.1.2.3", "198.51.100.1"),
        ("10.0.0.5", "", "10.0.0.5"),
        ("10.0.0.5", "unknown", "unknown"),
    ],
)
def test_a_forwarded_address_counts_as_far_back_as_proxies_reach(peer: str, forwarded: str, reader: str) -> None:
    assert reader_of(peer, forwarded, PROXIES) == reader


def test_who_is_connected_counts_before_what_the_server_makes_of_headers() -> None:
    scope = {"client": ("198.51.100.1", 1), "headers": [(b"x-forwarded-for", b"198.51.100.1")], PEER: "127.0.0.1"}
    assert reader_in(scope, ()) == "127.0.0.1"
    assert reader_in(scope, PROXIES) == "198.51.100.1"


def test_a_network_of_ipv6_is_one_reader_and_an_ipv4_in_it_is_itself() -> None:
    assert network_of("2001:db8:1:2::1") == network_of("2001:db8:1:2:ffff::") != network_of("2001:db8:1:3::1")
    assert network_of("::ffff:203.0.113.7") == "203.0.113.7"
    assert len(network_of("x" * 9999)) == 60


def test_a_reader_may_take_so_many_an_hour_and_another_as_many() -> None:
    now = [0.0]
    allowance = Allowance(lambda: 10, lambda: now[0])
    allowance.take("a", 6)
    now[0] = 1800
    allowance.take("a", 4)
    with pytest.raises(
        TooManyError, match=r"^A reader may order 10 pictures an hour here; please ask again in 31 min"
    ) as no:
        allowance.take("a", 1)
    assert no.value.seconds == 1801
    allowance.take("a", 0)
    allowance.take("b", 10)
    now[0] = HOUR_S
    allowance.take("a", 6)
    with pytest.raises(TooManyError):
        allowance.take("a", 1)


def test_an_order_of_more_than_an_hour_s_is_never_taken() -> None:
    with pytest.raises(TooManyError):
        Allowance(lambda: 10).take("a", 11)


def test_who_ordered_longest_ago_is_forgotten() -> None:
    allowance = Allowance(lambda: 1)
    for number in range(MOST_READERS + 1):
        allowance.take(str(number), 1)
    allowance.take("0", 1)
    with pytest.raises(TooManyError):
        allowance.take(str(MOST_READERS), 1)
