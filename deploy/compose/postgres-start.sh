#!/bin/sh
# Starts the PostgreSQL image with a superuser password that nobody knows: the superuser works from
# inside the container alone (docker-compose exec postgres psql -U postgres). The services have roles of
# their own, made by postgres-init.
POSTGRES_PASSWORD=$(head -c 32 /dev/urandom | base64 | tr -d '\n')
export POSTGRES_PASSWORD
exec docker-entrypoint.sh "$@"
