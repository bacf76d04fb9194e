"""Whoever kills a test run leaves nothing behind."""

import os
import select
import signal
import subprocess
import sys

PARENT = """
import subprocess, sys, time
from tests.support.mortal import MORTAL

child = subprocess.Popen([*MORTAL, sys.executable, "-c", "print('here', flush=True); input()"],
                         stdin=subprocess.PIPE, stdout=subprocess.PIPE)
child.stdout.readline()
print(child.pid, flush=True)
time.sleep(60)
"""


def test_a_program_ends_with_the_test_that_started_it_however_that_ends() -> None:
    parent = subprocess.Popen([sys.executable, "-c", PARENT], stdout=subprocess.PIPE, text=True)
    with parent:
        assert parent.stdout is not None
        child = os.pidfd_open(int(parent.stdout.readline()))
        try:
            assert select.select([child], [], [], 0) == ([], [], []), "it runs"

            parent.send_signal(signal.SIGKILL)

            assert select.select([child], [], [], 30) == ([child], [], []), "it outlived its test"
        finally:
            os.close(child)
