"""What a file may be called, and what a LinkedIn address looks like."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.upload.errors import LinkedInUrlInvalid
from services.upload.names import extension_of, linkedin_profile, safe_filename


@pytest.mark.parametrize(
    ("given_name", "kept"),
    [
        ("resume.pdf", "resume.pdf"),
        ("Résumé – Zoë (final).pdf", "Résumé – Zoë (final).pdf"),
        ("../../etc/passwd.pdf", "passwd.pdf"),
        ("C:\\Users\\ada\\cv.docx", "cv.docx"),
        ("a\r\nSet-Cookie: x=1.pdf", "a Set-Cookie: x=1.pdf"),
        ('say "cheese".pdf', 'say "cheese".pdf'),
        ("cv\u202efdp.pdf", "cvfdp.pdf"),
        ("cv\0.pdf", "cv.pdf"),
        ("  cv  .pdf ", "cv.pdf"),
        (".pdf", "resume.pdf"),
        ("..pdf", "resume.pdf"),
        (".hidden.pdf", "hidden.pdf"),
        ("cv.pdf.", "cv.pdf"),
        ("", "resume"),
        ("/", "resume"),
        ("履歴書.docx", "履歴書.docx"),
        # A joiner is part of the spelling of Persian.
        ("می\u200cخواهم.pdf", "می\u200cخواهم.pdf"),
        ("e\u0301.pdf", "\u00e9.pdf"),
    ],
)
def test_the_name_the_user_gave_without_its_dangers(given_name: str, kept: str) -> None:
    assert safe_filename(given_name) == kept


def test_a_long_name_keeps_its_extension() -> None:
    name = safe_filename("x" * 300 + ".docx")
    assert len(name) == 255
    assert name.endswith("x.docx")


@given(st.text(max_size=400))
def test_every_name_is_safe_and_stays_as_it_is(name: str) -> None:
    safe = safe_filename(name)
    assert 1 <= len(safe) <= 255
    assert not set(safe) & set("/\\\0\r\n\t")
    assert not any(unicodedata.category(c) in ("Cc", "Cs", "Zl", "Zp") for c in safe)
    assert not set(safe) & set("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u200e\u200f")
    assert safe_filename(safe) == safe


@pytest.mark.parametrize(
    ("name", "extension"), [("a.PDF", "pdf"), ("a.b.Docx", "docx"), ("a", ""), ("a.", "")]
)
def test_the_extension(name: str, extension: str) -> None:
    assert extension_of(name) == extension


@pytest.mark.parametrize(
    ("given_url", "kept"),
    [
        ("", ""),
        ("https://www.linkedin.com/in/ada-example", "https://www.linkedin.com/in/ada-example"),
        (" http://linkedin.com/in/ada/ ", "https://linkedin.com/in/ada/"),
        ("linkedin.com/in/ada", "https://linkedin.com/in/ada"),
        ("https://de.linkedin.com/in/ada?trk=x#top", "https://de.linkedin.com/in/ada"),
        (
            "https://www.linkedin.com/in/ada-%C3%A9-1a2b/de",
            "https://www.linkedin.com/in/ada-%C3%A9-1a2b/de",
        ),
        ("HTTPS://WWW.LinkedIn.com/in/Ada", "https://WWW.LinkedIn.com/in/Ada"),
    ],
)
def test_a_profile(given_url: str, kept: str) -> None:
    assert linkedin_profile(given_url) == kept


@pytest.mark.parametrize(
    "given_url",
    [
        "https://example.com/in/ada",
        "https://linkedin.com.example.com/in/ada",
        "https://evil.com/linkedin.com/in/ada",
        "https://www.linkedin.com/company/ada",
        "https://www.linkedin.com/in/",
        "javascript:alert(1)//linkedin.com/in/ada",
        "https://user@www.linkedin.com/in/ada",
        "https://www.linkedin.com/in/ada\nx",
        "https://www.linkedin.com/in/ada/../../x",
        "https://www.linkedin.com/in/" + "a" * 300,
        "ftp://linkedin.com/in/ada",
        "not a url",
    ],
)
def test_what_is_no_profile(given_url: str) -> None:
    with pytest.raises(LinkedInUrlInvalid):
        linkedin_profile(given_url)
