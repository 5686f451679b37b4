"""The three servers that the system stands on, for the supervisor and for tests.

server = PostgresServer(directory)          # port 0: a free one
server.start()
url = server.create_database("auth", "secret")
server.kill()                               # every process of it, as in a crash
server.start()                              # same directory, same port
server.stop()
"""

from deploy.local.chroma import ChromaServer
from deploy.local.nats import NatsServer
from deploy.local.postgres import PostgresServer
from deploy.local.server import Server, ServerError, free_port

__all__ = ["ChromaServer", "NatsServer", "PostgresServer", "Server", "ServerError", "free_port"]
