"""Promise: whatever people enter is read as text by everyone; no policy of the page is even touched.

That no page reports a violation of its Content-Security-Policy is checked at the end of every test.
"""

from dataclasses import replace

from tests.browser.conftest import Arrive
from tests.browser.people import LENA, WREN
from tests.browser.server import Server
from tests.browser.test_talk import texts, write

# Few, since nobody may write more at once.
SCRIPTS = (
    "<script>hacked=1</script> <img src=x onerror=hacked=1>",
    "<svg onload=hacked=1> <style>*{display:none}</style>",
    '"><iframe srcdoc="<script>parent.hacked=1</script>"> __proto__',
    "<a href=javascript:hacked=1>here</a> javascript:hacked=1//",
    "${hacked=1} {{hacked=1}} <math><mi//xlink:href='data:x,<script>hacked=1</script>'>",
)


def test_names_and_messages_are_never_markup(server: Server, arrive: Arrive) -> None:
    room = server.make_room()
    hostile = replace(WREN, name="<img src=x onerror=hacked=1>")
    lena, wren = arrive(LENA), arrive(hostile)
    lena.come_in(room.facilitator)
    wren.come_in(room.client)

    lena.wait_until(f"test.seats().some((seat) => seat.name === {hostile.name!r})")
    lena.tab.click("button", "Messages")
    wren.tab.click("button", "Write")
    for script in SCRIPTS:
        write(wren, script)
        lena.wait_to_read(script)

    assert texts(lena)[-len(SCRIPTS) :] == list(SCRIPTS)
    for guest in (lena, wren):
        assert guest.tab.run("return globalThis.hacked ?? null") is None
        assert guest.tab.run("return Object.prototype.hacked ?? null") is None
