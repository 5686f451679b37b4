"""Chroma, asked itself, and without what it held."""

from __future__ import annotations

import shutil

import chromadb
from chromadb.api import AsyncClientAPI

from deploy.local.chroma import ChromaServer
from tests.support.servers import WithUrl


async def client_of(chroma: WithUrl) -> AsyncClientAPI:
    host, port = chroma.url.removeprefix("http://").split(":")
    return await chromadb.AsyncHttpClient(host=host, port=int(port))


async def restart_without_data(chroma: WithUrl) -> None:
    """Starts a killed server; not in a thread, with which it would end."""
    if isinstance(chroma, ChromaServer):
        shutil.rmtree(chroma.data_dir)
    chroma.start()
    client = await client_of(chroma)
    for collection in await client.list_collections():  # a container's data is the container's
        await client.delete_collection(collection.name)
