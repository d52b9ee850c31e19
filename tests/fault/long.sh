#!/usr/bin/env bash
# long.sh BUILD: the long form of the fault tests; some hours. Ends with a table of what each found.
set -uo pipefail
build=$1
here=$(cd "$(dirname "$0")" && pwd)
assets=$here/../../assets
shim=$build/tests/fault/fault_shim.so
results=$build/../results
bad=0
step() {
    echo "== $*"
    "$@" || bad=1
}
ctest --test-dir "$build" --output-on-failure -R '^fault\.bite' || bad=1
HARMONY_LONG=1 step "$build/tests/events/events_tests" '[rrule]'
step "$build/tests/fault/power_cut" --plan long --jobs "$(nproc)"
for seed in 1 2 3 4 5; do
    step "$build/tests/fault/kill_driver" 2000 "$shim" --seed "$seed" --results "$results"
    step /usr/bin/python3 "$here/kill_test.py" "$build/bin" "$assets" 400 --seed "$seed"
done
step /usr/bin/python3 "$here/shim_sweep.py" "$build/bin" "$assets" "$shim" --points 200 --results "$results"
HARMONY_MESSAGE_KILLS=300 step "$build/tests/admin/messages_tests" '[fault]' -w NoTests
if [[ $(id -u) -eq 0 ]]; then
    step /usr/bin/python3 "$here/disk_full.py" "$build/tests/fault/kill_driver" --levels 100 --results "$results"
    step /usr/bin/python3 "$here/real_disk.py" "$build/tests/fault/kill_driver" "$shim" --cuts 500 --results "$results"
else
    echo "skipped: a full disk and real ext4 need root"
fi
step "$build/tests/privacy/privacy_tests" '[long]' -w NoTests
step "$build/tests/fault/simulator/sync_simulator_whole" --known "$here/simulator/seeds.txt" \
    --seeds 1 100000 --results "$results"
step "$build/tests/events/events_tests" '[long]' -w NoTests
step "$build/tests/summary/coverage_simulation" 4000  # how often ranges hold (ST13)
/usr/bin/python3 - "$results" <<'PYTHON'
import json
import pathlib
import sys
print(f"{'harness':20} {'points':>10} {'bad':>5} {'seconds':>9} {'rate/s':>8}  build, seed")
for file in sorted(pathlib.Path(sys.argv[1]).glob("*.json")):
    r = json.loads(file.read_text())
    print(f"{r['name']:20} {r['points']:10} {r['bad']:5} {r['seconds']:9.1f} {r['rate']:8.1f}  {r['build']}, {r['seed']}")
PYTHON
exit "$bad"
