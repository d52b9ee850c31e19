#!/usr/bin/env bash
# long.sh BUILD: the long form of the fault tests; some twenty minutes.
set -euo pipefail
build=$1
here=$(cd "$(dirname "$0")" && pwd)
for seed in 1 2 3 4 5; do
    echo "kill -9, seed $seed"
    /usr/bin/python3 "$here/kill_test.py" "$build/bin" "$here/../../assets" 1000 --seed "$seed"
done
ctest --test-dir "$build" --output-on-failure -R 'power cut|kill'
