#!/usr/bin/env python3
"""kill -9 kindly at random moments, many times.

    killloop.py [--rounds 500] [--grow 'TEXT {n} END'] [options] -- KINDLY ARGS...

Each round in a fresh sandbox: every file must be as before or as after a fault-free run.
With --grow all rounds share one journal: every run that ended with status 0 must have left
its own text behind for good, exactly once, however many later runs were killed ({n} is the
number of the round). Complements inject.py: it also hits the middle of large writes. The
random seed is printed; --random N repeats a run.
"""

import os
import random
import re
import signal
import subprocess
import sys
import time

from common import *


def killed_run(sb, delay, stdin):
    with open(stdin, "rb") as fin:
        p = subprocess.Popen(sb.argv(), stdin=fin, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
                             env=sb.env(), cwd=sb.root, start_new_session=True)
        time.sleep(delay)
        try:
            os.killpg(p.pid, signal.SIGKILL)
        except ProcessLookupError:
            pass
        p.communicate()
        return p.returncode


def apart(opt, rep, delays, base, mask, temp):
    before, after, _ = base
    for n, delay in enumerate(delays):
        sb = Sandbox(opt, "kill")
        rc = killed_run(sb, delay, sb.stdin)
        v = judge(before, after, snapshot(sb.journal), mask, temp)
        problems = list(v.problems)
        if rc == 0 and v.state != "new":
            problems.append(f"FALSE-OK: status 0 but {v.state}")
        again = sb.run()
        if again.rc != 0:
            problems.append(f"STUCK: fails afterwards (rc={again.rc}) {again.err[:80]!r}")
        rep.add(f"round {n}", problems, state=v.state)
        sb.close(bool(problems))


def growing(opt, rep, delays, temp):
    sb, acked = Sandbox(opt, "grow"), []
    old = snapshot(sb.journal)
    for n, delay in enumerate(delays):
        text = sb.root + "/in"
        with open(text, "w") as fh:
            fh.write(opt.grow.replace("{n}", f"n{n:06d}n") + "\n")
        if killed_run(sb, delay, text) == 0:
            acked.append(f"n{n:06d}n".encode())
    files = [node.data for p, node in snapshot(sb.journal).items()
             if node.kind == "f" and p not in old and not temp.search(os.fsdecode(p))]
    blob, end, problems = b"\0".join(files), opt.grow.split("{n}")[-1].encode(), []
    lost = [a for a in acked if a not in blob]
    if lost:
        problems.append(f"LOST: {len(lost)} of {len(acked)} acknowledged entries are gone")
    if any(blob.count(a) > 1 for a in acked):
        problems.append("TWICE: an entry was stored twice")
    problems += [f"TORN: {f[:40]!r} lacks its end" for f in files if end not in f]
    rep.add(f"one journal, {len(acked)} of {len(delays)} acknowledged", problems, count=len(delays))
    sb.close(bool(problems))


def main():
    p = base_parser(__doc__)
    p.add_argument("--rounds", type=int, default=200)
    p.add_argument("--random", type=int, default=random.SystemRandom().randrange(1 << 30))
    p.add_argument("--grow", metavar="TEXT")
    opt = p.parse_args()
    rng = random.Random(opt.random)
    base = baseline(opt)
    walls = []
    for _ in range(5):
        sb = Sandbox(opt)
        walls.append(sb.run().wall)
        sb.close()
    # mostly while it runs, sometimes after its end
    delays = [rng.random() * 2.5 * sorted(walls)[2] for _ in range(opt.rounds)]
    rep = Report(opt, f"killloop (--random {opt.random}, up to {1000 * max(delays):.0f} ms)")
    mask, temp = Masker(opt.mask), re.compile(opt.temp)
    growing(opt, rep, delays, temp) if opt.grow else apart(opt, rep, delays, base, mask, temp)
    return rep.finish()


if __name__ == "__main__":
    sys.exit(main())
