#!/usr/bin/env python3
"""Runs a command on some CPUs only, as 0 or 0,1, and writes what it took as one line of JSON to the file OUT: seconds of wall and CPU time of it and all its
processes, the peak of their resident memory together in MiB, what share of its CPUs other programs took meanwhile, its exit code
and the last lines of its standard error.

usage: measure.py OUT CPUS COMMAND [ARGUMENT...]

Memory is the sum of VmRSS over the process tree, looked at every 50 ms, so pages that two processes share count twice. CPU time is
that of all processes that were waited for.
"""

import glob
import json
import os
import resource
import subprocess
import sys
import tempfile
import time


def tree(root):
    """The ids of a process and all those below it."""
    found = [root]
    for pid in found:
        for path in glob.glob(f"/proc/{pid}/task/*/children"):
            try:
                with open(path) as file:
                    found += map(int, file.read().split())
            except OSError:
                pass
    return found


def resident(pid):
    """A process's resident memory in KiB."""
    try:
        with open(f"/proc/{pid}/status") as file:
            for line in file:
                if line.startswith("VmRSS:"):
                    return int(line.split()[1])
    except (OSError, ValueError):
        pass
    return 0


def busy(cpus):
    """Seconds that these CPUs have worked so far."""
    mine = {f"cpu{n}" for n in cpus}
    with open("/proc/stat") as file:
        rows = [line.split() for line in file if line.split()[0] in mine]
    # user, nice, system, irq, softirq, steal: all but idle and waiting for the disk
    return sum(int(row[i]) for row in rows for i in (1, 2, 3, 6, 7, 8)) / os.sysconf("SC_CLK_TCK")


def main():
    if len(sys.argv) < 4:
        sys.exit("usage: measure.py OUT CPUS COMMAND [ARGUMENT...]")
    out, cpus, command = sys.argv[1], {int(n) for n in sys.argv[2].split(",")}, sys.argv[3:]
    peak = 0
    with tempfile.TemporaryFile() as errors:
        start, before = time.perf_counter(), busy(cpus)
        process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=errors,
                                   preexec_fn=lambda: os.sched_setaffinity(0, cpus))
        while True:
            try:
                process.wait(0.05)
                break
            except subprocess.TimeoutExpired:
                peak = max(peak, sum(map(resident, tree(process.pid))))
        wall, worked = time.perf_counter() - start, busy(cpus) - before
        errors.seek(0)
        said = errors.read().decode("utf-8", "replace").strip().splitlines()[-8:]
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    own = resource.getrusage(resource.RUSAGE_SELF)
    others = max(0.0, worked - used.ru_utime - used.ru_stime - own.ru_utime - own.ru_stime) / wall
    with open(out, "w") as file:
        json.dump({"wall": wall, "cpu": used.ru_utime + used.ru_stime, "peak": peak / 1024, "others": others, "code": process.returncode, "said": said}, file)
    sys.exit(process.returncode)


if __name__ == "__main__":
    main()
