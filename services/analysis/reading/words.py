"""Words compared regardless of case, accents and kind of quote; nothing here keeps offsets."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence

from services.analysis.reading.characters import MARKS
from services.analysis.reading.memory import remembered

_SAME = str.maketrans(
    {
        "\u2018": "'",
        "\u2019": "'",
        "\u00b4": "'",
        "\u2010": "-",
        "\u2011": "-",
        "\u2012": "-",
        "\u2013": "-",
        "\u2014": "-",
        "\u00ad": "-",
        "\u2212": "-",
        "\u00df": "ss",
        "\u00f8": "o",
        "\u0142": "l",
        "\u0131": "i",
    }
)
_LETTERS = rf"[^\W_]+(?:[{MARKS}][^\W_]*)*"
_WORD = re.compile(rf"{_LETTERS}(?:['.&/+#-]{{1,2}}{_LETTERS})*(?:\+\+|#)?")
_BLANKS = re.compile(r"\s+")
_UNSPACED = r"[\u2e80-\u9fff\uf900-\ufaff\ufe30-\ufe4f\uff00-\uffef]"  # Chinese, Japanese
_NO_BLANK = re.compile(f"(?<={_UNSPACED})\n(?={_UNSPACED})")


@remembered
def fold(text: str) -> str:
    """`text` for comparison: casefolded, no accents, plain quotes and dashes, single blanks."""
    plain = unicodedata.normalize("NFKD", text.casefold().translate(_SAME))
    bare = "".join(char for char in plain if not unicodedata.combining(char))
    return _BLANKS.sub(" ", bare).strip()


@remembered
def folded_words(text: str) -> Sequence[str]:
    """The folded words of `text`; "e.g." loses its last dot, "C++" and "C#" keep their signs."""
    return tuple(_WORD.findall(fold(text)))


def squeeze(text: str) -> str:
    """`text` as a value: every run of white space is one blank."""
    return _BLANKS.sub(" ", text).strip()


def run_on(lines: Iterable[str]) -> str:
    """The lines of a paragraph as one text; where Chinese or Japanese goes on, without a blank."""
    return _NO_BLANK.sub("", "\n".join(lines)).replace("\n", " ")


def capitalised_share(text: str) -> float:
    """The share of the longer words that begin with a capital or digit; 1 where there are none."""
    long = [word for word in re.findall(r"[^\W_][^\s]*", text) if len(word) > 3]
    if not long:
        return 1.0
    return sum(1 for word in long if not word[0].islower()) / len(long)


def is_upper(text: str) -> bool:
    """Whether all letters are capitals (or have no case) and there are at least two."""
    letters = [char for char in text if char.isalpha()]
    return len(letters) >= 2 and not any(char.islower() for char in letters)
