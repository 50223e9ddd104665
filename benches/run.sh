#!/bin/sh
# Measures the program on the reference records and prints a table in Markdown.
# usage: run.sh [SMALL [LARGE]]      500 and 5000 records unless said; BIN=path of the program, WORK=folder to work in
set -eu
here=$(cd "$(dirname "$0")" && pwd)
bin=${BIN:-$here/../target/release/minutebook}
small=${1:-500}
large=${2:-5000}
[ -x "$bin" ] || { echo "no program at $bin: cargo build --release, or set BIN" >&2; exit 2; }
work=${WORK:-$(mktemp -d)}
[ -n "${WORK:-}" ] || trap 'rm -rf "$work"' EXIT INT TERM
mkdir -p "$work"

python3 "$here/reference.py" "$work/small" "$small"
python3 "$here/reference.py" "$work/large" "$large"
mkdir -p "$work/one" && cp -r "$work/small/REF00000001" "$work/one"

# measure NAME CPUS COMMAND...: runs it on these CPUs, after the disk is done with the last one.
measure() {
  name=$1; cpus=$2; shift 2
  rm -rf "$work/out"; sync
  python3 "$here/measure.py" "$work/$name.json" "$cpus" "$@" || { echo "$name failed:" >&2; cat "$work/$name.json" >&2; exit 1; }
}
render() { # NAME CPUS JOBS CONFORMANCE RECORDS
  measure "$1" "$2" "$bin" render "$work/$5" --only record_of_review --as-of 2026-11-01 --jobs "$3" --conformance "$4" --timings --out "$work/out"
}

"$bin" check "$work/small" >/dev/null 2>&1 || { echo "the reference records have errors" >&2; exit 1; }
render warm 0 1 none one
render one_core 0 1 none small
render two_cores 0,1 2 none small
render conformance 0 1 all small
render large_one_core 0 1 none large
render large_two_cores 0,1 2 none large
measure check 0 "$bin" check "$work/large"
for i in 1 2 3 4 5 6 7 8 9 10; do render "cold_$i" 0 1 none one; done

python3 - "$work" "$small" "$large" <<'PYTHON'
import json, re, statistics, sys
work, small, large = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
m = lambda name: json.load(open(f"{work}/{name}.json"))
disturbed = []
def row(*cells): print("| " + " | ".join(cells) + " |")
def ms(x): return f"{1000 * x:.1f} ms"
def line(name, title, count):
    x = m(name)
    if x["others"] > 0.05:
        disturbed.append(f"{title}: {x['others']:.0%} of a CPU")
    row(title, f"{count / x['wall']:.1f} documents/s", f"wall {x['wall']:.2f} s", f"CPU {x['cpu']:.2f} s, {ms(x['cpu'] / count)} a document", f"peak {x['peak']:.1f} MiB")
    return x
written = [re.search(r"(\d+) documents .*?(\d+) pages", " ".join(m(n)["said"])) for n in ("one_core", "large_one_core")]
for hit, count in zip(written, (small, large)):
    if not hit or int(hit[1]) != count:
        sys.exit(f"{count} documents expected: {hit and hit[0]}")
print(f"{small} and {large} records, one Record of Review each, {int(written[0][2]) / small:.2f} pages a document.\n")
row("run", "rate", "wall", "CPU", "memory, all processes")
row("---", "---:", "---:", "---:", "---:")
a = line("one_core", f"(a) render {small}, one core", small)
b = line("two_cores", f"(b) render {small}, two cores", small)
f = line("conformance", f"(f) render {small}, one core, --conformance all", small)
c = line("large_one_core", f"(a, c) render {large}, one core", large)
d = line("large_two_cores", f"(b, c) render {large}, two cores", large)
x = m("check")
row(f"(d) check {large}, one core", f"{large / x['wall']:.0f} records/s", f"wall {x['wall']:.2f} s", f"CPU {x['cpu']:.2f} s, {1000 * x['cpu'] / large:.2f} ms a record", f"peak {x['peak']:.1f} MiB")
cold = sorted(m(f"cold_{i}")["wall"] for i in range(1, 11))
row("(e) one record to PDF, cold start", "", f"best {ms(cold[0])}, median {ms(statistics.median(cold))}", "", "")
print()
row("ratio", "value")
row("---", "---:")
row(f"two cores to one, {small}", f"{a['wall'] / b['wall']:.2f}")
row(f"two cores to one, {large}", f"{c['wall'] / d['wall']:.2f}")
row(f"memory at {large} to {small}, one core", f"{c['peak'] / a['peak']:.2f}")
row(f"memory at {large} to {small}, two cores", f"{d['peak'] / b['peak']:.2f}")
row("CPU, --conformance all to none", f"{f['cpu'] / a['cpu']:.2f}, or {ms((f['cpu'] - a['cpu']) / small)} a document more")
if disturbed:
    print("\n**Other programs took part of the CPUs, so wall times and rates are too bad:** " + "; ".join(disturbed))
print("\nPhases, as the program says:\n")
for name in ("one_core", "two_cores", "conformance", "large_one_core", "large_two_cores"):
    print(f"- {name}: " + next((s for s in m(name)["said"] if s.startswith("milliseconds")), "none"))
PYTHON
