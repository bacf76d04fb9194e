"""Ids: 128 random bits, so that nothing a browser sees can be guessed or sorted."""

from node.ports import Dice


def new_id(dice: Dice) -> str:
    return f"{dice.getrandbits(128):032x}"
