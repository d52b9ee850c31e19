#!/usr/bin/env bash
# demo.sh BIN OUT: the main job, end to end, on the real programs, with an invented town.
#
# Makes an office, publishes three surveys, enrols two kiosks, lets scripted residents answer through
# the real screens at six engagements, carries the batches by folder, takes them in, and leaves
# report.html, report.pdf, report.xlsx, reports/, screenshots and the terminal summary in OUT. Ends by counting.
set -euo pipefail

bin=$(cd "$1" && pwd)
out=$2
shift 2
assets=$(cd "$(dirname "$0")/../assets" && pwd)

rm -rf "$out"
mkdir -p "$out"/{stick,screenshots,log}
cd "$out"

say() { printf '\n\033[1m%s\033[0m\n' "$*"; }
step() { printf '  %s\n' "$*"; }

# The office of an invented town, in the spring of 2026.
printf 'lantern meadow copper thimble walnut\n' >passphrase
printf '206417\n' >pin
export HARMONY_OFFICE=office HARMONY_PASSPHRASE_FILE=passphrase
# (The tool's reminder that a demo's office has one root key is said once, below.)
admin() { "$bin/harmony-admin" --today "$today" "$@" 2> >(grep -v '^One root key' >&2); }
kiosk() { "$bin/harmony-kiosk" --data "kiosk-$1" --courier folder:stick "${@:2}"; }

today=2026-03-02
say "1. The office"
admin init --demo --org "Tarnbeck Council" >log/init.txt
step "keys, trust and store are in $out/office; one root key, as it is only a demo"

say "2. Content"
admin map "$assets/demo/map/tarnbeck.geojson" --places "$assets/demo/map/places.csv" --id tarnbeck \
    --area-name Tarnbeck --attribution "Map of Tarnbeck, an invented town" --nearest 0.4 --out map >log/map.txt
