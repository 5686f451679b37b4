#!/bin/sh
# A role and a database for each service, which no other service's role can enter. The image runs this
# once, on an empty volume. Running it again sets the passwords from their files and changes nothing
# else: docker-compose exec postgres sh /docker-entrypoint-initdb.d/10-databases.sh
#
# Passwords come from files (<service>_password in SECRETS_DIR) and reach neither arguments nor logs.
set -e

for service in auth upload analysis export chat; do
  psql -X -q -v ON_ERROR_STOP=1 -U "${POSTGRES_USER:-postgres}" -d postgres \
    -v name="$service" -v file="${SECRETS_DIR:-/run/secrets}/${service}_password" <<'SQL'
SET log_min_error_statement = panic;
\set password `cat :'file'`
SELECT format('CREATE ROLE %I LOGIN', :'name')
  WHERE NOT EXISTS (SELECT 1 FROM pg_roles WHERE rolname = :'name') \gexec
ALTER ROLE :"name" LOGIN PASSWORD :'password';
-- Byte order and Unicode case rules, whatever the image's locale: the same on every machine.
SELECT format('CREATE DATABASE %I OWNER %I TEMPLATE template0 ENCODING ''UTF8'''
              ' LC_COLLATE ''C'' LC_CTYPE ''C.UTF-8''', :'name', :'name')
  WHERE NOT EXISTS (SELECT 1 FROM pg_database WHERE datname = :'name') \gexec
REVOKE ALL ON DATABASE :"name" FROM PUBLIC;
SQL
done
