"""Whether a model server does what Vitae asks of one: `python -m tests.compat BASE_URL MODEL`."""
