"""Which sign each TeX command stands for and how signs behave in a row; knows nothing of layout."""

from __future__ import annotations

from enum import StrEnum


class Kind(StrEnum):
    """How a sign sits beside its neighbours (the atom classes of The TeXbook, chapter 18, and three more)."""

    ORDINARY = "ordinary"
    NAME = "name"  # a word of several letters: kept apart from its neighbours
    TEXT = "text"  # prose inside maths: brings its own spaces
    OPERATOR = "operator"  # sin, lim
    BIG = "big"  # ∑, ∫
    BINARY = "binary"
    SIGN = "sign"  # a plus or minus with nothing before it
    RELATION = "relation"
    OPENING = "opening"
    CLOSING = "closing"
    PUNCTUATION = "punctuation"
    FRACTION = "fraction"
    INNER = "inner"  # a matrix, the end of a root: wants air beside letters


def _pairs(names: str, signs: str) -> dict[str, str]:
    return dict(zip(names.split(), signs.split(), strict=True))


GREEK = _pairs(
    "alpha beta gamma delta epsilon zeta eta theta iota kappa lambda mu nu xi pi rho sigma tau upsilon phi"
    " chi psi omega Gamma Delta Theta Lambda Xi Pi Sigma Upsilon Phi Psi Omega",
    "α β γ δ ε ζ η θ ι κ λ μ ν ξ π ρ σ τ υ φ χ ψ ω Γ Δ Θ Λ Ξ Π Σ Υ Φ Ψ Ω",
)

_ORDINARY = GREEK | _pairs(
    "varepsilon vartheta varphi varrho varsigma varpi ell hbar partial nabla infty forall exists nexists"
    " emptyset varnothing aleph Re Im top bot prime dagger angle triangle square"
    " ldots dots cdots vdots ddots dotsc dotsb checkmark",
    "ε ϑ φ ϱ ς ϖ ℓ ℏ ∂ ∇ ∞ ∀ ∃ ∄ ∅ ∅ ℵ ℜ ℑ ⊤ ⊥ ′ † ∠ △ □ … … ⋯ ⋮ ⋱ … ⋯ ✓",
)

_BINARY = _pairs(
    "cdot times div pm mp ast star circ bullet odot oplus ominus otimes cup cap setminus wedge vee land lor",
    "· × ÷ ± ∓ ∗ ⋆ ∘ • ⊙ ⊕ ⊖ ⊗ ∪ ∩ ∖ ∧ ∨ ∧ ∨",
)

_RELATION = _pairs(
    "le leq leqslant ge geq geqslant ne neq equiv approx sim simeq cong propto ll gg in notin ni subset"
    " subseteq supset supseteq to rightarrow leftarrow leftrightarrow mapsto longrightarrow Rightarrow"
    " Leftarrow Leftrightarrow implies iff gets uparrow downarrow searrow nearrow perp parallel mid vdash"
    " models coloneqq triangleq doteq prec succ",
    "≤ ≤ ≤ ≥ ≥ ≥ ≠ ≠ ≡ ≈ ∼ ≃ ≅ ∝ ≪ ≫ ∈ ∉ ∋ ⊂ ⊆ ⊃ ⊇ → → ← ↔ ↦ ⟶ ⇒ ⇐ ⇔ ⟹ ⟺ ← ↑ ↓ ↘ ↗ ⊥ ∥ | ⊢ ⊨ ≔ ≜ ≐ ≺ ≻",
)

_OPENING = _pairs("{ langle lfloor lceil lvert lVert lbrace lbrack", "{ ⟨ ⌊ ⌈ | ‖ { [")
_CLOSING = _pairs("} rangle rfloor rceil rvert rVert rbrace rbrack", "} ⟩ ⌋ ⌉ | ‖ } ]")
_BIG = _pairs("sum prod coprod int iint iiint oint bigcup bigcap", "∑ ∏ ∐ ∫ ∬ ∭ ∮ ⋃ ⋂")
_ESCAPED = _pairs("% # _ & $ | Vert vert colon", "% # _ & $ ‖ ‖ | :")

_LIMITED_WORDS = frozenset(
    {"lim", "limsup", "liminf", "max", "min", "sup", "inf", "argmax", "argmin", "det", "gcd", "Pr"}
)
WORDS = _LIMITED_WORDS | frozenset(
    {"sin", "cos", "tan", "sec", "csc", "cot", "arcsin", "arccos", "arctan", "exp", "ln", "log", "lg"}
    | {"sinh", "cosh", "tanh", "sech", "csch", "coth", "dim", "ker", "deg", "arg", "hom"}
)

TAKES_LIMITS = _LIMITED_WORDS | {"arg max", "arg min", "∑", "∏", "∐", "⋃", "⋂"}

FUNCTION_LETTERS = frozenset("fgpqσΦφℓ")  # before a bracket these are read as functions, not as factors

