#!/usr/bin/env bash
# window.sh BIN DEMO OUT: pictures of every view of the officer's window on a copy of the demo's office.
set -euo pipefail
source=$(cd "$(dirname "$0")/../.." && pwd)
bin=$(cd "$1" && pwd)
demo=$(cd "$2" && pwd)
mkdir -p "$3"
out=$(cd "$3" && pwd)
rm -rf "$out"/* && cp -r "$demo/office" "$out/office"
cat >"$out/office/window.json" <<JSON
{"surveys": ["$source/assets/surveys/neighbourhood", "$source/assets/surveys/town_centre_pspo", "$source/assets/demo/priorities"],
 "content": "$demo/content.json", "store": "folder:$demo/stick"}
JSON
"$bin/harmony-admin" --office "$out/office" --passphrase-file "$demo/passphrase" --today 2026-03-30 \
    gui --script "$source/tests/scenes/window.script" --out "$out"
{
    echo '<!doctype html><meta charset="utf-8"><title>The window</title>'
    echo '<style>body{font:16px sans-serif;margin:2rem;background:#eee}img{width:48%;margin:.5%;box-shadow:0 1px 6px #0004}</style>'
    for picture in "$out"/*.png; do echo "<img src=\"$(basename "$picture")\" alt=\"$(basename "$picture" .png)\">"; done
} >"$out/index.html"
