#!/bin/sh
# Measures alert forms, RAG notifications and the reading of children's histories, on one core, and prints a table in Markdown.
# usage: forms.sh [FORMS [CHILDREN]]      300 forms and 5000 children unless said; BIN and WORK as for run.sh
set -eu
here=$(cd "$(dirname "$0")" && pwd)
bin=${BIN:-$here/../target/release/minutebook}
forms=${1:-300}
children=${2:-5000}
[ -x "$bin" ] || { echo "no program at $bin: cargo build --release, or set BIN" >&2; exit 2; }
work=${WORK:-$(mktemp -d)}
[ -n "${WORK:-}" ] || trap 'rm -rf "$work"' EXIT INT TERM
mkdir -p "$work"

python3 - "$here/../samples" "$work" "$forms" <<'PYTHON'
import pathlib, re, sys
samples, work, count = pathlib.Path(sys.argv[1]), pathlib.Path(sys.argv[2]), int(sys.argv[3])
for name, sample in [("issued", "open-alert/2026-10-29-alert"), ("complete", "dudley-year/2026-03-06-alert"), ("rag", "coventry-year/2025-12-17")]:
    text = (samples / f"{sample}.yaml").read_text()
    (work / name).mkdir(parents=True, exist_ok=True)
    for n in range(count):
        (work / name / f"{n:05}.yaml").write_text(re.sub(r'reference: "?\w+"?', f"reference: FX{n:06}", text, count=1))
PYTHON
python3 "$here/histories.py" "$children" "$work/histories"
python3 "$here/histories.py" $((children / 2)) "$work/half"

measure() { # NAME COMMAND...
  name=$1; shift
  rm -rf "$work/out"; sync
  python3 "$here/measure.py" "$work/$name.json" 0 "$@" || { echo "$name failed:" >&2; cat "$work/$name.json" >&2; exit 1; }
}
for kind in issued complete rag; do
  measure "$kind" "$bin" render "$work/$kind" --only alert_form,rag_notification --as-of 2026-10-30 --jobs 1 --conformance archive --out "$work/out"
done
measure half "$bin" check "$work/half" --as-of 2026-11-01
measure histories "$bin" check "$work/histories" --as-of 2026-11-01

python3 - "$work" "$forms" "$children" <<'PYTHON'
import json, sys
work, forms, children = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
m = lambda name: json.load(open(f"{work}/{name}.json"))
print("| run, one core | rate | CPU | memory |\n| --- | ---: | ---: | ---: |")
for name, title in [("issued", "alert forms, issued to be answered"), ("complete", "alert forms, complete after three stages"), ("rag", "RAG notifications")]:
    x = m(name)
    print(f"| {title} | {forms / x['wall']:.1f} documents/s | {1000 * x['cpu'] / forms:.1f} ms each | {x['peak']:.0f} MiB |")
for name, count in [("half", children // 2), ("histories", children)]:
    x = m(name)
    print(f"| check {count} children with 8 records each | {8 * count / x['wall']:.0f} records/s, {x['wall']:.1f} s | {x['cpu']:.1f} s | {x['peak']:.0f} MiB |")
others = max(m(n)["others"] for n in ("issued", "complete", "rag", "half", "histories"))
if others > 0.05:
    print(f"\nOther programs took up to {others:.0%} of the CPU: repeat on a quiet machine.")
PYTHON
