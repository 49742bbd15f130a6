"""Markdown shows every text as it is: read by a Markdown parser, nothing of it has become markup."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from tests.export.sample import HOSTILE
from trainer.export.document import (
    Column,
    Display,
    Document,
    Formula,
    Paragraph,
    Preformatted,
    Table,
    Typed,
    Words,
)
from trainer.export.markdown import markdown
from trainer.export.visible import visible

READER = MarkdownIt("commonmark").enable("table")
ACTIVE = frozenset({"html_inline", "html_block", "image", "link_open", "em_open", "strong_open", "hr"})
SIGNS = st.text(st.sampled_from("\\`*_{}[]()<>#+-.!|~$&@=:;/ \t\n1aé"), max_size=25)
TEXTS = st.text(max_size=25) | SIGNS


def tokens(text):
    flat = READER.parse(text)
    return [inner for token in flat for inner in (token, *(token.children or ()))]


def body(*blocks):
    """The tokens after the title and the line under it."""
    return tokens(markdown(Document("t", "s", blocks)))[7:]


def shown(found):
    """The text of tokens, line breaks as blanks."""
    return "".join(
        t.content if t.type in ("text", "code_inline") else " " if t.type == "softbreak" else ""
        for t in found
    )


def squeezed(text):
    return " ".join(visible(text).split())


@given(TEXTS)
def test_words_stay_words(text):
    """Whatever stands in a paragraph, one paragraph with that text comes out."""
    found = body(Paragraph((Words(text),)))

    assert not {token.type for token in found} & ACTIVE
    assert {token.type for token in found} <= {
        "paragraph_open",
        "paragraph_close",
        "inline",
        "text",
        "text_special",
    }
    assert " ".join(shown(found).split()) == squeezed(text)


@given(TEXTS)
def test_typed_text_is_code_as_it_was_typed(text):
    """Backticks within it do not end it."""
    found = body(Paragraph((Words("a"), Typed(text))))

    codes = [token.content for token in found if token.type == "code_inline"]
    assert codes == ([visible(text).replace("\n", " ⏎ ")] if visible(text).strip() else [])


@given(TEXTS, TEXTS)
def test_a_cell_holds_what_is_put_into_it(first, second):
    """Bars end no cell, and a row has as many cells as there are columns."""
    table = Table("c", (Column("x"), Column("y", True)), (((Words(first),), (Typed(second),)),))

    found = body(table)

    cells = [found[i + 1] for i, token in enumerate(found) if token.type == "td_open"]
    assert len(cells) == 2
    assert " ".join(shown(cells[0].children).split()) == squeezed(first)
    if visible(second).strip():
        assert shown(cells[1].children) == visible(second).replace("\n", " ⏎ ")


@given(TEXTS)
def test_a_block_of_code_stays_whole(text):
    """A fence within it is shorter than the one around it."""
    found = body(Preformatted(text))

    assert [token.content.removesuffix("\n") for token in found if token.type == "fence"] == [visible(text)]


def test_formulas_are_dollars_around_tex():
    """Single in the line, double on lines of their own; no tag is seen in them and no bar ends a cell."""
    norm = Table("c", (Column("n"),), (((Formula(r"\left\|x\right\| + |y|"),),),))
    blocks = (Paragraph((Formula("a<b"),)), Display("x^2", "."), norm)

    text = markdown(Document("t", "s", blocks))

    assert "$a< b$" in text
    assert "$$\nx^2.\n$$" in text
    assert r"| $\left\Vert x\right\Vert  + \vert y\vert$ |" in text


@pytest.mark.parametrize("name", ["report", "paper", "paper with answers"])
def test_a_whole_document_has_no_html(documents, name):
    """A real report with a hostile answer is Markdown without a tag, an image or a link."""
    found = tokens(re.sub(r"\$\$?[^$]*\$\$?", "", markdown(documents[name])))

    assert not {token.type for token in found} & {"html_inline", "html_block", "image", "link_open"}


@pytest.mark.parametrize("address", ["http://a.b", "www.a.b", "see HTTPS://a.b"])
def test_an_address_is_no_link(address):
    """GitHub makes links of bare addresses; a backslash within keeps it from that."""
    text = markdown(Document("t", "s", (Paragraph((Words(address),)),)))

    assert address not in text
    assert shown(body(Paragraph((Words(address),)))) == address


def test_a_hostile_answer_stands_in_the_report_as_it_was_typed(documents):
    """Once, as code."""
    found = tokens(markdown(documents["report"]))

    assert visible(HOSTILE) in [token.content for token in found if token.type == "code_inline"]
