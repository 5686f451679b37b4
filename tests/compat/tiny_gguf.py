"""`python -m tests.compat.tiny_gguf FILE`: writes a model small enough to make by hand (llama.cpp).

A llama whose layers add nothing: the next token depends on the last alone, by a table. After the
prompt it says ANSWER, token by token, and ends. Held to a grammar (JSON of a schema) it closes
whatever it may close. That is no intelligence, but everything around it is the real server's:
template, tokens, grammar, stream, usage, errors.
"""

from __future__ import annotations

import itertools
import struct
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

ANSWER = ("Bazel", "▁stands", "▁in", "▁the", "▁resume", "▁[[", "7", "]]", ".")
CONTEXT = 16_384  # tokens: a byte each
_BEGIN = "<|answer|>"
_SPECIAL = ("<unk>", "<s>", "</s>", _BEGIN)
_TOKENS = (*_SPECIAL, *(f"<0x{byte:02X}>" for byte in range(256)), *ANSWER)
_TEMPLATE = "{% for message in messages %}{{ message['content'] }}\n{% endfor %}" + _BEGIN
_WIDTH, _HEADS, _HIDDEN = 384, 6, 64
# Which byte is said where several may be: what closes comes first, digits late, blanks last.
_CLOSING = b'"}]),:{['
_UNKNOWN, _CONTROL, _BYTE, _NORMAL = 2, 3, 6, 1
_U32, _I32, _F32, _STRING, _ARRAY = 4, 5, 6, 8, 9
_ALIGNMENT = 32
Table = NDArray[np.float32]


def write(path: Path) -> None:
    """The whole file, about 1 MB."""
    tensors = dict(_tensors())
    head = b"GGUF" + struct.pack("<IQQ", 3, len(tensors), len(_METADATA))
    head += b"".join(_text(key) + struct.pack("<I", kind) + data for key, kind, data in _METADATA)
    offset, bodies = 0, bytearray()
    for name, table in tensors.items():
        shape = table.shape[::-1]  # columns first
        head += _text(name) + struct.pack("<I", len(shape))
        head += struct.pack(f"<{len(shape)}QIQ", *shape, 0, offset)
        bodies += _padded(table.astype("<f4").tobytes())
        offset = len(bodies)
    path.write_bytes(_padded(head) + bodies)


def _tensors() -> Iterator[tuple[str, Table]]:
    count = len(_TOKENS)
    embedded = np.zeros((count, _WIDTH), np.float32)
    embedded[np.arange(count), np.arange(count)] = 1  # a token is its own number
    yield "token_embd.weight", embedded
    ones, square = np.ones(_WIDTH, np.float32), np.zeros((_WIDTH, _WIDTH), np.float32)
    yield "blk.0.attn_norm.weight", ones
    for name in ("q", "k", "v", "output"):
        yield f"blk.0.attn_{name}.weight", square
    yield "blk.0.ffn_norm.weight", ones
    for name, shape in (("gate", (_HIDDEN, _WIDTH)), ("up", (_HIDDEN, _WIDTH))):
        yield f"blk.0.ffn_{name}.weight", np.zeros(shape, np.float32)
    yield "blk.0.ffn_down.weight", np.zeros((_WIDTH, _HIDDEN), np.float32)
    yield "output_norm.weight", ones
    yield "output.weight", _next_tokens()


def _next_tokens() -> Table:
    """How much each token (row) is wanted after each token (column)."""
    table = np.zeros((len(_TOKENS), _WIDTH), np.float32)
    for rank, byte in enumerate(_CLOSING):
        table[_byte(byte)] = 1.0 - 0.05 * rank
    for byte in range(256):
        blank, digit = byte in b" \t\r\n", 0x30 <= byte <= 0x39
        if byte not in _CLOSING:
            table[_byte(byte)] = -1.0 if blank else 0.2 if digit else 0.4 - byte / 1000
    table[_TOKENS.index("</s>")] = 1.5  # wherever it may, it ends
    said = [_TOKENS.index(token) for token in (_BEGIN, *ANSWER, "</s>")]
    for last, following in itertools.pairwise(said):
        table[following, last] = 3.0
    return table


def _byte(value: int) -> int:
    return len(_SPECIAL) + value


def _text(text: str) -> bytes:
    data = text.encode()
    return struct.pack("<Q", len(data)) + data


def _padded(data: bytes) -> bytes:
    return data + bytes(-len(data) % _ALIGNMENT)


def _number(key: str, value: int) -> tuple[str, int, bytes]:
    return key, _U32, struct.pack("<I", value)


def _array(key: str, kind: int, items: Sequence[bytes]) -> tuple[str, int, bytes]:
    return key, _ARRAY, struct.pack("<IQ", kind, len(items)) + b"".join(items)


def _kind(token: str) -> int:
    if token in _SPECIAL:
        return _UNKNOWN if token == "<unk>" else _CONTROL
    return _BYTE if token.startswith("<0x") else _NORMAL


_METADATA = (
    ("general.architecture", _STRING, _text("llama")),
    ("general.name", _STRING, _text("tiny")),
    _number("llama.context_length", CONTEXT),
    _number("llama.embedding_length", _WIDTH),
    _number("llama.block_count", 1),
    _number("llama.feed_forward_length", _HIDDEN),
    _number("llama.attention.head_count", _HEADS),
    _number("llama.attention.head_count_kv", _HEADS),
    _number("llama.rope.dimension_count", _WIDTH // _HEADS),
    _number("llama.vocab_size", len(_TOKENS)),
    _number("llama.pooling_type", 1),  # a text's vector is the mean of its tokens'
    ("llama.attention.layer_norm_rms_epsilon", _F32, struct.pack("<f", 1e-5)),
    ("tokenizer.ggml.model", _STRING, _text("llama")),
    _array("tokenizer.ggml.tokens", _STRING, [_text(token) for token in _TOKENS]),
    _array("tokenizer.ggml.scores", _F32, [struct.pack("<f", 0.0)] * len(_TOKENS)),
    _array("tokenizer.ggml.token_type", _I32, [struct.pack("<i", _kind(t)) for t in _TOKENS]),
    _number("tokenizer.ggml.unknown_token_id", 0),
    _number("tokenizer.ggml.bos_token_id", 1),
    _number("tokenizer.ggml.eos_token_id", 2),
    ("tokenizer.chat_template", _STRING, _text(_TEMPLATE)),
)


if __name__ == "__main__":
    write(Path(sys.argv[1]))
