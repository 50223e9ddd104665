#!/bin/sh
# The same content by other typesetters, side by side in one sitting, one core each; prints a table in Markdown.
# usage: compare.sh
#   FAST=100 PROCESS=40 OFFICE=40 OFFICE_PROCESS=20   how many documents: fast tools in one process; typst, a process a document;
#                                                     LibreOffice in one process; LibreOffice, a process a document
#   BIN=the program   WORK=folder to work in   CACHE=folder that keeps the Python environment   CPU=which core
# Needs python3 with venv, pdfinfo, and LibreOffice Writer; as root on Debian it installs what is missing.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
root=$(cd "$here/.." && pwd)
bin=${BIN:-$root/target/release/minutebook}
fast=${FAST:-100}; process=${PROCESS:-40}; office=${OFFICE:-40}; office_process=${OFFICE_PROCESS:-20}; cpu=${CPU:-0}
[ -x "$bin" ] || { echo "no program at $bin: cargo build --release, or set BIN" >&2; exit 2; }
cache=${CACHE:-${XDG_CACHE_HOME:-$HOME/.cache}/minutebook-compare}
work=${WORK:-$(mktemp -d)}
[ -n "${WORK:-}" ] || trap 'rm -rf "$work"' EXIT INT TERM
mkdir -p "$work" "$cache"

