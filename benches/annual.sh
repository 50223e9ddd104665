#!/bin/sh
# Measures the annual report: N review records, with what lies beside them, to PDF, HTML, workbook, CSV and JSON in both versions, on one core.
# usage: annual.sh [N...]      10000 unless said; BIN=path of the program, SEED=path of the example `seed`, WORK=folder to work in
set -eu
here=$(cd "$(dirname "$0")" && pwd)
bin=${BIN:-$here/../target/release/minutebook}
seed=${SEED:-$here/../target/release/examples/seed}
[ -x "$bin" ] || { echo "no program at $bin: cargo build --release, or set BIN" >&2; exit 2; }
[ -x "$seed" ] || { echo "no program at $seed: cargo build --release --example seed, or set SEED" >&2; exit 2; }
work=${WORK:-$(mktemp -d)}
[ -n "${WORK:-}" ] || trap 'rm -rf "$work"' EXIT INT TERM
mkdir -p "$work"
for n in "${@:-10000}"; do
  "$seed" "$work" "large-$n" >/dev/null
  cat > "$work/large-$n/report.yaml" <<'YAML'
kind: annual-report
policy: statutory
status: draft
period: { from: 2024-04-01, to: 2026-03-31 }
records: [records-2023-24, records-2024-25, records-2025-26]
YAML
  rm -rf "$work/out"; sync
  python3 "$here/measure.py" "$work/annual-$n.json" 0 "$bin" render "$work/large-$n/report.yaml" --jobs 1 --as-of 2026-11-01 --out "$work/out"
  files=$(find "$work/large-$n" -name '*.yaml' | wc -l)
  python3 - "$work/annual-$n.json" "$n" "$files" <<'PYTHON'
import json, sys
m = json.load(open(sys.argv[1]))
print(f"{sys.argv[2]} reviews ({sys.argv[3]} files): {m}")
PYTHON
done
