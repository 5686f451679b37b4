"""How the fake behaves: one mode for chat and one for embeddings, set over `POST /mode`."""

from __future__ import annotations

from typing import Literal

from pydantic import BaseModel, ConfigDict

Fault = Literal[
    "",
    # either endpoint
    "status",  # an error answer: `status`, `code`, `param`, `retry_after`
    "hang",  # takes the request, sends nothing
    "trickle",  # headers, then a byte a second
    "reset",  # half the answer, then a TCP reset
    "html",  # 200 with a web page
    "error_200",  # 200 with an error object
    "huge",  # 200 with a body that does not end
    "packed",  # 200, gzip though identity was asked for
    # chat
    "empty_choices",
    "null_content",
    "length",  # the JSON cut in the middle, finish_reason "length"
    "filter",  # finish_reason "content_filter"
    "refusal",
    "wrong",  # JSON of another shape
    "prose",  # no JSON at all
    # chat, streamed (stream.py): what comes after the first half of the pieces
    "stall",  # nothing more, the connection stays open
    "keep_alive",  # comments without end, at the mode's `pause`
    "break",  # the body ends as if that had been all, without finish_reason and [DONE]
    "error_event",  # an error object as an event
    "malformed",  # an event that is not JSON
    "no_events",  # a stream that ends before it began; whole answers are given
    # interview questions: every second one, or as said
    "invented_facts",  # a figure, an employer and a tool that the resume lacks
    "invented_quotes",
    "obeyed",  # the answer gives an order instead
    "odd_kinds",  # all: categories and difficulties of its own
    "few_questions",  # half as many as asked for
    # embeddings
    "mixed_dimension",
    "nan",
    "missing",  # one vector too few
]


class Mode(BaseModel):
    """What an endpoint does with its next requests."""

    model_config = ConfigDict(extra="forbid")

    latency: float = 0.0  # seconds before an answer, faulty or not
    fault: Fault = ""
    times: int | None = None  # that many faults, then none; None: for ever
    status: int = 500
    code: str = ""
    param: str = ""
    retry_after: float | None = None
    usage: bool = True
    # chat: which response_format is refused (`refuse_status`) or ignored, how JSON is dressed
    refuse: list[Literal["json_schema", "json_object"]] = []
    refuse_status: int = 400
    ignore: list[Literal["json_schema", "json_object"]] = []
    dress: Literal["", "fence", "trailing_comma", "prose", "thinking"] = ""
    refuse_temperature: bool = False
    window: int | None = None  # characters of a request; longer ones are refused as too long
    text: str | None = None  # what the model says where no JSON is asked for; None: what is true
    # chat, streamed: "slowly, N pieces with a pause of P" is Mode(text=…, pieces=N, pause=P)
    pieces: int | None = None  # the text is told in that many; None: a piece a word
    pause: float = 0.0  # seconds before each piece
    done: bool = True  # whether `[DONE]` ends the stream
    finish: bool = True  # whether the last piece is followed by a finish_reason
    ignore_stream: bool = False  # answers with one JSON object, as if it had not been asked to
    refuse_stream_options: bool = False
    thinking: Literal["", "field", "tags"] = ""  # thoughts first: reasoning_content, or <think>
    lines: Literal["", "crlf", "parted"] = ""  # line ends; "parted": data fields of many lines
    byte_by_byte: bool = False  # each byte in a packet of its own: characters are cut
    # embeddings
    dimension: int = 1536
    max_inputs: int | None = None  # more are refused with `refuse_status`
    reordered: bool = False
    base64: bool = False


class Modes(BaseModel):
    """The body of `POST /mode`; an endpoint left out goes back to its default."""

    model_config = ConfigDict(extra="forbid")

    chat: Mode = Mode()
    embeddings: Mode = Mode()
