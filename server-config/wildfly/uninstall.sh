#!/usr/bin/env bash
# Takes back what install.sh configured. Undeploy Signet before, and stop the server. Signet's data stays where it is.
#
#   JBOSS_HOME            where WildFly is
#   SIGNET_SERVER_CONFIG  the server's configuration, standalone.xml unless set
set -euo pipefail
: "${JBOSS_HOME:?JBOSS_HOME must name the folder of WildFly}"

commands=$(mktemp)
trap 'rm -f "$commands"' EXIT
cat >"$commands" <<CLI
embed-server --server-config=${SIGNET_SERVER_CONFIG:-standalone.xml}
if (outcome == success) of /subsystem=undertow/application-security-domain=signet:read-resource
  /subsystem=undertow/application-security-domain=signet:remove
end-if
if (outcome == success) of /subsystem=ejb3/application-security-domain=signet:read-resource
  /subsystem=ejb3/application-security-domain=signet:remove
end-if
if (outcome == success) of /system-property=signet.data.dir:read-resource
  /system-property=signet.data.dir:remove
end-if
stop-embedded-server
CLI
"$JBOSS_HOME/bin/jboss-cli.sh" --file="$commands"
