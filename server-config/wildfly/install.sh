#!/usr/bin/env bash
# Makes a WildFly server ready for Signet. Running it again changes nothing; uninstall.sh takes it back.
# The server must be stopped: its configuration file is changed, not its running model.
#
#   JBOSS_HOME            where WildFly is
#   SIGNET_SERVER_CONFIG  the server's configuration, standalone.xml unless set. It needs EJB, Faces and mail, which
#                         standalone-microprofile.xml does not have.
#   SIGNET_DATA_DIR       where Signet keeps its database and key. Unless set, nothing is configured and Signet takes
#                         signet-data in the folder that the server is started in.
#
# What it does and why:
# - An application security domain "signet" of Undertow, which Signet's WAR names. Signet asks its own identity store;
#   with WildFly's integrated JASPI its users would have to be known to WildFly too, and correct passwords would end in
#   an error (ELY01177). A domain of its own leaves the sign-in of other applications as it is.
# - The same name for EJBs, since a WAR names one domain for all it holds: Signet's timer is one.
# - The system property signet.data.dir, if SIGNET_DATA_DIR is set.
set -euo pipefail
: "${JBOSS_HOME:?JBOSS_HOME must name the folder of WildFly}"

commands=$(mktemp)
trap 'rm -f "$commands"' EXIT
cat >"$commands" <<CLI
embed-server --server-config=${SIGNET_SERVER_CONFIG:-standalone.xml}
if (outcome != success) of /subsystem=undertow/application-security-domain=signet:read-resource
  /subsystem=undertow/application-security-domain=signet:add(security-domain=ApplicationDomain, integrated-jaspi=false)
end-if
if (outcome != success) of /subsystem=ejb3/application-security-domain=signet:read-resource
  /subsystem=ejb3/application-security-domain=signet:add(security-domain=ApplicationDomain)
end-if
CLI
if [ -n "${SIGNET_DATA_DIR:-}" ]; then
  cat >>"$commands" <<CLI
if (outcome != success) of /system-property=signet.data.dir:read-resource
  /system-property=signet.data.dir:add(value="$SIGNET_DATA_DIR")
else
  /system-property=signet.data.dir:write-attribute(name=value, value="$SIGNET_DATA_DIR")
end-if
CLI
fi
echo stop-embedded-server >>"$commands"
"$JBOSS_HOME/bin/jboss-cli.sh" --file="$commands"
