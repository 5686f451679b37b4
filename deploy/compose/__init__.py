"""Vitae in containers: secrets for docker-compose.yml, the images' health check, the test of it all."""
