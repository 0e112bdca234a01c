#!/usr/bin/env python3
"""Somebody else saves, deletes or replaces the same file while kindly is at work on it.

    race.py --target FILE --want REGEX [--other TEXT] [--tail TEXT] [options] -- KINDLY ARGS...

For every call kindly makes (found as in inject.py) strace holds it at the door of that call;
meanwhile the harness plays the other party, in one of these ways, and then lets go:
  replace   writes a new version beside the file and renames it over it   (vim, sync tools)
  inplace   opens the file, truncates it and writes the new version       (nano, emacs, cp)
  append    adds a line at the end                                        (echo >>)
  delete    removes the file                                              (a person, a sync tool)
  symlink   puts a link to an entry outside the journal in its place      (a shared folder)
The other version contains --other. Promised: those bytes are never lost (they are in the
target or in some file with a name), status 0 means that the target has both changes, a
deleted file is not silently resurrected. A link that was there before kindly looked is the
person's own and is followed; one that came later must not make kindly write outside.
"""

import concurrent.futures as cf
import os
import re
import sys
import threading
import time

from common import *
from inject import ERRORS, STATEFUL, trace

HOLD = 0.35  # seconds at the door


def read(path):
    with open(path, "rb") as fh:
        return fh.read()


def write(path, data, mode="wb"):
    with open(path, mode) as fh:
        fh.write(data)


def other_party(kind, target, opt, outside):
    old = read(target)
    new = old.replace(opt.tail.encode(), (opt.other + "\n" + opt.tail).encode())
    if kind == "replace":
        write(target + "~other", new)
        os.rename(target + "~other", target)
    elif kind == "inplace":
        write(target, new)
    elif kind == "append":
        write(target, opt.other.encode() + b"\n", "ab")
    elif kind == "delete":
        os.unlink(target)
    elif kind == "symlink":
        os.unlink(target)
        os.symlink(outside, target)


def is_at_the_door(log, call, nth):
    try:
        with open(log, errors="replace") as fh:
            lines = [line for line in fh.read().split("\n") if f" {call}(" in line]
    except FileNotFoundError:
        return False
    return len(lines) == nth and " = " not in lines[-1]


def problems_of(opt, kind, r, sb, target, link_is_early, outside, outside_was, temp):
    now, problems = snapshot(sb.journal), []
    cur = read(target) if os.path.isfile(target) else None
    other = opt.other.encode()
    wanted = cur is not None and re.search(opt.want.encode(), cur, re.M)
    if r.timed_out:
        problems.append("HANG: no end")
    if r.rc < 0:
        problems.append(f"CRASH: signal {-r.rc}")
    if r.rc > 0 and not r.err:
        problems.append("SILENT: failed without a word")
    if kind in ("replace", "inplace", "append"):
        if not any(other in n.data for n in now.values()):
            problems.append("LOST: the other party's save is gone")
        elif r.rc == 0 and (cur is None or other not in cur):
            problems.append("LOST: the other party's save has only another name")
        if r.rc == 0 and not wanted:
            problems.append("FALSE-OK: status 0 without the change")
    if kind == "delete" and cur is not None and r.rc == 0:
        problems.append("RESURRECTED: a deleted file came back and status is 0")
    if kind == "symlink" and read(outside) != outside_was:
        changed_well = link_is_early and os.path.islink(target) and re.search(opt.want.encode(), read(outside), re.M)
        if not changed_well:
            problems.append("OUTSIDE: a file outside the journal was changed through a link")
    if kind == "symlink" and r.rc == 0 and not os.path.islink(target):
        problems.append("LINK: the other party's link was replaced by a file")
    left = [p for p, n in now.items() if n.kind == "f" and temp.search(os.fsdecode(p)) and other not in n.data]
    if left:
        problems.append(f"STRAY: {left[0]!r}")
    return problems, "+both" if wanted and other in (cur or b"") else ""


def one(opt, temp, opened, point):
    kind, index, (call, nth, args) = point
    sb = Sandbox(opt, "race")
    label, problems = f"{kind} at {call}#{nth} ({args[:50]})", []
    try:
        target, log, outside = os.path.join(sb.journal, opt.target), sb.root + "/log", sb.root + "/outside.md"
        outside_was = read(target).replace(opt.tail.encode(), b"OUTSIDE\n" + opt.tail.encode())
        write(outside, outside_was)
        box = {}
        spec = f"inject={call}:delay_enter={int(HOLD * 1e6)}:when={nth}"
        prefix = ["strace", "-f", "-qq", "-o", log, "-e", "trace=" + call, "-e", spec]
        t = threading.Thread(target=lambda: box.update(r=sb.run(prefix=prefix)))
        t.start()
        end, done = time.monotonic() + 5, False
        while time.monotonic() < end and t.is_alive():
            if is_at_the_door(log, call, nth):
                other_party(kind, target, opt, outside)
                done = True
                break
            time.sleep(0.004)
        t.join()
        if not done:
            return label, [], dict(state="not reached")
        r = box["r"]
        problems, both = problems_of(opt, kind, r, sb, target, index <= opened, outside, outside_was, temp)
        return label, problems, dict(state=f"rc{r.rc}{both}", err=r.err[:150])
    finally:
        sb.close(bool(problems))


def main():
    p = base_parser(__doc__)
    p.add_argument("--target", required=True)
    p.add_argument("--want", required=True, help="regex for kindly's own change")
    p.add_argument("--other", default="OTHER-PARTY-4711")
    p.add_argument("--tail", default="END-OF-ENTRY")
    p.add_argument("--ways", default="replace,inplace,append,delete,symlink")
    p.add_argument("--only", help="comma list of calls to try")
    opt = p.parse_args()
    need_strace()
    calls = [c for c in trace(opt, sorted(set(ERRORS) | STATEFUL)) if c[0] != "exit_group"]
    # the last time the target is opened to read by its own name: links from then on come too late
    name = os.path.basename(opt.target)
    opened = max((i for i, c in enumerate(calls) if c[0] == "openat" and name in c[2]), default=0)
    numbered = [(i, c) for i, c in enumerate(calls) if not opt.only or c[0] in opt.only.split(",")]
    todo = [(way, i, c) for way in opt.ways.split(",") for i, c in numbered]
    rep = Report(opt, f"race ({len(numbered)} calls)")
    with cf.ThreadPoolExecutor(opt.jobs * 4) as ex:
        for label, problems, info in ex.map(lambda point: one(opt, re.compile(opt.temp), opened, point), todo):
            rep.add(label, problems, **info)
    return rep.finish()


if __name__ == "__main__":
    sys.exit(main())
