"""Listening: whoever calls before anybody answers is kept, not refused."""

import socket
from dataclasses import replace

import pytest

from signaling.listening import CannotListen, listen
from signaling.settings import Settings

ANYWHERE = Settings(port=0)


def test_who_calls_early_is_heard_when_somebody_answers() -> None:
    with listen(ANYWHERE) as listener:
        callers = [socket.create_connection(listener.getsockname()) for _ in range(14)]
        for number, caller in enumerate(callers):
            caller.sendall(bytes([number]))

        heard = set()
        for _ in callers:
            answered, _ = listener.accept()
            with answered:
                heard.add(answered.recv(1)[0])
        assert heard == set(range(14))
        for caller in callers:
            caller.close()


def test_a_port_that_is_taken_is_refused_with_a_remedy() -> None:
    with listen(ANYWHERE) as listener:
        port = listener.getsockname()[1]
        with pytest.raises(CannotListen, match=f"port {port}.*--port"):
            listen(replace(ANYWHERE, port=port))
