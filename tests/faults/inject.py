#!/usr/bin/env python3
"""Fail or kill kindly at every system call that matters, one at a time.

    inject.py [options] -- KINDLY ARGS...

1. Run once without faults: the journal before and after are the only two states allowed.
2. Run once under strace and list the calls made once the program touches the sandbox.
3. Run again for every such call and every fitting errno, twice: failing that call only
   ("once"), and that one and all later ones of its kind ("sticky"); then once more for
   each of --signals, delivered as the program enters the call.
4. After each run: every file is byte-identical to before or to after; status 0 only for
   the new state; a failure says something on stderr; no temporary files stay behind (a
   killed run may leave ones that match --temp); new files are private; typed text
   (--precious) still exists; and the same command, run again without faults, works.

The loop is the one SQLite describes for its I/O error tests. Works with and without root.
"""

import concurrent.futures as cf
import functools
import re
import subprocess
import sys

from common import *

ERRORS = {  # errno values that the call can really return
    "openat": "ENOSPC EACCES EMFILE EROFS EINTR EIO EDQUOT",
    "open": "ENOSPC EACCES",
    "creat": "ENOSPC EACCES",
    "write": "ENOSPC EIO EDQUOT EINTR",
    "pwrite64": "ENOSPC EIO EDQUOT EINTR",
    "writev": "ENOSPC EIO EINTR",
    "read": "EIO EINTR",
    "pread64": "EIO EINTR",
    "readv": "EIO EINTR",
    "fsync": "EIO ENOSPC EDQUOT EINVAL EINTR",
    "fdatasync": "EIO ENOSPC EDQUOT EINVAL EINTR",
    "close": "EIO EINTR ENOSPC EDQUOT",
    "rename": "EIO EACCES ENOSPC EXDEV EBUSY",
    "renameat": "EIO EACCES ENOSPC EXDEV EBUSY",
    "renameat2": "EIO EACCES ENOSPC EXDEV EINVAL ENOSYS",
    "link": "EPERM EIO ENOSPC EMLINK EOPNOTSUPP",
    "linkat": "EPERM EIO ENOSPC EMLINK EOPNOTSUPP ENOENT",
    "unlink": "EACCES EIO EBUSY",
    "unlinkat": "EACCES EIO EBUSY",
    "mkdir": "EACCES ENOSPC EROFS EDQUOT",
    "mkdirat": "EACCES ENOSPC EROFS EDQUOT",
    "ftruncate": "EIO ENOSPC",
    "fallocate": "ENOSPC EOPNOTSUPP EINTR",
    "flock": "ENOLCK EINTR EOPNOTSUPP",
    "fcntl": "ENOLCK EINTR EAGAIN",
    "fchmod": "EPERM",
    "chmod": "EPERM",
    "fchown": "EPERM",
    "flistxattr": "EOPNOTSUPP EIO",
    "fgetxattr": "EIO",
    "fsetxattr": "EOPNOTSUPP ENOSPC EPERM",
    "fstat": "EIO",
    "newfstatat": "EIO EACCES",
    "statx": "EIO EACCES",
    "stat": "EIO",
    "lstat": "EIO",
    "access": "EIO EACCES",
    "readlink": "EIO EACCES",
    "getdents64": "EIO",
    "getrandom": "EINTR ENOSYS",
    "lseek": "EIO",
    "clone": "EAGAIN ENOMEM",
    "clone3": "EAGAIN ENOMEM",
    "vfork": "EAGAIN ENOMEM",
    "wait4": "EINTR",
}
PASSING = {"EINTR", "EAGAIN", "ENOENT"}  # does not last in real life
STATEFUL = set("""openat open creat write pwrite64 writev fsync fdatasync rename renameat renameat2
 link linkat unlink unlinkat mkdir mkdirat rmdir ftruncate fallocate copy_file_range sendfile symlink
 symlinkat fchmod chmod fchmodat fchown fchownat fsetxattr setxattr utimensat flock close wait4
 exit_group""".split())
CALL = re.compile(r"^(\d+)\s+(\w+)\((.*)$")


def trace(opt, kinds, follow=True):
    """[(call, nth in its process, argument text)] from the first that touches the sandbox."""
    sb = Sandbox(opt, "trace")
    try:
        log = sb.root + "/strace.log"
        which = "trace=" + ",".join("?" + k for k in kinds)
        # without -f there is no process number in front of the line, with it there is
        r = sb.run(prefix=["strace", *(["-f"] if follow else []), "-qq", "-y", "-o", log, "-e", which])
        if r.rc != 0:
            sys.exit(f"the traced run failed (rc={r.rc}): {r.err[-300:]!r}")
        calls, nth, started = [], {}, False
        for line in open(log, errors="surrogateescape"):
            m = CALL.match(line if follow else "0 " + line)
            if not m:
                continue
            pid, name, args = m.groups()
            nth[pid, name] = nth.get((pid, name), 0) + 1
            args = re.sub(r"AT_FDCWD<[^>]*>", "AT_FDCWD", args)
            started = started or sb.root in args
            if started:
                calls.append((name, nth[pid, name], args.replace(sb.root, "")[:110].strip()))
        return list(dict.fromkeys(calls))
    finally:
        sb.close()


