"""How the connection does is told in words, and in numbers of each person, in Chromium and Firefox."""

from playwright.sync_api import expect

from tests.browser.chromium import ChromiumTab
from tests.browser.conftest import Arrive
from tests.browser.guest import Guest
from tests.browser.people import FERN, LENA
from tests.browser.server import Server

COMES_THROUGH = """
test.until(async () => {
  const {receptions} = await test.client().stats();
  const {self, participants} = test.state();
  const other = participants.find(({id}) => id !== self).id;
  const of = (source) => receptions.find((one) => one.participant === other && one.source === source);
  return of('camera')?.height > 0 && of('camera').pictures > 0 && of('camera').asked > 0 && of('microphone')?.loss < 0.1;
})
"""


def test_what_comes_through_of_a_person_is_known_in_both_browsers(
    server: Server, arrive: Arrive, fern_in_firefox: Guest
) -> None:
    room = server.make_room()
    lena, fern = arrive(LENA), fern_in_firefox
    lena.come_in(room.facilitator)
    fern.come_in(room.client)
    lena.wait_to_see(FERN)
    fern.wait_to_see(LENA)

    for viewer in (lena, fern):
        viewer.tab.run(f"await {COMES_THROUGH}")


def test_the_panel_says_it_in_words_and_in_numbers_for_whoever_asks(
    server: Server, arrive: Arrive
) -> None:
    room = server.make_room()
    lena, fern = arrive(LENA), arrive(FERN)
    lena.come_in(room.facilitator)
    fern.come_in(room.client)
    fern.wait_to_see(LENA)
    assert isinstance(fern.tab, ChromiumTab)
    page = fern.tab.page

    page.get_by_role("button", name="More", exact=True).click()
    page.get_by_role("button", name="Connection").click()

    panel = page.get_by_role("complementary", name="Connection")
    expect(panel.get_by_text("Your connection is good.")).to_be_visible()
    expect(panel.get_by_text("pixels high")).not_to_be_visible()
    panel.locator("summary", has_text="Numbers").last.click()
    expect(panel.get_by_text("pixels high")).to_be_visible()
