"""The page stands alone: it loads nothing, no text acts in it, and it can be read without colours."""

import re
from itertools import pairwise
from pathlib import Path
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.export.sample import HOSTILE
from trainer.export.document import (
    Badge,
    Bar,
    Chart,
    Column,
    Document,
    Entry,
    Facts,
    Formula,
    Gauge,
    Link,
    Listing,
    Paragraph,
    Preformatted,
    Section,
    Table,
    Tone,
    Typed,
    Words,
)
from trainer.export.html_page import page
from trainer.export.visible import visible

KINDS = ["report", "paper", "paper with answers"]
STYLE = (Path(__file__).parents[2] / "trainer/export/page.css").read_text(encoding="utf-8")
TAGS = """
html head meta title style body main header section h1 h2 h3 h4 p a strong code bdi pre span div ul li
dl dt dd table caption thead tbody tr th td figure figcaption svg rect path circle text math mrow mi mn
mo mtext mspace mfrac msqrt mroot msub msup msubsup munder mover munderover mtable mtr mtd
"""
ATTRIBUTES = """
lang charset http-equiv content name class id href role aria-label aria-hidden tabindex scope data-title
style viewBox x y width height rx d cx cy r display alttext form fence stretchy symmetric lspace rspace
largeop movablelimits mathvariant linethickness displaystyle accent
"""


def tree(document):
    return ElementTree.fromstring(page(document))


def words(element):
    return "".join(element.itertext())


@pytest.fixture(scope="module")
def trees(documents):
    return {name: tree(document) for name, document in documents.items()}


@pytest.mark.parametrize("name", KINDS)
def test_nothing_is_loaded_and_nothing_runs(trees, name):
    """No element or attribute beyond a short list, no address but places of the page itself."""
    root = trees[name]

    assert {element.tag for element in root.iter()} <= set(TAGS.split())
    assert {attribute for element in root.iter() for attribute in element.attrib} <= set(ATTRIBUTES.split())
    assert all(e.get("href", "#").startswith("#") for e in root.iter())
    assert "url(" not in STYLE
    assert "@import" not in STYLE


@pytest.mark.parametrize("name", KINDS)
def test_the_policy_forbids_all_but_inline_style(trees, name):
    """It stands before the first text and the style."""
    head = list(trees[name].find("head"))
    policy = next(meta for meta in head if meta.get("http-equiv") == "Content-Security-Policy")

    assert policy.get("content").startswith("default-src 'none'; style-src 'unsafe-inline'")
    assert head.index(policy) < min(head.index(trees[name].find(f"head/{tag}")) for tag in ("title", "style"))


@pytest.mark.parametrize("name", KINDS)
def test_headings_never_skip_a_level(trees, name):
    """Someone who goes from heading to heading misses nothing."""
    levels = [int(e.tag[1]) for e in trees[name].iter() if re.fullmatch(r"h\d", e.tag)]

    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))


@pytest.mark.parametrize("name", KINDS)
def test_tables_name_their_columns_and_rows(trees, name):
    """Every header says what it heads, every table has a caption, every formula its TeX."""
    root = trees[name]

    assert all(th.get("scope") in ("col", "row") for th in root.iter("th"))
    assert all(table.find("caption") is not None for table in root.iter("table"))
    assert all(math.get("alttext") for math in root.iter("math"))
    assert all(svg.get("aria-label") for svg in root.iter("svg"))


def test_every_link_leads_somewhere(trees):
    """The places exist, each once."""
    places = [e.get("id") for e in trees["report"].iter() if e.get("id")]
    links = {a.get("href")[1:] for a in trees["report"].iter("a")}

    assert len(places) == len(set(places))
    assert links
    assert links <= set(places)


def test_a_hostile_answer_is_shown_as_it_was_typed(trees):
    """Tags, entities, Markdown and dollars are text; what would act unseen is named."""
    shown = [words(code) for code in trees["report"].iter("code")]

    assert visible(HOSTILE) in shown
    assert "⟨U+202E⟩" in visible(HOSTILE)
    assert not any(char in page_text for page_text in shown for char in "\u202e\x1b")


def test_a_verdict_is_a_word_beside_its_sign(trees):
    """A reader of the screen hears the word; the sign is left out for it."""
    badges = [e for e in trees["report"].iter("span") if "badge" in e.get("class", "").split()]

    assert badges
    for badge in badges:
        assert badge[0].get("aria-hidden") == "true"
        assert re.search("[a-z]", badge[0].tail)


@given(st.text(max_size=40))
def test_no_text_acts_wherever_it_stands(text):
    """Whatever the text, each place shows it and the page keeps its elements."""
    line = (Words(text), Typed(text), Badge("✓", text, Tone.GOOD), Link(text, "x"), Formula(text))
    blocks = (
        Paragraph(line),
        Listing((Entry(text, (Paragraph(line),)),)),
        Table(text, (Column(text), Column(text)), ((line, line),)),
        Facts(((line, (Preformatted(text, text, text),)),)),
        Chart(text, (Bar(text, 0.5, True),), 0.6, text),
        Gauge(2.0, -1.0, (0.1, 0.2, 0.3)),
    )

    root = tree(Document(text, text, (Section(text, blocks, anchor=text, note=line),)))

    assert {e.tag for e in root.iter()} <= set(TAGS.split())
    assert words(root.find("body/main/header/h1")) == visible(text)
    assert words(root.find(".//code")) == visible(text)


def _luminance(colour):
    channels = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


@pytest.mark.parametrize("scheme", [0, 1], ids=["light", "dark"])
@pytest.mark.parametrize(
    ("ink", "paper"),
    [
        ("ink", "paper"),
        ("quiet", "paper"),
        ("link", "paper"),
        ("ink", "wash"),
        ("good", "good-wash"),
        ("bad", "bad-wash"),
        ("doubt", "doubt-wash"),
    ],
)
def test_the_colours_have_contrast(scheme, ink, paper):
    """At least 4.5 to 1 for text (WCAG 2.2, 1.4.3), in both schemes."""
    block = re.findall(r":root \{(.*?)\}", STYLE, re.DOTALL)[scheme]
    colours = dict(re.findall(r"--([\w-]+): (#\w{6})", block))

    light, dark = sorted((_luminance(colours[ink]), _luminance(colours[paper])), reverse=True)

    assert (light + 0.05) / (dark + 0.05) >= 4.5
