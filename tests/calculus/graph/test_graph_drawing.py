"""Drawings that a person has read and approved, and a tracer that follows their lines back."""

from __future__ import annotations

import json
import re
from collections import Counter
from pathlib import Path

import pytest
from graph_oracles import NETWORKS, OPERATIONS, graph_of
from graph_tracer import arrows, shown
from hypothesis import given, settings
from hypothesis import strategies as st

from trainer.calculus.graph.drawn.drawing import draw
from trainer.calculus.graph.drawn.given import unseen
from trainer.calculus.graph.drawn.outline import outline
from trainer.calculus.graph.drawn.tracks import Net, route
from trainer.calculus.graph.graph import Graph
from trainer.maths.drawing.boxes import cell_width

DRAWINGS = sorted(Path(__file__).with_name("drawings").glob("*.txt"))
CASES = NETWORKS | OPERATIONS


def drawn_from(file: Path) -> tuple[Graph, list[str] | None, int, str, str]:
    """A file: `name: formula`, `name = value`, settings after `#`; then the drawing and the sentences."""
    head, drawing, told = file.read_text(encoding="utf-8").split("\n---\n")
    formulas = dict(re.findall(r"^(\w+): (.*)$", head, re.MULTILINE))
    leaves = {name: json.loads(value) for name, value in re.findall(r"^(\w+) = (.*)$", head, re.MULTILINE)}
    settings = dict(re.findall(r"^# (\w+): ?(.*)$", head, re.MULTILINE))
    graph = graph_of(formulas, leaves, settings.get("parameters", "").split(), fine="fine" in settings)
    known = settings["known"].split() if "known" in settings else None
    return graph, known, int(settings.get("width", "80")), drawing, told.rstrip("\n")


@pytest.mark.parametrize("file", DRAWINGS, ids=lambda file: file.stem)
def test_a_graph_is_drawn_and_told_as_it_was_approved(file: Path) -> None:
    """Each file holds the graph, the drawing and the sentences, parted by lines of dashes."""
    graph, known, width, drawing, told = drawn_from(file)

    assert "\n".join(draw(graph, known, width)) == drawing
    assert "\n".join(outline(graph, known)) == told


@pytest.mark.parametrize("name", CASES)
def test_every_arrow_leads_from_an_input_to_its_consumer(name: str) -> None:
    """Followed back from its head, each arrow ends at the leaf or box that the formula uses.

    Formulas in one box or operation by operation, on one sheet or on several.
    """
    for fine in (False, True):
        graph = CASES[name].graph(fine=fine)

        on_one_sheet, on_sheets = (Counter(arrows(draw(graph, width=width))) for width in (0, 80))

        wanted = Counter(
            (shown(source), shown(node.name)) for node in graph.structure.inner for source in node.inputs
        )
        assert on_one_sheet == wanted, f"{fine=}"
        assert on_sheets == wanted, f"{fine=}"


def test_two_branches_in_one_row_do_not_touch() -> None:
    """The end of one line and the dot of the next would look joined: there is a blank between them."""
    formulas = {"p": "(b - x)^2", "q": "y*y", "r": "(w - x)^2", "s": "w*w", "t": "sigmoid(s - y)"}
    formulas |= {"u": "s*t*s", "L": "p + q + r + u"}
    graph = graph_of(formulas, {"w": 0.5, "x": 1.2, "b": -0.3, "y": 0.7}, fine=True)

    lines = draw(graph, width=0)

    wanted = Counter(
        (shown(name), shown(node.name)) for node in graph.structure.inner for name in node.inputs
    )
    assert Counter(arrows(lines)) == wanted
    assert not any("••" in line for line in lines)


@pytest.mark.parametrize("fine", [False, True], ids=["coarse", "fine"])
@pytest.mark.parametrize("name", NETWORKS)
def test_a_drawing_fits_the_page_by_going_on_below(name: str, fine: bool) -> None:
    """All networks of the course fit 80 columns; filling it in does not move anything."""
    graph = NETWORKS[name].graph(fine=fine)

    answered, asked = draw(graph), draw(graph, ())

    assert max(map(cell_width, answered)) <= 80
    frames = [[re.sub(r"[^╭╮╰╯├▶•┼]", " ", line).rstrip() for line in lines] for lines in (answered, asked)]
    assert frames[0] == frames[1]


def test_a_question_shows_no_answer() -> None:
    """Nothing but leaves and the 1 at the output is a number before anything is answered."""
    graph = NETWORKS["skip connection"].graph()

    lines = [*draw(graph, ()), *outline(graph, ())]

    answers = {f"{float(graph.value(name)):.3f}"[:5] for name in ("h", "s", "L", "dL_dh", "dL_ds", "dL_dw")}
    assert not any(answer.lstrip("-") in line for answer in answers for line in lines)
    assert any("∂ 1" in line for line in lines)


def test_numbers_that_a_drawing_has_no_room_for_stand_below_it() -> None:
    """Matrices, long vectors, and what would be rounded; in words every one of them is told in a row."""
    leaves = {"W": [[1.0, -2.0], [0.5, 3.25]], "x": [1.0, 2.0], "b": [0.125, 1.0], "k": 3.0}
    graph = graph_of({"z": "W @ x + b", "L": "k*sum(z)"}, leaves, ["W"])

    names = unseen(graph)
    plain, told = draw(graph), draw(graph, given=names)

    assert names == ("W", "b")
    assert told[: len(plain)] == plain
    below = "\n".join(told[len(plain) :])
    assert re.findall(r"[\d.−]+", below) == ["1", "−2", "0.125", "1", "0.5", "3.25"]
    assert "W: [[1, −2], [0.5, 3.25]], a parameter. " in outline(graph, given=names)[0]


def test_numbers_below_a_drawing_go_on_in_the_next_line() -> None:
    """None of them is wider than the page."""
    leaves = {name: [[0.123456] * 4] * 2 for name in "ABCD"}
    graph = graph_of({"L": "sum(A*B + C*D)"}, leaves, ["A"])

    lines = draw(graph, given=unseen(graph))

    assert max(map(cell_width, lines)) <= 80
    assert "\n".join(lines).count("0.123456") == 32


NETS = st.lists(
    st.tuples(st.integers(0, 9), st.lists(st.integers(0, 9), min_size=1, max_size=3, unique=True)),
    min_size=1,
    max_size=5,
    unique_by=lambda net: net[0],
).filter(lambda nets: len({row for _, rows in nets for row in rows}) == sum(len(rows) for _, rows in nets))


@settings(max_examples=200, deadline=None)
@given(NETS)
def test_edges_of_different_nets_never_share_a_line(drawn: list[tuple[int, list[int]]]) -> None:
    """Two nets meet only where one runs across and the other down."""
    nets = [Net(source, tuple(rows)) for source, rows in drawn]

    tracks = route(nets)

    taken: dict[tuple[str, int, int], int] = {}
    for i, (net, column) in enumerate(zip(nets, tracks.columns if tracks else (), strict=False)):
        end = tracks.width if tracks else 0
        ways = [("across", net.source, c) for c in range(-1, (end if column < 0 else column) + 1)]
        if column >= 0:
            ways += [("down", row, column) for row in range(net.top, net.bottom + 1)]
            ways += [("across", row, c) for row in net.targets for c in range(column, end + 1)]
        assert all(taken.setdefault(way, i) == i for way in ways)
