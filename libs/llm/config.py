"""How one model server is reached, and the limits on talking to it."""

from __future__ import annotations

from dataclasses import dataclass, field

DEFAULT_BASE_URL = "https://api.openai.com/v1"


@dataclass(frozen=True, slots=True)
class ModelServerConfig:
    """Times are in seconds, sizes in bytes. An empty key sends no Authorization header."""

    base_url: str = DEFAULT_BASE_URL
    api_key: str = field(default="", repr=False)
    timeout: float = 180.0  # one whole task (every try, wait and repair together)
    connect_timeout: float = 10.0
    tries: int = 3  # of one request, while its task has time left
    first_wait: float = 0.5  # before a second try, doubled before the third
    longest_wait: float = 5.0  # a longer Retry-After is handed to the caller at once
    max_answer_bytes: int = 8 * 1024 * 1024
    max_stream_bytes: int = 64 * 1024 * 1024  # passed through, not held: some 300 bytes a token
    stall: float = 30.0  # the longest silence in the middle of a streamed answer
    breaker_failures: int = 5
    breaker_pause: float = 5.0

    def __post_init__(self) -> None:
        """Raises ValueError, naming the setting, where no request could ever be sent."""
        if not self.base_url.startswith(("http://", "https://")):
            raise ValueError("OPENAI_BASE_URL must begin with http:// or https://")
        if not (self.api_key.isascii() and self.api_key.isprintable()) or " " in self.api_key:
            raise ValueError("OPENAI_API_KEY holds characters that no key has")
