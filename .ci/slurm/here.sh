#!/bin/sh
# A Slurm cluster of this one machine, to try array jobs on: here.sh start DIR, here.sh stop DIR. As root, with Debian's slurm-wlm and munge.
set -eu
dir=${2:?usage: here.sh start|stop DIR}
case $1 in
start)
  mkdir -p "$dir/state" "$dir/spool" /run/munge
  dir=$(cd "$dir" && pwd)
  host=$(hostname -s)
  cat >"$dir/slurm.conf" <<CONF
ClusterName=here
SlurmctldHost=$host
SlurmUser=root
AuthType=auth/munge
ProctrackType=proctrack/linuxproc
TaskPlugin=task/none
SelectType=select/cons_tres
SelectTypeParameters=CR_Core
ReturnToService=2
KillWait=5
StateSaveLocation=$dir/state
SlurmdSpoolDir=$dir/spool
SlurmctldPidFile=$dir/slurmctld.pid
SlurmdPidFile=$dir/slurmd.pid
SlurmctldLogFile=$dir/slurmctld.log
SlurmdLogFile=$dir/slurmd.log
NodeName=$host CPUs=$(nproc) State=UNKNOWN
PartitionName=all Nodes=ALL Default=YES MaxTime=INFINITE State=UP
CONF
  if [ ! -f /etc/munge/munge.key ]; then
    head -c 1024 /dev/urandom >/etc/munge/munge.key
  fi
  chown munge /etc/munge/munge.key /run/munge
  chmod 400 /etc/munge/munge.key
  if ! pgrep -x munged >/dev/null; then
    su -s /bin/sh munge -c /usr/sbin/munged
    touch "$dir/munge-is-ours"
  fi
  export SLURM_CONF="$dir/slurm.conf"
  slurmctld
  slurmd
  for _ in $(seq 60); do
    [ "$(sinfo -h -o %T 2>/dev/null)" = idle ] && exit 0
    sleep 0.5
  done
  echo "Slurm did not come up:" >&2
  tail -n 20 "$dir/slurmctld.log" "$dir/slurmd.log" >&2
  exit 1
  ;;
stop)
  for file in "$dir/slurmd.pid" "$dir/slurmctld.pid"; do
    [ -f "$file" ] || continue
    pid=$(cat "$file")
    kill "$pid" || true
    # It writes its state down before it ends.
    for _ in $(seq 40); do
      kill -0 "$pid" 2>/dev/null || break
      sleep 0.25
    done
  done
  [ ! -f "$dir/munge-is-ours" ] || pkill -x munged || true
  ;;
*)
  echo "usage: here.sh start|stop DIR" >&2
  exit 2
  ;;
esac
