"""Watches one running process: carries its messages, keeps some of its output, ends at the first limit."""

from __future__ import annotations

import os
import selectors
import time
from contextlib import suppress
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Protocol

_STARTING = 15.0  # seconds for two interpreters and NumPy, on a slow and busy machine
_PIECE = 65_536
_SHOWN = 4_000


@dataclass(frozen=True, slots=True)
class Limits:
    """`wall` in seconds from the moment the script is ready; the others in bytes."""

    wall: float = 5.0
    memory: int = 2 << 30
    output: int = 1 << 20
    messages: int = 8 << 20


class Ending(StrEnum):
    """Why a run ended."""

    OVER = "over"
    GONE = "gone"
    TIME = "time"
    OUTPUT = "output"
    MESSAGES = "messages"
    NOT_STARTED = "not started"


class Listener(Protocol):
    """The side of the trainer: takes messages line by line and replies."""

    ready: bool
    over: bool

    def hear(self, line: bytes) -> bytes:
        """Take one message; the bytes to reply with."""


@dataclass
class Watch:
    """The descriptors of a process (what it prints, its messages, replies to it) and who listens."""

    output: int
    messages: int
    replies: int
    listener: Listener
    limits: Limits
    _kept: bytearray = field(default_factory=bytearray)
    _unread: bytes = b""
    _printed: int = 0
    _told: int = 0

    def listen(self) -> Ending:
        """Carry messages until the run is over; why it ended. Time runs from when the listener is ready."""
        os.set_blocking(self.output, False)
        os.set_blocking(self.replies, False)
        deadline, was_ready = time.monotonic() + _STARTING, False
        with selectors.DefaultSelector() as selector:
            selector.register(self.output, selectors.EVENT_READ, self._take_output)
            selector.register(self.messages, selectors.EVENT_READ, self._take_messages)
            while self.messages in selector.get_map():
                left = deadline - time.monotonic()
                ending = self._take_what_is_there(selector, max(0.0, left))
                if ending is not None:
                    return ending
                if self.listener.ready and not was_ready:
                    deadline, was_ready = time.monotonic() + self.limits.wall, True
                elif left <= 0:
                    return Ending.TIME
        return Ending.GONE

    def _take_what_is_there(self, selector: selectors.BaseSelector, patience: float) -> Ending | None:
        for key, _ in selector.select(patience):
            data = os.read(key.fd, _PIECE)
            if not data:
                selector.unregister(key.fd)
                continue
            ending: Ending | None = key.data(data)
            if ending is not None:
                return ending
        return None

    def read_rest(self) -> str:
        """What was printed, with what was still on its way when the process ended."""
        with suppress(BlockingIOError):
            while self._printed <= self.limits.output and (data := os.read(self.output, _PIECE)):
                self._take_output(data)
        return self._kept.decode("utf-8", "replace")

    def _take_output(self, data: bytes) -> Ending | None:
        self._printed += len(data)
        self._kept += data[: max(0, _SHOWN - len(self._kept))]
        return Ending.OUTPUT if self._printed > self.limits.output else None

    def _take_messages(self, data: bytes) -> Ending | None:
        self._told += len(data)
        if self._told > self.limits.messages:
            return Ending.MESSAGES
        *lines, self._unread = (self._unread + data).split(b"\n")
        for line in lines:
            reply = self.listener.hear(line)
            if self.listener.over:
                return Ending.OVER
            if reply and not self._replied(reply):
                return Ending.GONE
        return None

    def _replied(self, reply: bytes) -> bool:
        """Whether all of it could be written: a script that asks and does not read is broken."""
        try:
            return os.write(self.replies, reply) == len(reply)
        except (BlockingIOError, BrokenPipeError):
            return False
