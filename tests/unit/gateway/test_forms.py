"""A form means the same however the network cuts it."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gateway.errors import FileMissing, MalformedForm, NotMultipart, TooManyFiles
from gateway.forms import PIECE, FileBegins, LinkedInUrl, Piece, UploadForm
from libs.rpc.errors import DomainError

BOUNDARY = b"x-boundary-x"
TYPE = f"multipart/form-data; boundary={BOUNDARY.decode()}"


def part(head: str, content: bytes, *more: str) -> bytes:
    lines = [f"Content-Disposition: {head}", *more]
    return (
        b"--" + BOUNDARY + b"\r\n" + "\r\n".join(lines).encode() + b"\r\n\r\n" + content + b"\r\n"
    )


def file_part(content: bytes, name: str = "cv.pdf") -> bytes:
    head = f'form-data; name="file"; filename="{name}"'
    return part(head, content, "Content-Type: application/pdf")


def url_part(value: bytes) -> bytes:
    return part('form-data; name="linkedin_url"', value)


END = b"--" + BOUNDARY + b"--\r\n"


def cut(body: bytes, at: Iterable[int]) -> Iterator[bytes]:
    places = sorted({0, len(body), *(min(place, len(body)) for place in at)})
    for start, end in itertools.pairwise(places):
        yield body[start:end]


def read(chunks: Iterable[bytes]) -> tuple[list[FileBegins], bytes, list[str], list[int]]:
    """Headers, content, links and the sizes of pieces."""
    form = UploadForm(TYPE)
    events = [event for chunk in chunks for event in form.feed(chunk)]
    form.finish()
    pieces = [event.data for event in events if isinstance(event, Piece)]
    return (
        [event for event in events if isinstance(event, FileBegins)],
        b"".join(pieces),
        [event.value for event in events if isinstance(event, LinkedInUrl)],
        [len(piece) for piece in pieces],
    )


# Content that looks like the form's own syntax, or nearly.
tricky = st.lists(
    st.one_of(
        st.binary(max_size=40),
        st.sampled_from([b"\r\n", b"\r", b"--", b"\r\n--" + BOUNDARY[:5], b"--" + BOUNDARY[:-1]]),
    ),
    max_size=20,
).map(b"".join)


@given(content=tricky, url_first=st.booleans(), at=st.lists(st.integers(0, 1200), max_size=60))
def test_any_cut_gives_the_same_form(content: bytes, *, url_first: bool, at: list[int]) -> None:
    url = url_part(b"https://www.linkedin.com/in/ana")
    file = file_part(content)
    body = (url + file if url_first else file + url) + END
    headers, got, links, _ = read(cut(body, at))
    assert headers == [FileBegins("cv.pdf", "application/pdf")]
    assert got == content
    assert links == ["https://www.linkedin.com/in/ana"]


@given(st.binary(max_size=400), st.lists(st.integers(0, 400), max_size=20))
def test_no_bytes_whatever_do_harm(body: bytes, at: list[int]) -> None:
    form = UploadForm(TYPE)

    def read_all() -> None:
        for chunk in cut(body, at):
            list(form.feed(chunk))
        form.finish()

    with pytest.raises((MalformedForm, FileMissing, TooManyFiles)):
        read_all()


def test_pieces_are_small_however_much_comes_at_once() -> None:
    content = bytes(300 * 1024)
    _, got, _, sizes = read([file_part(content) + END])
    assert got == content
    assert max(sizes) == PIECE


@pytest.mark.parametrize(
    ("name", "wanted"),
    [
        ("Zoë résumé.pdf", "Zoë résumé.pdf"),
        ('say \\"cv\\".pdf', 'say "cv".pdf'),
        ("../../etc/passwd.pdf", "../../etc/passwd.pdf"),  # the upload service's affair
        ("a%22b%0D%0A.pdf", "a%22b%0D%0A.pdf"),
        ("", ""),
    ],
)
def test_names_arrive_as_they_were_sent(name: str, wanted: str) -> None:
    headers, *_ = read([file_part(b"x", name) + END])
    assert headers[0].filename == wanted


@pytest.mark.parametrize(
    ("body", "error"),
    [
        (END, FileMissing),
        (b"", MalformedForm),
        (url_part(b"x") + END, FileMissing),
        (file_part(b"x"), MalformedForm),  # breaks off
        (file_part(b"x")[:60], MalformedForm),
        (file_part(b"x") * 2 + END, TooManyFiles),
        (part('form-data; name="other"; filename="a.pdf"', b"x") + END, FileMissing),
        (part('form-data; name="file"', b"text") + END, FileMissing),
        (part("attachment", b"x") + END, MalformedForm),
        (url_part(b"x" * 5000) + END, MalformedForm),
        (url_part(b"x") * 20 + END, MalformedForm),
        (b"garbage" * 10, MalformedForm),
        (part('form-data; name="' + "n" * 10_000 + '"', b"x") + END, MalformedForm),
    ],
)
def test_forms_we_do_not_take(body: bytes, error: type[DomainError]) -> None:
    with pytest.raises(error):
        read([body])


@pytest.mark.parametrize(
    ("content_type", "error"),
    [
        ("", NotMultipart),
        ("application/json", NotMultipart),
        ("multipart/mixed; boundary=x", NotMultipart),
        ("multipart/form-data", MalformedForm),
        ("multipart/form-data; boundary=" + "x" * 400, MalformedForm),
    ],
)
def test_types_we_do_not_take(content_type: str, error: type[DomainError]) -> None:
    with pytest.raises(error):
        UploadForm(content_type)
