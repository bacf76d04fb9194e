"""How much may be searched: counted in steps, so that the same question has the same answer.

Never in seconds: a busy machine would deal otherwise than an idle one.
"""


class Exhausted(Exception):
    """The steps are used up before the answer is known."""


class Effort:
    def __init__(self, steps: int) -> None:
        self.left = steps

    def spend(self, steps: int = 1) -> None:
        self.left -= steps
        if self.left < 0:
            raise Exhausted
