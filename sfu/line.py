"""The line that lies nearest to the last points (least squares), laid on with each new one."""

from collections import deque


class Line:
    """Through the last `count` points; nothing grows, and rounding does not add up."""

    __slots__ = ("_count", "_fresh", "_origin", "_points", "_x", "_xx", "_xy", "_y")

    def __init__(self, count: int) -> None:
        self._count = count
        self._points: deque[tuple[float, float]] = deque()
        self._origin = (0.0, 0.0)
        """That sums are about: differences of large numbers would lose what matters."""
        self._fresh = 0
        self._x = self._y = self._xx = self._xy = 0.0

    @property
    def whole(self) -> bool:
        """Whether there are as many points as it is laid through."""
        return len(self._points) == self._count

    @property
    def slope(self) -> float:
        """0 where all points are at one x."""
        count = len(self._points)
        spread = count * self._xx - self._x * self._x
        return (count * self._xy - self._x * self._y) / spread if spread > 0 else 0.0

    def add(self, x: float, y: float) -> None:
        points = self._points
        points.append((x, y))
        if self._fresh == 0:
            self._lay_anew()
            return
        self._fresh -= 1
        self._weigh(x, y, 1)
        if len(points) > self._count:
            self._weigh(*points.popleft(), -1)

    def _weigh(self, x: float, y: float, sign: int) -> None:
        x -= self._origin[0]
        y -= self._origin[1]
        self._x += sign * x
        self._y += sign * y
        self._xx += sign * x * x
        self._xy += sign * x * y

    def _lay_anew(self) -> None:
        """Sum up again, about where the points are now: once for as many points as there are."""
        if len(self._points) > self._count:
            self._points.popleft()
        self._fresh = self._count - 1
        self._origin = self._points[0]
        self._x = self._y = self._xx = self._xy = 0.0
        for x, y in self._points:
            self._weigh(x, y, 1)
