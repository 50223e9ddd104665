#!/bin/sh
# Renders a folder of records on a Slurm cluster, in shares, and puts them together.
# usage: submit.sh RECORDS WORK SHARES [OPTION...]
#   RECORDS  the folder of records      WORK  a folder that all nodes see: shares/, log/ and merged/ lie there
#   SHARES   into how many parts        OPTION  of `minutebook render`, as --as-of 2026-11-01 (without spaces inside)
#   MINUTEBOOK  the program, where it is not found by its name     CPUS  cores a task, 1 without it
#   ONLY     shares to render, as 2,5: to repeat those that failed
set -eu
[ $# -ge 3 ] || { sed -n '2,8s/^# //p' "$0" >&2; exit 2; }
umask 077
here=$(cd "$(dirname "$0")" && pwd)
RECORDS=$(cd "$1" && pwd); mkdir -p "$2"; WORK=$(cd "$2" && pwd); shares=$3
shift 3
case $shares in '' | *[!0-9]* | 0*) echo "SHARES is a number: $shares" >&2; exit 2 ;; esac
# One day for all shares, whenever each begins.
case " $* " in *" --as-of "* | *" --as-of="*) OPTIONS="$*" ;; *) OPTIONS="--as-of $(date +%F) $*" ;; esac
export RECORDS WORK OPTIONS MINUTEBOOK="${MINUTEBOOK:-minutebook}" MINUTEBOOK_SHARES="$shares"
job=$(sbatch --parsable --wait --array="${ONLY:-1-$shares}" --cpus-per-task="${CPUS:-1}" "$here/render.sbatch") || {
  echo "some shares did not end: the logs in $WORK/log say why; run the same line again" >&2
  exit 1
}
echo "job ${job%%;*}: all shares ended"
for left in "$WORK/shares"/*; do
  [ "${left##*/}" -le "$shares" ] || echo "left from a run with more shares, and not used: $left" >&2
done
set --
for share in $(seq "$shares"); do set -- "$@" "$WORK/shares/$share"; done
# 1: some records are withheld, as the logs say.
"$MINUTEBOOK" manifest merge "$@" --out "$WORK/merged" || [ $? -eq 1 ]
echo "for the lists of what is to be sent: $MINUTEBOOK dispatch $RECORDS --out $WORK/merged, with the same options"
