#!/bin/sh
# Run once by the PostgreSQL image, as its superuser, on an empty volume. Makes the owner of the database, who migrates and is no superuser
# (the portal refuses one), and the role that portal and worker log in as, which owns nothing.
set -eu
psql --set ON_ERROR_STOP=1 --username "$POSTGRES_USER" --dbname postgres \
  --set owner_password="$DATABASE_OWNER_PASSWORD" --set portal_password="$DATABASE_PORTAL_PASSWORD" <<'SQL'
CREATE ROLE emptrust LOGIN CREATEROLE PASSWORD :'owner_password';
CREATE DATABASE emptrust OWNER emptrust;
CREATE ROLE emptrust_app NOLOGIN;
GRANT emptrust_app TO emptrust WITH ADMIN OPTION;
CREATE ROLE emptrust_portal LOGIN PASSWORD :'portal_password' IN ROLE emptrust_app;
SQL
