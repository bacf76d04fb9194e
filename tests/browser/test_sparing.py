"""An overworked machine sends fewer pictures, in both browsers: what is set is what the browser takes."""

from typing import Final

from tests.browser.conftest import Arrive
from tests.browser.guest import Guest
from tests.browser.people import FERN, LENA
from tests.browser.server import Server

OVERWORK: Final = """
const peer = test.peers.at(-1);
const tell = peer.getStats.bind(peer);
peer.getStats = async () => {
  const limited = (one) => (one.type === 'outbound-rtp' && one.rid ? {...one, qualityLimitationReason: 'cpu'} : one);
  return new Map([...(await tell()).values()].map((one) => [one.id, limited(one)]));
};
"""
"""To overwork this machine in earnest would overwork every other test on it."""

SPARED: Final = """test.peers.at(-1).getSenders().some((sender) => {
  const {encodings} = sender.getParameters();
  return encodings.length === 3 && encodings.every(({maxFramerate}) => maxFramerate === 15);
})"""


def test_whoever_is_overworked_for_a_while_sends_fewer_pictures_and_is_seen(
    server: Server, arrive: Arrive, fern_in_firefox: Guest
) -> None:
    room = server.make_room()
    lena, fern = arrive(LENA), fern_in_firefox
    lena.come_in(room.facilitator)
    fern.come_in(room.client)
    for guest in (lena, fern):
        guest.tab.run(OVERWORK)

    for guest, other in ((lena, FERN), (fern, LENA)):
        guest.wait_until(SPARED)
        guest.wait_to_see(other)
