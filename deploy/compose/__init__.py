"""Vitae in containers: secrets, what the images run beside a process, the test of it all."""
