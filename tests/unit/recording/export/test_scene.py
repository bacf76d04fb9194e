"""A scene: pictures where their seats are, rings around who speaks, and no trace of the frame before."""

from av import VideoFrame

from recording.export import drawing
from recording.export.cast import Member
from recording.export.film import MISSING
from recording.export.scene import Scene
from recording.sheet import Portrait
from rooms.ids import ParticipantId
from rooms.role import Role

PAPER, INK_OF_RING = 240, 91  # brightness in I420, as drawing.PAPER and drawing.SPEAKING are drawn
BLACK = 16


def scene(count: int = 4, *, screen: bool = False) -> Scene:
    members = [
        Member(ParticipantId(str(n)), Portrait(f"P{n}", Role.CLIENT, n, bytes(16)), ())
        for n in range(count)
    ]
    return Scene(members, "Thursday skills group", screen=screen)


def black(width: int = 480, height: int = 270) -> VideoFrame:
    frame = VideoFrame(width, height, "yuv420p")
    for plane, value in zip(frame.planes, (BLACK, 128, 128), strict=True):
        plane.update(bytes([value]) * plane.buffer_size)
    return frame


def light(frame: VideoFrame, x: int, y: int) -> int:
    return memoryview(frame.planes[0])[y * frame.planes[0].line_size + x]


def middle(of: Scene, number: int) -> tuple[int, int]:
    place = of.tiles[number].place
    return place.x + place.width // 2, place.y + place.height // 2


def test_a_picture_is_in_its_tile_and_nowhere_else() -> None:
    of = scene()
    before = of.frame([(False, None)] * 4, "12:00")
    frame = of.frame([(False, None), (False, of.shaped(1, black())), *[(False, None)] * 2], "12:00")

    place = of.tiles[1].place
    assert light(frame, *middle(of, 1)) == BLACK
    changed = {
        (x, y)
        for y in range(0, drawing.HEIGHT, 2)
        for x in range(0, drawing.WIDTH, 2)
        if light(frame, x, y) != light(before, x, y)
    }
    assert changed
    assert all(
        place.x <= x < place.x + place.width and place.y <= y < place.y + place.height
        for x, y in changed
    )


def test_what_is_gone_leaves_the_empty_tile() -> None:
    of = scene()
    empty = of.frame([(False, None)] * 4, "12:00")
    of.frame([(True, of.shaped(n, black())) for n in range(4)], "12:00")
    again = of.frame([(False, None)] * 4, "12:00")

    for mine, plane in zip(again.planes, empty.planes, strict=True):
        assert bytes(mine) == bytes(plane)


def test_a_ring_is_around_who_speaks_and_nobody_else() -> None:
    of = scene()
    picture = [of.shaped(n, black()) for n in range(4)]
    frame = of.frame([(n == 2, picture[n]) for n in range(4)], "12:00")

    for n, tile in enumerate(of.tiles):
        x, y = tile.place.x + tile.place.width // 2, tile.place.y - drawing.MARGIN + 2
        assert (abs(light(frame, x, y) - INK_OF_RING) < 12) is (n == 2)
        assert light(frame, *middle(of, n)) == BLACK


def test_a_name_is_never_under_a_picture() -> None:
    of = scene()
    bare = of.frame([(False, None)] * 4, "12:00")
    frame = of.frame([(False, of.shaped(n, black())) for n in range(4)], "12:00")

    place = of.tiles[0].place
    for y in range(place.y + place.height - drawing.PLATE_HEIGHT + 2, place.y + place.height - 2):
        for x in range(place.x + 12, place.x + 30):
            assert light(frame, x, y) == light(bare, x, y)


def test_what_is_missing_is_said_instead_of_a_picture() -> None:
    of = scene()
    empty = of.frame([(False, None)] * 4, "12:00")
    frame = of.frame([(False, MISSING), *[(False, None)] * 3], "12:00")

    assert bytes(frame.planes[0]) != bytes(empty.planes[0])
    assert BLACK not in bytes(frame.planes[0])


def test_an_upright_picture_is_shown_whole_and_a_square_one_fills_its_tile() -> None:
    tile = scene().tiles[0]

    assert tile.size(270, 480) <= (tile.place.width, tile.place.height + 1)
    width, height = tile.size(640, 480)
    assert (width, height) >= (tile.place.width, tile.place.height)


def test_beside_a_screen_the_circle_is_smaller_and_still_all_of_it() -> None:
    alone, beside = scene(12), scene(12, screen=True)

    assert len(beside.tiles) == 13
    assert beside.tiles[0].place.width < alone.tiles[0].place.width
    assert beside.tiles[12].place.width > alone.tiles[0].place.width