# What is compared with
if ! command -v soffice >/dev/null || ! command -v pdfinfo >/dev/null || ! ldconfig -p | grep -q libpangoft2; then
  [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null || { echo "needs soffice (LibreOffice Writer), pdfinfo and Pango" >&2; exit 2; }
  { apt-get update -qq && apt-get install -y -qq --no-install-recommends libreoffice-writer-nogui poppler-utils \
      libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0; } >"$work/apt.log" 2>&1 || { cat "$work/apt.log" >&2; exit 2; }
fi
py=$cache/venv/bin/python
export PYTHONDONTWRITEBYTECODE=1
[ -x "$py" ] || python3 -m venv "$cache/venv"
"$py" -c 'import yaml, typst, weasyprint, reportlab' 2>/dev/null ||
  "$py" -m pip install -q --disable-pip-version-check PyYAML typst weasyprint reportlab >&2

# The records, and the same for LibreOffice as texts; making those is not timed
most=0
for n in "$fast" "$process" "$office" "$office_process"; do [ "$n" -le "$most" ] || most=$n; done
python3 "$here/reference.py" "$work/all" "$most"
records() { find "$work/all" -name '*.yaml' | sort | head -n "$1"; }
mkdir -p "$work/fast" "$work/one" "$work/fodt"
for f in $(records "$fast"); do cp -r "$(dirname "$f")" "$work/fast"; done
cp -r "$(dirname "$(records 1)")" "$work/one"
# shellcheck disable=SC2046  # the names are references and dates
"$py" "$here/compare/to_fodt.py" "$work/fodt" $(records "$most")
texts() { find "$work/fodt" -name '*.fodt' | sort | head -n "$1"; }
cat >"$work/fonts.conf" <<FONTS
<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig><dir>$root/templates/fonts</dir><cachedir>$work/fontcache</cachedir></fontconfig>
FONTS
office() { echo "soffice -env:UserInstallation=file://$work/profile --headless --convert-to pdf --outdir $work/out"; }

: >"$work/rows"
# row TITLE COUNT COMMAND...: times the command, counts its documents, and looks at one of them.
row() {
  title=$1; count=$2; shift 2
  rm -rf "$work/out"; mkdir -p "$work/out"; sync
  if ! python3 "$here/measure.py" "$work/row.json" "$cpu" env FONTCONFIG_FILE="$work/fonts.conf" "$@"; then
    echo "$title failed:" >&2; cat "$work/row.json" >&2; exit 1
  fi
  made=$(find "$work/out" -name '*.pdf' | wc -l)
  [ "$made" -eq "$count" ] || { echo "$title: $made documents instead of $count" >&2; cat "$work/row.json" >&2; exit 1; }
  pdf=$(find "$work/out" -name '*.pdf' | sort | head -n 1)
  info=$(pdfinfo "$pdf" 2>/dev/null)
  python3 - "$work/row.json" "$title" "$count" "$info" >>"$work/rows" <<'PYTHON'
import json, re, sys
m = json.load(open(sys.argv[1]))
field = lambda name: re.search(rf"^{name}:\s*(\S+)", sys.argv[4], re.M)[1]
print(json.dumps({**m, "title": sys.argv[2], "count": int(sys.argv[3]), "tagged": field("Tagged"), "pages": field("Pages")}))
PYTHON
}
each() { # a process a document: COMMAND with the name of each file at its end
  list=$1; shift
  # shellcheck disable=SC2016
  echo 'for f in '"$(echo "$list" | tr '\n' ' ')"'; do '"$*"' "$f" || exit 1; done'
}
quiet() { "$@" >/dev/null 2>&1 || true; }

# Once before, so that files are in memory and LibreOffice has its profile
quiet "$bin" render "$work/one" --only record_of_review --as-of 2026-11-01 --out "$work/warm"
mkdir -p "$work/out"
# shellcheck disable=SC2046
quiet env FONTCONFIG_FILE="$work/fonts.conf" $(office) $(texts 1)
for tool in with_typst with_reportlab with_weasyprint; do
  if [ "$tool" = with_weasyprint ]; then quiet "$py" "$here/compare/$tool.py" "$work/out" none "$(records 1)"
  else quiet "$py" "$here/compare/$tool.py" "$work/out" "$(records 1)"; fi
done

# shellcheck disable=SC2046
{
row "minutebook, checks and verification included" "$fast" "$bin" render "$work/fast" --only record_of_review --as-of 2026-11-01 --jobs 1 --conformance none --out "$work/out"
row "typst (Python binding), one process" "$fast" "$py" "$here/compare/with_typst.py" "$work/out" $(records "$fast")
row "typst (Python binding), a process a document" "$process" sh -c "$(each "$(records "$process")" "$py $here/compare/with_typst.py $work/out")"
row "WeasyPrint, one process" "$fast" "$py" "$here/compare/with_weasyprint.py" "$work/out" none $(records "$fast")
row "WeasyPrint, one process, PDF/UA-1" "$fast" "$py" "$here/compare/with_weasyprint.py" "$work/out" pdf/ua-1 $(records "$fast")
row "ReportLab, one process" "$fast" "$py" "$here/compare/with_reportlab.py" "$work/out" $(records "$fast")
row "LibreOffice, one process" "$office" $(office) $(texts "$office")
row "LibreOffice, a process a document" "$office_process" sh -c "$(each "$(texts "$office_process")" "$(office)")"
row "minutebook again" "$fast" "$bin" render "$work/fast" --only record_of_review --as-of 2026-11-01 --jobs 1 --conformance none --out "$work/out"
}

"$py" -c 'from importlib.metadata import version as v; print("typst", v("typst") + ", WeasyPrint", v("weasyprint") + ", ReportLab", v("reportlab"), end=", ")'
soffice --version | head -n 1 | cut -d' ' -f1-2
echo
python3 - "$work/rows" <<'PYTHON'
import json, sys
rows = [json.loads(line) for line in open(sys.argv[1])]
rate = lambda r: r["count"] / r["wall"]
print("| tool | documents | pages each | documents/s | minutebook is faster by | CPU a document | peak memory | tagged |")
print("| --- | ---: | ---: | ---: | ---: | ---: | ---: | --- |")
for r in rows:
    print(f"| {r['title']} | {r['count']} | {r['pages']} | {rate(r):.2f} | {rate(rows[0]) / rate(r):.2f} | {1000 * r['cpu'] / r['count']:.1f} ms "
          f"| {r['peak']:.0f} MiB | {r['tagged']} |")
bad = [f"{r['title']}: {r['others']:.0%} of a CPU" for r in rows if r["others"] > 0.05]
if bad:
    print("\n**Other programs took part of the core, so rates are too bad:** " + "; ".join(bad))
PYTHON
