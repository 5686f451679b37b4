"""What a file may be called, and what a LinkedIn address looks like."""

from __future__ import annotations

import re
import unicodedata

from services.upload.errors import LinkedInUrlInvalid

FILENAME_MOST = 255
FALLBACK_STEM = "resume"
_EXTENSION_MOST = 16  # longer than that, the dot stands in a sentence
_LINKEDIN_MOST = 300
# Joiners belong to the spelling of some languages; other format characters only disguise.
_JOINERS = "\u200c\u200d"
_LINKEDIN = re.compile(
    r"(?:https?://)?(?P<rest>(?:[a-z]{2,3}\.)?linkedin\.com/in/[\w%-]{1,200}"
    r"(?:/[a-z]{2}(?:-[a-z]{2})?)?/?)(?:[?#][!-~]*)?",
    re.IGNORECASE,
)


def safe_filename(given: str) -> str:
    """The name the user gave the file, without path, controls or disguises."""
    name = unicodedata.normalize("NFC", given).replace("\\", "/").rpartition("/")[2]
    name = " ".join("".join(c for c in name if c.isspace() or _shows(c)).split()).rstrip(". ")
    stem, dot, extension = name.rpartition(".")
    if not dot or len(extension) > _EXTENSION_MOST:
        return name[:FILENAME_MOST] or FALLBACK_STEM
    ending = f".{extension}"
    return (stem.strip(". ") or FALLBACK_STEM)[: FILENAME_MOST - len(ending)] + ending


def extension_of(name: str) -> str:
    """Lower-case, without the dot; empty where there is none."""
    _, dot, extension = name.rpartition(".")
    return extension.strip().lower() if dot else ""


def linkedin_profile(text: str) -> str:
    """The address of a LinkedIn profile without its query; empty stays empty."""
    text = text.strip()
    if not text:
        return ""
    found = _LINKEDIN.fullmatch(text) if len(text) <= _LINKEDIN_MOST else None
    if found is None:
        raise LinkedInUrlInvalid
    return f"https://{found['rest']}"


def _shows(character: str) -> bool:
    category = unicodedata.category(character)
    return character in _JOINERS or category not in ("Cc", "Cf", "Cs", "Co", "Zl", "Zp")
