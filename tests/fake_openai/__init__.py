"""A model server on loopback that answers truly by default and misbehaves on demand."""
