"""A program in a pseudo-terminal: when it paints, how it answers keys, what memory it takes."""

import contextlib
import os
import pty
import re
import select
import signal
import struct
import sys
import termios
import time
from fcntl import ioctl
from pathlib import Path

from benchmarks.place import ROOT, environment

PATIENCE = 60.0
_QUERIES = {
    b"\x1b[6n": b"\x1b[1;3R",  # where the cursor stands: behind one consonant and one sign
    b"\x1b[?2026$p": b"\x1b[?2026;2$y",  # frames may be sent whole
}
_FRAME_END = b"\x1b[?2026l"
_SEQUENCE = re.compile(rb"\x1b(?:\[[0-?]*[ -/]*[@-~]|\][^\x07\x1b]*(?:\x07|\x1b\\)|[@-Z\\-_=>])")


class Terminal:
    """A child on a terminal of 100 × 30, answering what a terminal is asked."""

    def __init__(self, *arguments: str) -> None:
        self.began = time.perf_counter()
        around = environment()
        self.child, self.descriptor = pty.fork()
        if self.child == 0:
            os.chdir(ROOT)
            os.execve(sys.executable, [sys.executable, *arguments], around)
        ioctl(self.descriptor, termios.TIOCSWINSZ, struct.pack("HHHH", 30, 100, 0, 0))
        self.heard = b""

    def read(self, wait: float) -> bytes:
        """What comes within ``wait`` seconds; nothing where nothing comes. Raises EOFError."""
        ready, _, _ = select.select([self.descriptor], [], [], wait)
        if not ready:
            return b""
        try:
            piece = os.read(self.descriptor, 65_536)
        except OSError as error:
            raise EOFError from error
        self.heard += piece
        for query, answer in _QUERIES.items():
            if query in piece:
                os.write(self.descriptor, answer)
        return piece

    def words(self) -> str:
        """What was written so far, without the sequences that command the terminal."""
        return _SEQUENCE.sub(b" ", self.heard).decode("utf-8", "replace")

    def wait_for(self, *any_of: str) -> float:
        """Seconds from the start until one of these words is painted. Raises EOFError."""
        until = time.monotonic() + PATIENCE
        while time.monotonic() < until:
            if self.read(0.5) and any(word in self.words() for word in any_of):
                return time.perf_counter() - self.began
        raise EOFError(f"{any_of} not seen in: {self.words()[-500:]}")

    def rest(self, seconds: float) -> None:
        """Take what is painted for so long."""
        until = time.monotonic() + seconds
        while (left := until - time.monotonic()) > 0:
            self.read(left)

    def press(self, key: str) -> float | None:
        """Seconds from a key to the end of the first frame; None where none comes."""
        self.heard = b""
        begin = time.perf_counter()
        os.write(self.descriptor, key.encode())
        until = time.monotonic() + 1.0
        painted = None
        while painted is None and time.monotonic() < until:
            self.read(0.1)
            if _FRAME_END in self.heard:
                painted = time.perf_counter() - begin
        self.rest(0.06)
        return painted

    def peak_memory(self) -> float:
        """The most memory that the child has held so far, in MB."""
        status = Path(f"/proc/{self.child}/status").read_text()
        return int(status.split("VmHWM:")[1].split()[0]) / 1000

    def close(self) -> None:
        """End the child."""
        with contextlib.suppress(ProcessLookupError):
            os.kill(self.child, signal.SIGKILL)
        os.waitpid(self.child, 0)
        os.close(self.descriptor)
