"""Tiny processes in the place of the services, for tests of the supervisor alone."""