step "a map of the town, drawn from its streets: $(sed -n 's/^Made.*levels from.*pixel, //p' log/map.txt)"
here=$(dirname "$assets")/installer
python3 "$here/demo_events.py" "$assets/demo/content.json" events >told.json
python3 - told.json "$assets/demo/pictures" >content.json <<'PYTHON'
import json, sys
content = json.load(open(sys.argv[1], encoding="utf-8"))
json.dump({**content, "map": "map", "pictures": sys.argv[2]}, sys.stdout, ensure_ascii=False, indent=2)
PYTHON
admin event venues --file events/venues.toml >log/events.txt
for file in events/*-*.toml; do
    admin event add --file "$file" >>log/events.txt
done
step "$(grep -c '^Event ' log/events.txt) dates that people can sign up for, from event files"
publish() {
    admin publish --survey "$assets/surveys/neighbourhood" --survey "$assets/surveys/town_centre_pspo" \
        --survey "$assets/demo/priorities" --content content.json --phrases "$assets/phrases" --to folder:stick
}
publish >log/publish.txt
step "three surveys in eight languages, six engagements, signed"

say "3. Two kiosks"
for name in a b; do
    kiosk "$name" --enrol-request "stick/kiosk-$name.hke" >log/request-$name.txt
    digits=$(grep -oE '[0-9]{4} [0-9]{4} [0-9]{4}' log/request-$name.txt | head -1)
    admin kiosk enrol "stick/kiosk-$name.hke" --label "Kiosk ${name^^}" --site "Tarnbeck" \
        --digits "$digits" --pin-file pin --to folder:stick >log/enrol-$name.txt
    office=$(grep -oE '[0-9]{4} [0-9]{4} [0-9]{4}' log/enrol-$name.txt | tail -1)
    kiosk "$name" --welcome stick --digits "$office" >log/welcome-$name.txt
    step "kiosk ${name^^}: the digits $digits are the same on both sides"
done

# The spaces of the fun day: each kiosk may give away its share by itself, and a tenth stays here.
fun_day=$(admin event expand 5fc3ae4c --json | python3 -c 'import json,sys; print(json.load(sys.stdin)["dates"][0]["id"])')
admin event allocate "$fun_day" --spread --to folder:stick | tee log/allocate.txt | sed 's/^/  /'

say "4. Residents"
finished=0
for script in "$assets"/demo/kiosk-*.script; do
    session=$(basename "$script" .script)
    name=$(cut -d- -f2 <<<"$session")
    kiosk "$name" --memory --script "$script" --out "screenshots/$session" --seed 1 \
        >"log/$session.txt" 2>&1 || {
        tail -5 "log/$session.txt" >&2
        exit 1
    }
    n=$(grep -c '^acknowledged ' "log/$session.txt" || true)
    finished=$((finished + n))
    step "$(sed -n 's/^scenario "\(.*\)"$/\1/p' "$script"): $n residents finished"
done

say "5. Sync"
today=2026-05-25
admin sync --from folder:stick | tee log/sync.txt

say "6. What they said"
admin summarise | tee summary.txt
admin report --survey neighbourhood --out . --audience public >log/report.txt
admin report --survey town_centre_pspo --out town-centre --audience public >>log/report.txt
admin report --survey priorities --out priorities --audience public >>log/report.txt
echo "The rules cover the High Street and Market Place alone. The bus station was left out." >statement.txt
for name in neighbourhood scrutiny; do
    admin report "$name" --out "reports/$name" --audience public >>log/report.txt
done
admin report profile --out reports/profile --audience partner >>log/report.txt
admin report pspo --opens 2026-03-02 --closes 2026-05-20 --statement statement.txt \
    --out reports/pspo --audience public >>log/report.txt
admin report weekly --out reports/weekly >>log/report.txt
step "reports for residents, councillors, partners and the office: $out/reports"

say "7. Who comes"
admin event signups | tee signups.txt

say "8. A little thing, from report to \"we did\""
admin case add --kind street_light --place canal_path >log/case.txt
case_id=$(sed -n 's/^Case \([0-9a-f]*\) is open.*/\1/p' log/case.txt)
admin case assign "$case_id" --to "Street lighting" --by "R. Patel" >>log/case.txt
admin case done "$case_id" --text "Lamp 14 by the canal is new." --checked --by "R. Patel" >>log/case.txt
admin case tell "$case_id" --how kiosk --by "R. Patel" >>log/case.txt
admin you-said add lamp_14 --case "$case_id" --said "The lamp by the canal is out." --by "R. Patel" >>log/case.txt
admin you-said check lamp_14 --by "S. Khan" >>log/case.txt
admin you-said publish lamp_14 --by "S. Khan" --english-only >>log/case.txt
publish >>log/publish.txt 2>log/publish-notes.txt
admin you-said page --out you-said.html >>log/case.txt
admin case show "$case_id"
step "on every kiosk with its receipt number, on the waiting screen, and in you-said.html"

# Every acknowledged answer must be in the journals, in the store and under the report.
journals=0
for name in a b; do
    journals=$((journals + $(kiosk "$name" --count)))
done
stored=$(admin summarise --json | python3 -c 'import json,sys; print(json.load(sys.stdin)["responses"])')
base=0
for report in report.json town-centre/report.json priorities/report.json; do
    base=$((base + $(python3 -c 'import json,sys; print(json.load(open(sys.argv[1]))["responses"])' "$report")))
done

say "The same number, four times"
printf '  residents who finished     %4d\n  records in the journals    %4d\n' "$finished" "$journals"
printf '  responses in the store     %4d\n  base of the reports        %4d\n' "$stored" "$base"
if [[ $finished -ne $journals || $journals -ne $stored || $stored -ne $base || $finished -lt 60 ]]; then
    echo "They differ, or are fewer than 60: something was lost or doubled." >&2
    exit 1
fi
echo
echo "Look at:  $out/report.html   $out/report.pdf   $out/reports/   $out/town-centre/report.html   $out/priorities/report.html   $out/you-said.html   $out/screenshots/"
echo "Next:     ./harmony kiosk    ./harmony admin summarise question safe_dark --by place"
