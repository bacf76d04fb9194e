"""An allowance: however often somebody reconnects, they may not say more in a second."""

from hypothesis import given
from hypothesis import strategies as st

from rooms.chat_mode import ChatMode
from rooms.ids import Identity, RoomId
from signaling.allowance import PACES, RATE, Allowances
from signaling.bucket import SECOND
from signaling.chair_messages import SwitchChat
from signaling.talk_messages import Say

ADA = (RoomId("r"), Identity("ada"))
SAY = Say(text="hello", to="everyone")


class Clock:
    def __init__(self) -> None:
        self.now = 0

    def __call__(self) -> int:
        return self.now


def test_a_new_socket_is_no_new_allowance() -> None:
    clock = Clock()
    known = Allowances(clock)
    with known.of(ADA) as first:
        assert all(first.take_for(SAY, now=0) for _ in range(PACES[Say]))
    with known.of(ADA) as second:
        assert not second.take_for(SAY, now=0)
        assert second.take_for(SwitchChat(mode=ChatMode.OFF), now=0)


def test_others_and_other_rooms_have_their_own() -> None:
    known = Allowances(Clock())
    with known.of(ADA) as ada, known.of((RoomId("s"), ADA[1])) as elsewhere:
        assert all(ada.take(now=0) for _ in range(RATE))
        assert not ada.take(now=0)
        assert elsewhere.take(now=0)


def test_what_is_full_again_and_nobody_uses_is_forgotten() -> None:
    clock = Clock()
    known = Allowances(clock)
    for number in range(100):
        with known.of((RoomId("r"), Identity(str(number)))) as one:
            one.take(now=clock.now)
    clock.now = SECOND
    with known.of(ADA):
        assert len(known) == 1
        clock.now = 9 * SECOND
        with known.of((RoomId("r"), Identity("birch"))):
            assert len(known) == 2, "whoever is here is not forgotten"


@given(st.lists(st.tuples(st.integers(0, SECOND // 4), st.booleans()), max_size=200))
def test_no_second_sees_more_than_twice_the_rate(steps: list[tuple[int, bool]]) -> None:
    clock = Clock()
    known = Allowances(clock)
    said: list[int] = []
    socket = known.of(ADA)
    allowance = socket.__enter__()
    for pause, reconnects in steps:
        clock.now += pause
        if reconnects:
            socket.__exit__(None, None, None)
            socket = known.of(ADA)
            allowance = socket.__enter__()
        said += [clock.now for _ in range(10) if allowance.take_for(SAY, now=clock.now)]
    socket.__exit__(None, None, None)

    for start in said:
        assert sum(start <= at < start + SECOND for at in said) <= 2 * PACES[Say]
