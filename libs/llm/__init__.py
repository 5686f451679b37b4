"""Models behind an OpenAI-compatible address: chat answers as validated JSON, and embeddings."""
