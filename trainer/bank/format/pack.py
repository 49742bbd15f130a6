"""The file pack.yaml at the root of a pack: its name, and what people want to know of it."""

from __future__ import annotations

from trainer.bank.format.fields import Id, Lines, Prose, Strict


class PackFile(Strict):
    """All of it may be left out; without a name, the folder's name is the pack's."""

    name: Id | None = None
    title: Prose | None = None
    description: Prose | None = None
    licence: Prose | None = None
    authors: Lines = ()
