"""Which engine answers."""

from __future__ import annotations

import pytest

from services.chat.engines.builtin import BuiltinAnswers
from services.chat.engines.choose import chosen
from services.chat.engines.openai import ModelAnswers
from services.chat.settings import ChatSettings


def settings(**given: str) -> ChatSettings:
    return ChatSettings.model_construct(None, **given)  # the rest is of no concern here


@pytest.mark.parametrize(
    "given", [{"openai_api_key": "sk-1"}, {"openai_base_url": "http://127.0.0.1:9/v1"}]
)
async def test_a_key_or_an_address_chooses_the_model(given: dict[str, str]) -> None:
    async with chosen(settings(**given, openai_model="owl-7b")) as engine:
        assert isinstance(engine, ModelAnswers)
        assert engine.name == "owl-7b"


async def test_without_either_the_builtin_engine_answers() -> None:
    async with chosen(settings()) as engine:
        assert isinstance(engine, BuiltinAnswers)
        assert engine.name == "builtin"


async def test_an_address_that_is_none_is_refused_by_name() -> None:
    with pytest.raises(ValueError, match="OPENAI_BASE_URL"):
        async with chosen(settings(openai_base_url="localhost:11434")):
            pytest.fail("chosen")
