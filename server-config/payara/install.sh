#!/usr/bin/env bash
# Makes a running Payara Server domain ready for Signet. Running it again changes nothing; uninstall.sh takes it back.
#
#   PAYARA_HOME      where Payara Server is, with bin/asadmin in it
#   SIGNET_DATA_DIR  where Signet keeps its database and key: an absolute folder that belongs to the server's user
#   ASADMIN_PORT     the domain's administration port, 4848 unless set
#
# What it does and why:
# - The system property signet.data.dir. Without it Signet takes signet-data in the folder that the server was started in,
#   which for a domain is its config folder, and that is replaced with the domain.
# Nothing else is needed: Signet brings its own data source and its own identity store.
set -euo pipefail
: "${PAYARA_HOME:?PAYARA_HOME must name the folder of Payara Server}"
: "${SIGNET_DATA_DIR:?SIGNET_DATA_DIR must name the folder for the data of Signet}"

# asadmin separates properties by colons.
"$PAYARA_HOME/bin/asadmin" --port "${ASADMIN_PORT:-4848}" create-system-properties \
  "signet.data.dir=${SIGNET_DATA_DIR//:/\\:}"
