#!/usr/bin/env bash
# ceph_up.sh up DIR PORT | down DIR: an S3 store of Ceph 16 (mon, mgr, one osd in memory, radosgw) on this
# machine, for the long form of the tests. Needs Debian's ceph-mon ceph-mgr ceph-osd radosgw. Bucket
# "harmony", key id AKIDEXAMPLE, secret "a secret/of+S3".
set -euo pipefail
verb=$1
dir=$2

down() {
    for file in "$dir"/run/*.pid; do
        [[ -e $file ]] && kill "$(cat "$file")" 2>/dev/null || true
    done
}

if [[ $verb == down ]]; then
    down
    exit 0
fi
port=$3
mon=$((port + 1))
mkdir -p "$dir"/{mon,mgr,osd,log,run}
cat >"$dir/ceph.conf" <<CONF
[global]
fsid = $(cat /proc/sys/kernel/random/uuid)
mon host = v1:127.0.0.1:$mon
public addr = 127.0.0.1
auth cluster required = none
auth service required = none
auth client required = none
mon data = $dir/mon
mgr data = $dir/mgr
osd data = $dir/osd
keyring = $dir/keyring
run dir = $dir/run
admin socket = $dir/run/\$name.asok
pid file = $dir/run/\$name.pid
log file = $dir/log/\$name.log
crash dir = $dir/log
osd objectstore = memstore
memstore device bytes = 1073741824
osd crush chooseleaf type = 0
osd pool default size = 1
osd pool default min size = 1
osd pool default pg num = 8
osd pool default pgp num = 8
mon allow pool size one = true
mon allow pool delete = true
mon max pg per osd = 2000
rgw frontends = beast endpoint=127.0.0.1:$port
rgw enable usage log = false
rgw dns name = 127.0.0.1
CONF
conf=(-c "$dir/ceph.conf")
ceph-authtool --create-keyring "$dir/keyring" --gen-key -n mon. --cap mon 'allow *' >/dev/null
ceph-authtool "$dir/keyring" --gen-key -n client.admin --cap mon 'allow *' --cap osd 'allow *' \
    --cap mgr 'allow *' >/dev/null
fsid=$(sed -n 's/^fsid = //p' "$dir/ceph.conf")
monmaptool --create --clobber --fsid "$fsid" --addv a "[v1:127.0.0.1:$mon]" "$dir/monmap" >/dev/null
ceph-mon "${conf[@]}" --mkfs -i a --monmap "$dir/monmap" --keyring "$dir/keyring"
ceph-mon "${conf[@]}" -i a
ceph-mgr "${conf[@]}" -i x
uuid=$(cat /proc/sys/kernel/random/uuid)
timeout 60 ceph "${conf[@]}" osd new "$uuid" >/dev/null
ceph-osd "${conf[@]}" -i 0 --mkfs --osd-uuid "$uuid" 2>/dev/null
ceph-osd "${conf[@]}" -i 0 2>/dev/null
timeout 90 radosgw-admin "${conf[@]}" user create --uid harmony --display-name harmony \
    --access-key AKIDEXAMPLE --secret-key 'a secret/of+S3' >/dev/null
radosgw "${conf[@]}" -n client.admin
for _ in $(seq 1 200); do
    curl -s -o /dev/null "http://127.0.0.1:$port/" && break
    sleep 0.1
done
/usr/bin/python3 - "$port" <<'PY'
import sys
import urllib.request
from botocore.auth import S3SigV4Auth
from botocore.awsrequest import AWSRequest
from botocore.credentials import Credentials

url = "http://127.0.0.1:%s/harmony" % sys.argv[1]
request = AWSRequest("PUT", url, data=b"")
S3SigV4Auth(Credentials("AKIDEXAMPLE", "a secret/of+S3"), "s3", "us-east-1").add_auth(request)
with urllib.request.urlopen(urllib.request.Request(url, b"", dict(request.headers), method="PUT")) as said:
    assert said.status == 200, said.status
PY
echo "radosgw answers on port $port"
