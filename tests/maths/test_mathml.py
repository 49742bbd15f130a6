"""TeX becomes MathML that is well-formed, says every symbol in its order, and lets nothing of a text act."""

from itertools import count
from pathlib import Path
from xml.etree import ElementTree

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.maths.test_typeset import TEX
from tests.maths.trees import trees
from trainer.bank import load_bank
from trainer.bank.variant import make_variant
from trainer.errors import AuthorError
from trainer.maths.drawing.mathml import mathml
from trainer.maths.drawing.passages import SpanKind, passages
from trainer.maths.drawing.tex import to_tex
from trainer.maths.drawing.tex_nodes import Accent, Brace, Fenced, Fraction, Grid, Root, Row, Script, Sign
from trainer.maths.drawing.tex_reader import read
from trainer.maths.drawing.typeset import display
from trainer.paths import exercises_folder

DRAWINGS = sorted(Path(__file__).with_name("drawings").glob("*.txt"))
ELEMENTS = """
math mrow mi mn mo mtext mspace mfrac msqrt mroot msub msup msubsup munder mover munderover
mtable mtr mtd
"""
ARGUMENTS = {"mfrac": 2, "mroot": 2, "msub": 2, "msup": 2, "munder": 2, "mover": 2} | {
    "msubsup": 3,
    "munderover": 3,
}


def symbols(node):
    """The signs of a TeX tree from left to right, bottom before top, marks left out."""
    match node:
        case Sign(text, _):
            yield text
        case Row(items):
            for item in items:
                yield from symbols(item)
        case Fraction(num, den):
            yield from (*symbols(num), *symbols(den))
        case Root(body, index):
            yield from (*symbols(body), *(symbols(index) if index else ()))
        case Script(nucleus, sup, sub):
            if isinstance(nucleus, Brace):
                sub, sup = (None, sup) if nucleus.over else (sub, None)
            for part in (nucleus, sub, sup):
                yield from symbols(part) if part else ()
        case Fenced(left, body, right):
            yield from (left, *symbols(body), right)
        case Grid(rows, _, left, right):
            yield left
            for row in rows:
                for cell in row:
                    yield from symbols(cell)
            yield right
        case Accent(_, body) | Brace(body, _):
            yield from symbols(body)


def said(element, marks):
    """The text of MathML without what accents and braces add, and without the width of its blanks."""
    if element.tag == "mo" and element in marks:
        return ""
    return (element.text or "") + "".join(said(child, marks) for child in element)


def plain(text):
    return "".join(text.split())


def check(tex):
    """Well-formed, of known elements with as many children as they take, and all its symbols in order."""
    root = ElementTree.fromstring(mathml(tex))
    accents = [over[1] for over in root.iter("mover") if over.get("accent")]
    braces = [e[1] for e in root.iter() if e.tag in ("mover", "munder") and e[1].text in ("⏞", "⏟")]

    assert {element.tag for element in root.iter()} <= set(ELEMENTS.split()), tex
    assert all(len(e) == ARGUMENTS[e.tag] for e in root.iter() if e.tag in ARGUMENTS), tex
    assert plain(said(root, {*accents, *braces})) == plain("".join(symbols(read(tex)))), tex
    assert root.get("alttext") == " ".join(tex.split())


def test_every_formula_of_the_bank_is_drawn():
    """Prompts, hints, worked answers and labels, each exercise drawn from another seed."""
    seeds = count(5)
    formulas = set()
    for exercise in load_bank([exercises_folder()]).exercises.values():
        variant = make_variant(exercise, next(seeds))
        texts = (variant.prompt, *variant.hints, *variant.solution, *(part.label for part in variant.parts))
        for text in texts:
            for passage in passages(text):
                formulas |= {s.text for s in passage.spans if s.kind in (SpanKind.INLINE, SpanKind.DISPLAY)}

    assert len(formulas) > 500
    for tex in formulas:
        check(tex)


@pytest.mark.parametrize("file", DRAWINGS, ids=lambda file: file.stem)
def test_every_formula_that_the_terminal_draws_is_drawn(file):
    """The corpus of the typesetter has one of each construction."""
    check(file.read_text(encoding="utf-8").split("\n---\n")[0])


@given(trees(max_leaves=12))
def test_every_expression_is_drawn(expr):
    """What a learner typed comes out through its TeX."""
    check(to_tex(expr))


@given(TEX)
def test_every_nesting_is_drawn(tex):
    """Constructions within constructions."""
    check(tex)


@given(st.text(max_size=30) | st.text(r"\{}^_&|()[]$'<>leftrighfcsqbn .1", max_size=40))
def test_a_text_is_drawn_exactly_where_the_terminal_draws_it(tex):
    """There is one reader: the same texts are refused, at the same place."""

    def outcome(draw):
        try:
            draw(tex)
        except AuthorError as error:
            return error.column, error.message
        return "drawn"

    assert outcome(mathml) == outcome(display)


@settings(max_examples=50)
@given(st.text(max_size=20))
def test_text_within_a_formula_never_acts(text):
    """Angle brackets, ampersands and quotes are text, in the formula and in its alternative."""
    tex = rf"\text{{{text}}}"
    try:
        shown = mathml(tex)
    except AuthorError:
        return
    assert {element.tag for element in ElementTree.fromstring(shown).iter()} <= {"math", "mrow", "mtext"}


@pytest.mark.parametrize(
    ("tex", "path"),
    [
        (r"\sum_{i=1}^n x_i", "munderover"),
        (r"\lim_{h \to 0} f", "munder"),
        (r"\int_0^1 x \, dx", "msubsup"),
        (r"\sqrt[3]{x}", "mroot"),
        (r"\binom{n}{k}", ".//mfrac[@linethickness='0']"),
        (r"\begin{bmatrix} a & b \\ c & d \end{bmatrix}", ".//mtr[2]/mtd[2]"),
        (r"\hat{m}", "mover[@accent='true']"),
        (r"\underbrace{a}_{b}", "munder/munder"),
        (r"\left(\frac{a}{b}\right)", "mrow/mo[@stretchy='true']"),
        ("(a + b)", "mrow/mo[@stretchy='false']"),
        ("-x", "mo[@form='prefix']"),
        ("a_{i-1}", "msub/mrow/mo[@lspace='0']"),
        (r"\text{if } x", "mtext"),
        (r"\nabla f", "mi[@mathvariant='normal']"),
        (r"\begin{aligned} a &= b \\ &= c \end{aligned}", ".//mtable[@displaystyle='true']"),
    ],
)
def test_a_construction_has_its_element(tex, path):
    """Bounds of sums stand over and under, those of integrals beside; only tall brackets grow."""
    assert ElementTree.fromstring(mathml(tex)).find(path) is not None, mathml(tex)


def test_a_prime_is_not_raised_twice():
    """The sign stands high by itself; an exponent after it is raised."""
    assert "msup" not in mathml("f'(x)")
    assert "<msup><mi>f</mi><mrow><mo" in mathml("f'^2")


def test_the_deepest_formula_does_not_exhaust_the_stack():
    """As deep as the reader lets any formula be."""
    assert mathml(r"\frac{" * 98 + "x" + "}{y}" * 98).count("<mfrac>") == 98
