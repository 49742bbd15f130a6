"""Reads a drawing back: follows every arrow from its head to the leaf or box where its line begins."""

from __future__ import annotations

import re

from trainer.maths.drawing.tex_names import name_to_tex
from trainer.maths.drawing.typeset import inline

LEFT, RIGHT, UP, DOWN = (0, -1), (0, 1), (-1, 0), (1, 0)
JOINS = {
    "─": {LEFT, RIGHT}, "│": {UP, DOWN}, "╭": {RIGHT, DOWN}, "╮": {LEFT, DOWN}, "╰": {RIGHT, UP},
    "╯": {LEFT, UP}, "•": {LEFT, RIGHT, UP, DOWN}, "┼": {LEFT, RIGHT, UP, DOWN}, "▶": {LEFT}, "├": {RIGHT},
}  # fmt: skip


def shown(name: str) -> str:
    return inline(name_to_tex(name))


def arrows(lines: list[str]) -> list[tuple[str, str]]:
    """(source, target) of every arrow into a box, read from the characters alone."""
    width = max(map(len, lines))
    plane = [line.ljust(width) for line in lines]
    found = []
    for row, line in enumerate(plane):
        for column, char in enumerate(line):
            if char == "▶" and line[column + 1] == "│":
                found.append(
                    (source_of(plane, (row, column), LEFT, set()), target_of(plane, row, column + 1))
                )
    return found


def source_of(plane: list[str], at: tuple[int, int], way: tuple[int, int], seen: set[tuple[int, int]]) -> str:
    """The name at the left end of the line that leaves `at` towards `way`; empty at a dead end."""
    row, column = at[0] + way[0], at[1] + way[1]
    back = (-way[0], -way[1])
    char = plane[row][column]
    if way == LEFT and char == " " and plane[at[0]][at[1]] != "•":
        return re.split(r"[│─╮╯╰╭•┼├▶]", plane[row][:column])[-1].split()[0].rstrip(":")
    if back not in JOINS.get(char, set()) or (row, column) in seen:
        return ""
    if char == "├":
        return target_of(plane, row, column)
    onward = {way} if char == "┼" else JOINS[char] - {back, *({RIGHT} if char == "•" else set())}
    names = [source_of(plane, (row, column), turn, seen | {(row, column)}) for turn in sorted(onward)]
    return next((name for name in names if name), "")


def target_of(plane: list[str], row: int, column: int) -> str:
    """The name in the first row of the box whose border stands at this place."""
    while plane[row - 1][column] not in "╭╮":
        row -= 1
    left = column if plane[row - 1][column] == "╭" else plane[row - 1].rindex("╭", 0, column)
    return plane[row][left + 1 :].split(" = ")[0].strip()
