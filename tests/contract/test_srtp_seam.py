"""pylibsrtp's private binding still does what we call it for, byte for byte.

The vectors are libsrtp's own (`srtp_validate` in its test driver).  If a new version of the binding
changes a signature or a profile, this fails before a call does.
"""

from sfu.pump import SrtpKeys
from sfu.srtp import DATAGRAM_MOST, ROOM, Cipher, Workbench, cipher
from tests.support.person import session

CM_KEY = bytes.fromhex("e1f97a0d3e018be0d64fa32c06de41390ec675ad498afeebb6960b3aabe6")
GCM_KEY = bytes.fromhex("000102030405060708090a0b0c0d0e0fa0a1a2a3a4a5a6a7a8a9aaab")
RTP = bytes.fromhex("800f1234decafbadcafebabe") + b"\xab" * 16
RTCP = bytes.fromhex("81c8000bcafebabe") + b"\xab" * 16

CM, GCM = "AES128_CM_SHA1_80", "AEAD_AES_128_GCM"
SRTP_CM = bytes.fromhex(
    "800f1234decafbadcafebabe4e55dc4ce79978d88ca4d215949d2402b78d6acc99ea179b8dbb"
)
SRTP_GCM = bytes.fromhex(
    "800f1234decafbadcafebabec5002ede04cfdd2eb91159e0880aa06ed2976826f796b201df3131a127e8a392"
)
SRTCP_CM = bytes.fromhex(
    "81c8000bcafebabe7128035be487b9bdbef89041f977a5a880000001993e08cd54d6c1230798"
)


def made(profile: str, key: bytes) -> tuple[Cipher, Workbench]:
    bench = Workbench()
    return cipher(SrtpKeys(profile, receive=key, send=key)), bench


def test_counter_mode_with_sha1_matches_the_known_vector() -> None:
    both, bench = made(CM, CM_KEY)

    assert bench.seal_rtp(both.outbound, bench.put(RTP)) == SRTP_CM
    assert bench.open_rtp(both.inbound, SRTP_CM) == RTP


def test_gcm_matches_the_known_vector() -> None:
    both, bench = made(GCM, GCM_KEY)

    assert bench.seal_rtp(both.outbound, bench.put(RTP)) == SRTP_GCM
    assert bench.open_rtp(both.inbound, SRTP_GCM) == RTP


def test_rtcp_matches_the_known_vector() -> None:
    both, bench = made(CM, CM_KEY)

    assert bench.seal_rtcp(both.outbound_rtcp, bench.put(RTCP)) == SRTCP_CM
    assert bench.open_rtcp(both.inbound_rtcp, SRTCP_CM) == RTCP


def test_packets_longer_than_the_public_limit_pass() -> None:
    both, bench = made(GCM, GCM_KEY)
    packet = RTP[:12] + bytes(DATAGRAM_MOST - 12 - 16)

    sealed = bench.seal_rtp(both.outbound, bench.put(packet))

    assert sealed is not None
    assert bench.open_rtp(both.inbound, sealed) == packet


def test_what_is_too_long_for_a_datagram_is_not_opened() -> None:
    both, bench = made(GCM, GCM_KEY)

    assert bench.open_rtp(both.inbound, bytes([0x80]) * (ROOM + 1)) is None


def test_what_is_forged_or_replayed_is_not_opened() -> None:
    both, bench = made(GCM, GCM_KEY)
    forged = SRTP_GCM[:-1] + bytes([SRTP_GCM[-1] ^ 1])

    assert bench.open_rtp(both.inbound, forged) is None
    assert bench.open_rtp(both.inbound, SRTP_GCM) == RTP
    assert bench.open_rtp(both.inbound, SRTP_GCM) is None


def test_a_packet_out_of_order_within_the_window_is_opened() -> None:
    both, bench = made(GCM, GCM_KEY)
    sender = session(GCM, GCM_KEY, inbound=False)
    sealed = [sender.protect(b"\x80\x60" + n.to_bytes(2) + RTP[4:]) for n in range(1000)]

    assert bench.open_rtp(both.inbound, sealed[-1]) is not None
    assert bench.open_rtp(both.inbound, sealed[0]) is not None
