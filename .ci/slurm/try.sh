#!/bin/sh
# Renders the samples as a Slurm array job of four shares, kills one of them on its way, submits again, and holds what is put together against
# what one run makes. usage: try.sh PROGRAM
set -eu
here=$(cd "$(dirname "$0")" && pwd)
root=$(cd "$here/../.." && pwd)
MINUTEBOOK=$(cd "$(dirname "$1")" && pwd)/$(basename "$1")
export MINUTEBOOK
work=$(mktemp -d)
trap 'sh "$here/here.sh" stop "$work/slurm"; rm -rf "$work"' EXIT
sh "$here/here.sh" start "$work/slurm"
export SLURM_CONF="$work/slurm/slurm.conf"
cd "$root"
"$MINUTEBOOK" render "$root/samples" --as-of 2026-11-01 --out "$work/one" --message-format short >/dev/null 2>&1 || [ $? -eq 1 ]

# The share that is killed has begun its work: something of it lies there, and its run has not ended.
"$root/deploy/slurm/submit.sh" samples "$work/batch" 4 --as-of 2026-11-01 --conformance all >"$work/first" 2>&1 &
submitted=$!
for _ in $(seq 600); do
  pid=$(pgrep -f -- "--partition auto --out $work/batch/shares/3" | head -n 1 || true)
  if [ -n "$pid" ] && [ -n "$(find "$work/batch/shares/3" -name '*.pdf' 2>/dev/null | head -n 1)" ]; then
    kill -KILL "$pid"
    break
  fi
  sleep 0.05
done
if wait $submitted; then
  echo "a share was killed, and submitting says that all ended" >&2
  cat "$work/first" >&2
  exit 1
fi
[ -f "$work/batch/shares/3/.minutebook-run" ] || { echo "the share that was killed has ended" >&2; exit 1; }
ONLY=3 "$root/deploy/slurm/submit.sh" samples "$work/batch" 4 --as-of 2026-11-01 --conformance all >"$work/second" 2>&1 || { cat "$work/second" >&2; exit 1; }
[ -z "$(find "$work/batch" -perm /077 -print | tee "$work/open" | head -n 1)" ] || { echo "others may read:" >&2; cat "$work/open" >&2; exit 1; }

# Again, as one run is made: nothing is left of the other way.
"$root/deploy/slurm/submit.sh" samples "$work/batch" 4 --as-of 2026-11-01 >"$work/third" 2>&1 || { cat "$work/third" >&2; exit 1; }
# The lists of what is to be sent are made of the whole.
"$MINUTEBOOK" dispatch "$root/samples" --as-of 2026-11-01 --out "$work/batch/merged" >/dev/null 2>&1
diff -r "$work/one" "$work/batch/merged"
echo "four shares on Slurm, one of them killed and submitted again, are the same as one run: $(find "$work/one" -type f | wc -l) files"
