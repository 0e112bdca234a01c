#!/usr/bin/env python3
"""A disk that is really full, out of inodes, or read-only, instead of a pretended error.

    fullfs.py [--all-full] [--sizes 0,1,2,3,4,8,16] [options] -- KINDLY ARGS...

Mounts a small tmpfs over the sandbox's journal (root, or a user namespace made with
unshare), leaves the given number of 4 KiB pages free, and runs kindly; then the same with
no free inode, and with a read-only mount. With --all-full the home directory is on the same
disk, so that there is no place to rescue text to but standard error.
"""

import os
import re
import shutil
import subprocess
import sys

from common import *

SCRIPT = r"""
set -e
mount -t tmpfs -o size=512k,nr_inodes=64,mode=0700 none "$DISK"
[ -z "$SEEDED" ] || cp -a "$SEEDED"/. "$DISK"/
mkdir -p -m 700 "$KINDLY_JOURNAL" "$HOME"
case $MODE in
full)
  head -c 999999999 /dev/zero > "$DISK/.fill" 2>/dev/null || true
  s=$(stat -c %s "$DISK/.fill"); n=$((s - FREE * 4096)); [ $n -ge 0 ] || n=0
  truncate -s $n "$DISK/.fill" ;;
inodes) i=0; while : > "$DISK/.i$i" 2>/dev/null; do i=$((i + 1)); done ;;
readonly) mount -o remount,ro "$DISK" ;;
esac
set +e
"$@" < "$STDIN" > "$OUT" 2> "$ERR"; echo $? > "$RC"
mount -o remount,rw "$DISK"; rm -f "$DISK/.fill" "$DISK"/.i[0-9]*
mkdir -p "$COPY"; cp -a "$DISK"/. "$COPY"/
umount "$DISK"
"""


def way_in():
    """How to get a mount namespace: as root, else as a pretended one."""
    for way in (["unshare", "-m"], ["unshare", "-Ur", "-m"]):
        try:
            probe = [*way, "sh", "-c", "mount -t tmpfs none /mnt"]
            if subprocess.run(probe, stderr=subprocess.DEVNULL).returncode == 0:
                return way
        except FileNotFoundError:
            pass
    skip("nothing can be mounted here")


def read(path):
    with open(path, "rb") as fh:
        return fh.read()


def one(opt, enter, base, mask, temp, mode, free):
    before, after, _ = base
    sb = Sandbox(opt, "full")
    shutil.rmtree(sb.journal)
    disk, copy, seeded = sb.root + "/disk", sb.root + "/copy", ""
    os.mkdir(disk)
    sb.journal = disk + "/journal"
    if opt.all_full:
        sb.home = disk + "/home"
    if opt.seed:
        seeded = sb.root + "/seed"
        os.mkdir(seeded)
        subprocess.run(["cp", "-a", opt.seed, seeded + "/journal"], check=True)
    env = sb.env(DISK=disk, SEEDED=seeded, MODE=mode, FREE=str(free), STDIN=sb.stdin, COPY=copy,
                 OUT=sb.root + "/out", ERR=sb.root + "/err", RC=sb.root + "/rc")
    tty = [sys.executable, HERE + "/errtty.py"] if opt.err_tty else []
    q = subprocess.run([*enter, "bash", "-c", SCRIPT, "x", *tty, *sb.argv()], env=env, cwd="/",
                       stdout=subprocess.PIPE, stderr=subprocess.STDOUT, timeout=opt.timeout * 3)
    if q.returncode or not os.path.exists(sb.root + "/rc"):
        sys.exit(f"cannot mount here: {q.stdout[-160:]!r}")
    rc, out, err = int(read(sb.root + "/rc")), read(sb.root + "/out"), read(sb.root + "/err")
    v = judge(before, after, snapshot(copy + "/journal"), mask, temp)
    problems = list(v.problems)
    if rc == 0 and v.state != "new":
        problems.append(f"FALSE-OK: status 0 but {v.state}")
    if 128 < rc < 192:
        problems.append(f"CRASH: status {rc}")
    if rc and not err:
        problems.append("SILENT: no word on stderr")
    if v.stray:
        problems.append(f"STRAY: {v.stray[0]!r}")
    told = says_it_is_lost(opt, err)
    if opt.precious and not told:
        needle = opt.precious.encode()
        places = [d for d in (copy, sb.home, sb.tmp) if os.path.isdir(d)]
        if needle not in out + err and not any(needle in n.data for d in places for n in snapshot(d).values()):
            problems.append("LOST: the typed text is nowhere")
    sb.close(bool(problems))
    return problems, dict(state=f"{mode}:{v.state}", told=told, rc=rc, err=err[:160])


def main():
    p = base_parser(__doc__)
    p.add_argument("--sizes", default="0,1,2,3,4,8,16", help="free 4 KiB pages")
    p.add_argument("--all-full", action="store_true")
    opt = p.parse_args()
    enter = way_in()
    mask, temp, base = Masker(opt.mask), re.compile(opt.temp), baseline(opt)
    rep = Report(opt, "fullfs")
    for mode, free in [("full", int(x)) for x in opt.sizes.split(",")] + [("inodes", 0), ("readonly", 0)]:
        problems, info = one(opt, enter, base, mask, temp, mode, free)
        rep.add(f"{mode}, {free} pages free", problems, **info)
    return rep.finish()


if __name__ == "__main__":
    sys.exit(main())
