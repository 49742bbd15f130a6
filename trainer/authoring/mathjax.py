r"""Prose with TeX as the HTML that Anki shows: `$…$` becomes `\(…\)`, everything else is escaped.

Square brackets are escaped too, since Anki plays `[sound:…]` and runs `[latex]…[/latex]` wherever they stand.
"""

from __future__ import annotations

from html import escape

from trainer.maths.drawing.passages import LITERAL_MARK, Passage, Span, SpanKind, passages


def to_html(text: str) -> str:
    """The passages of `text` as HTML, lists as lists; the TeX is left to MathJax."""
    html = ""
    for passage in passages(text):
        tag = _list_tag(passage)
        body = f"<li>{_spans(passage)}</li>" if tag else _block(passage)
        if tag and html.endswith(f"</{tag}>"):
            html = html.removesuffix(f"</{tag}>") + body + f"</{tag}>"
        else:
            html += f"<{tag}>{body}</{tag}>" if tag else body
    return html


def to_phrase(text: str) -> str:
    """As `to_html`; a single paragraph without its tags, to stand in a line."""
    html = to_html(text)
    inner = html.removeprefix("<p>").removesuffix("</p>")
    return html if "<p>" in inner or not html.startswith("<p>") else inner


def inline_math(tex: str) -> str:
    """A formula within a line."""
    return rf"\({escaped(tex)}\)"


def escaped(text: str) -> str:
    """`text` without anything that HTML, MathJax or Anki would take for more than text."""
    return escape(text, quote=False).replace("[", "&#91;").replace("]", "&#93;")


def _list_tag(passage: Passage) -> str:
    if passage.mark in ("", LITERAL_MARK):
        return ""
    return "ul" if passage.mark.startswith("-") else "ol"


def _block(passage: Passage) -> str:
    if passage.mark == LITERAL_MARK:
        return f"<pre>{''.join(escaped(span.text) for span in passage.spans)}</pre>"
    return f"<p>{_spans(passage)}</p>"


def _spans(passage: Passage) -> str:
    return "".join(map(_span, passage.spans)).strip()


def _span(span: Span) -> str:
    match span.kind:
        case SpanKind.INLINE:
            return inline_math(span.text)
        case SpanKind.DISPLAY:
            return rf"\[{escaped(span.text)}\]"
        case SpanKind.CODE:
            return f"<code>{_words(span.text)}</code>"
        case SpanKind.WORDS:
            return _words(span.text)


def _words(text: str) -> str:
    r"""Words in which `\(` is no formula: MathJax looks for it in texts that no tag interrupts."""
    return escaped(text).replace("\\", "<span>&#92;</span>").replace("\n", " ")