INTEGRALS = frozenset("∫∬∭∮")

SUM_SIGNS = frozenset("+−±∓")

COMMANDS: dict[str, tuple[str, Kind]] = {
    **{name: (sign, Kind.ORDINARY) for name, sign in (_ORDINARY | _ESCAPED).items()},
    **{name: (sign, Kind.BINARY) for name, sign in _BINARY.items()},
    **{name: (sign, Kind.RELATION) for name, sign in _RELATION.items()},
    **{name: (sign, Kind.OPENING) for name, sign in _OPENING.items()},
    **{name: (sign, Kind.CLOSING) for name, sign in _CLOSING.items()},
    **{name: (sign, Kind.BIG) for name, sign in _BIG.items()},
    **{name: (name, Kind.OPERATOR) for name in WORDS},
}

CHARACTERS: dict[str, tuple[str, Kind]] = {
    **{sign: (sign, Kind.RELATION) for sign in _RELATION.values() if sign != "|"},
    **{sign: (sign, Kind.BINARY) for sign in _BINARY.values()},
    **{sign: (sign, Kind.RELATION) for sign in "=<>:"},
    **{sign: (sign, Kind.OPENING) for sign in "([⟨⌊⌈"},
    **{sign: (sign, Kind.CLOSING) for sign in ")]⟩⌋⌉"},
    **{sign: (sign, Kind.BIG) for sign in _BIG.values()},
    **{sign: (sign, Kind.PUNCTUATION) for sign in ",;"},
    "+": ("+", Kind.BINARY),
    "-": ("−", Kind.BINARY),
    "−": ("−", Kind.BINARY),
    "*": ("∗", Kind.BINARY),
    "/": ("/", Kind.ORDINARY),
    "‖": ("‖", Kind.ORDINARY),
}

SPACES = {",": 1, ":": 1, ";": 1, " ": 1, "~": 1, "thinspace": 1, "!": 0, "quad": 3, "qquad": 6, "enspace": 2}

ACCENTS = {
    "hat": "\u0302",
    "widehat": "\u0302",
    "bar": "\u0304",
    "overline": "\u0304",
    "tilde": "\u0303",
    "widetilde": "\u0303",
    "dot": "\u0307",
    "ddot": "\u0308",
    "vec": "\u20d7",
    "mathring": "\u030a",
}

SUPERSCRIPTS = dict(
    zip(
        "0123456789+−=()abcdefghijklmnoprstuvwxyzABDEGHIJKLMNOPRTUVWβγδθφχ⊤∗′″‴†∘",
        "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾ᵃᵇᶜᵈᵉᶠᵍʰⁱʲᵏˡᵐⁿᵒᵖʳˢᵗᵘᵛʷˣʸᶻᴬᴮᴰᴱᴳᴴᴵᴶᴷᴸᴹᴺᴼᴾᴿᵀᵁⱽᵂᵝᵞᵟᶿᵠᵡᵀ*′″‴†°",
        strict=True,
    )
)

SUBSCRIPTS = dict(
    zip("0123456789+−=()aehijklmnoprstuvxβγρφχ", "₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎ₐₑₕᵢⱼₖₗₘₙₒₚᵣₛₜᵤᵥₓᵦᵧᵨᵩᵪ", strict=True)
)

_SCRIPT_HOLES = _pairs("B E F H I L M R e g o", "ℬ ℰ ℱ ℋ ℐ ℒ ℳ ℛ ℯ ℊ ℴ")
_DOUBLE_STRUCK = _pairs("C E H N P Q R Z 1", "ℂ 𝔼 ℍ ℕ ℙ ℚ ℝ ℤ 𝟙")


def _script_letter(letter: str) -> str:
    if "A" <= letter <= "Z":
        return _SCRIPT_HOLES.get(letter, chr(0x1D49C + ord(letter) - ord("A")))
    return letter


def restyle(alphabet: str, letters: str) -> str:
    """`letters` in `mathbb` or `mathcal`; other alphabets have no reliable terminal glyphs and stay plain."""
    if alphabet == "mathbb":
        return "".join(_DOUBLE_STRUCK.get(letter, letter) for letter in letters)
    if alphabet in ("mathcal", "mathscr"):
        return "".join(map(_script_letter, letters))
    return letters


def superscript(text: str) -> str | None:
    """`text` in raised characters, or None where one of its characters has none."""
    return _mapped(text, SUPERSCRIPTS)


def subscript(text: str) -> str | None:
    """`text` in lowered characters, or None where one of its characters has none."""
    return _mapped(text, SUBSCRIPTS)


def _mapped(text: str, table: dict[str, str]) -> str | None:
    signs = [table.get(char) for char in text]
    return None if not text or None in signs else "".join(sign for sign in signs if sign)
