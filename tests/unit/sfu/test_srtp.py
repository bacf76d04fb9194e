"""The SRTP seam never raises on what the network brings, and refuses keys that are our mistake."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sfu.pump import SrtpKeys
from sfu.srtp import Workbench, cipher

GCM = cipher(SrtpKeys("AEAD_AES_128_GCM", bytes(28), bytes(28)))
CM = cipher(SrtpKeys("AES128_CM_SHA1_80", bytes(30), bytes(30)))
BENCH = Workbench()

almost_rtp = st.builds(
    lambda first, rest: bytes([0x80 | first]) + rest, st.integers(0, 63), st.binary(max_size=1600)
)


@given(st.binary(max_size=100) | almost_rtp)
def test_no_bytes_are_opened_and_none_raise(data: bytes) -> None:
    for both in (GCM, CM):
        assert BENCH.open_rtp(both.inbound, data) is None
        assert BENCH.open_rtcp(both.inbound_rtcp, data) is None


@pytest.mark.parametrize(
    ("profile", "receive", "send"),
    [
        ("AEAD_AES_256_GCM", bytes(44), bytes(44)),
        ("AEAD_AES_128_GCM", bytes(30), bytes(28)),
        ("AEAD_AES_128_GCM", bytes(28), bytes(30)),
    ],
)
def test_keys_that_do_not_fit_their_profile_are_refused(
    profile: str, receive: bytes, send: bytes
) -> None:
    with pytest.raises(ValueError, match=profile):
        cipher(SrtpKeys(profile, receive, send))
