"""People in a browser who are asked whether they may be recorded, and sign what they say."""

from typing import Any

from consent.erase import Erase
from consent.ids import AskId
from tests.support.door import Caller
from tests.unit.consent.keys import public, signed


class Person:
    """A caller with the key of their browser."""

    def __init__(self, caller: Caller, name: str) -> None:
        self.caller = caller
        self.name = name

    async def bind(self) -> None:
        assert (await self.caller.ask("bind_key", key=public(self.name)))["type"] == "done"

    async def asked(self, scope: str = "main", **fields: Any) -> dict[str, Any]:
        """Return what one is told of a question, once it has those fields."""
        while True:
            for told in self.caller.last.get("state", {}).get("consents", ()):
                if told["scope"] == scope and fields.items() <= told.items():
                    found: dict[str, Any] = told
                    return found
            await self.caller.hear()

    async def recording(self, state: str) -> dict[str, Any]:
        """Return what is shown of the recorder, once it is that."""
        while self.caller.last.get("state", {}).get("recording", {}).get("state") != state:
            await self.caller.hear()
        shown: dict[str, Any] = self.caller.last["state"]["recording"]
        return shown

    async def yes(self, scope: str = "main") -> dict[str, Any]:
        ask = await self.asked(scope, to_answer=True)
        signature = signed(self.name, AskId(ask["ask"]), ask["digest"])
        return await self.answer(ask, "given", digest=ask["digest"], signature=signature)

    async def no(self, scope: str = "main") -> dict[str, Any]:
        return await self.answer(await self.asked(scope), "refused")

    async def later(self, scope: str = "main") -> dict[str, Any]:
        return await self.answer(await self.asked(scope), "later")

    async def answer(self, ask: dict[str, Any], said: str, **signed_: Any) -> dict[str, Any]:
        return await self.caller.ask("answer_consent", ask=ask["ask"], answer=said, **signed_)

    async def withdraw(self, erase: Erase = Erase.NONE, scope: str = "main") -> dict[str, Any]:
        return await self.caller.ask("withdraw_consent", scope=scope, erase=erase.value)

    async def receipts(self) -> dict[str, Any]:
        assert (await self.caller.ask("ask_receipts"))["type"] == "done"
        return self.caller.last["receipts"]