def one(opt, base, mask, temp, point):
    call, nth, args, what, when = point
    before, after, _ = base
    sb = Sandbox(opt)
    label = f"{call}#{nth}{'+' if when == 'sticky' else ''} {what} ({args[:60]})"
    problems = []
    try:
        how = ("signal=" if what.startswith("SIG") else "error=") + what
        spec = f"inject={call}:{how}:when={nth}{'+' if when == 'sticky' else ''}"
        follow = [] if opt.no_follow else ["-f"]
        r = sb.run(prefix=["strace", *follow, "-qq", "-o", "/dev/null", "-e", "trace=" + call, "-e", spec])
        v = judge(before, after, snapshot(sb.journal), mask, temp)
        problems += v.problems
        if v.state == "mixed":
            problems.append("TORN: some files are old and some new")
        killed = what == "SIGKILL"
        if r.timed_out:
            problems.append("HANG: no end within the time limit")
        if r.rc < 0 and not what.startswith("SIG") and not r.timed_out:
            problems.append(f"CRASH: died of signal {-r.rc}")
        if r.rc == 0 and v.state != "new":
            problems.append(f"FALSE-OK: status 0 but the journal is {v.state}")
        # standard error itself may be what fails
        mute = call in ("write", "writev") and (when == "sticky" or re.match(r"[12]<", args))
        said = r.err or (opt.on_stdout and r.out)
        if r.rc > 0 and not said and not mute:
            problems.append(f"SILENT: status {r.rc} and not a word")
        if v.stray and not killed and call not in ("unlink", "unlinkat"):
            problems.append(f"STRAY: left behind {v.stray[0]!r}")
        told = says_it_is_lost(opt, r.err)
        reads_input = call in ("read", "readv", "pread64")
        # before the text was read it is still in the pipe, which is not ours
        unread = what.startswith("SIG") and "config.toml" in args
        if opt.precious and not (killed or reads_input or unread or told or (mute and when == "sticky")):
            if not sb.holds(opt.precious.encode(), r.out, r.err):
                problems.append("LOST: the typed text is nowhere to be found")
        if not (opt.once and v.state == "new"):
            again = sb.run()
            if again.rc != 0:
                problems.append(f"STUCK: the same command fails afterwards (rc={again.rc}) {again.err[:80]!r}")
        return label, problems, dict(state=v.state, rc=r.rc, told=told, err=r.err[:200])
    finally:
        sb.close(bool(problems))


def points(opt, calls):
    for name, nth, args in calls:
        for e in ERRORS.get(name, "").split():
            yield name, nth, args, e, "once"
            if e not in PASSING:
                yield name, nth, args, e, "sticky"
        if name in STATEFUL:
            for s in filter(None, opt.signals.split(",")):
                yield name, nth, args, s, "once"


def main():
    p = base_parser(__doc__)
    p.add_argument("--only", help="comma list of calls to try")
    p.add_argument("--signals", default="SIGKILL,SIGTERM,SIGHUP")
    p.add_argument("--no-follow", action="store_true", help="leave started programs (an editor) alone")
    p.add_argument("--once", action="store_true",
                   help="the command works once only; try it again only where nothing was done")
    p.add_argument("--on-stdout", action="store_true", help="what went wrong is the result, on stdout")
    p.add_argument("--list", action="store_true", help="show the calls and stop")
    opt = p.parse_args()
    need_strace()
    mask, temp = Masker(opt.mask), re.compile(opt.temp)
    base = baseline(opt)
    calls = trace(opt, sorted(set(ERRORS) | STATEFUL), not opt.no_follow)
    if opt.only:
        calls = [c for c in calls if c[0] in opt.only.split(",")]
    if opt.list:
        for name, nth, args in calls:
            print(f"{name:14s} #{nth:<3d} {args}")
        return 0
    rep = Report(opt, f"inject ({len(calls)} calls)")
    with cf.ThreadPoolExecutor(opt.jobs) as ex:
        for label, problems, info in ex.map(functools.partial(one, opt, base, mask, temp), points(opt, calls)):
            rep.add(label, problems, **info)
    return rep.finish()


if __name__ == "__main__":
    sys.exit(main())
