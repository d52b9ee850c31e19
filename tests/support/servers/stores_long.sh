#!/usr/bin/env bash
# stores_long.sh BUILD: the contract of stores on every server there is, also those that are slow to
# start or no part of the house: chezdav, s3rver and Ceph's radosgw.
set -euo pipefail
build=$1
here=$(cd "$(dirname "$0")" && pwd)
port=18970
folder=$(mktemp -d)
trap '"$here/ceph_up.sh" down "$folder"; rm -rf "$folder"' EXIT
"$here/ceph_up.sh" up "$folder" "$port"
HARMONY_RADOSGW_PORT=$port "$build/tests/sync/sync_tests" '[servers]' -d yes
