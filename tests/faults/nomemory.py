#!/usr/bin/env python3
"""Less and less memory: old or new, a word about it, and the typed text is somewhere.

    nomemory.py [--step 64] [options] -- KINDLY ARGS...

Finds the address space in which `kindly --version` just works, and goes up from there by
--step KiB until the command works. Needs a static kindly: a loader fails in its own ways.
"""

import re
import sys

from common import *


def limited(kib):
    return ["sh", "-c", f'ulimit -v {kib} && exec "$@"', "sh"]


def main():
    p = base_parser(__doc__)
    p.add_argument("--step", type=int, default=64, help="KiB")
    opt = p.parse_args()
    if is_dynamic(opt.argv[0]):
        skip("this kindly is dynamic")
    mask, temp = Masker(opt.mask), re.compile(opt.temp)
    before, after, _ = baseline(opt)
    floor, sb = 1024, Sandbox(opt)
    while sb.run(prefix=limited(floor), argv=[opt.argv[0], "--version"]).rc != 0:
        floor += 64
        if floor > 1 << 20:
            sys.exit("--version does not work at all")
    sb.close()
    rep, worked, kib = Report(opt, f"nomemory (from {floor} KiB)"), 0, floor
    while worked < 3:
        sb = Sandbox(opt, "mem")
        r = sb.run(prefix=limited(kib))
        v = judge(before, after, snapshot(sb.journal), mask, temp)
        problems = list(v.problems)
        if r.rc < 0 or r.rc > 125:
            problems.append(f"CRASH: status {r.rc} {r.err[:60]!r}")
        if r.rc == 0 and v.state != "new":
            problems.append(f"FALSE-OK: status 0 but {v.state}")
        if r.rc and not r.err:
            problems.append("SILENT: no word on stderr")
        # where there is no room to read the text into, nothing can keep it
        told = says_it_is_lost(opt, r.err) or b"not enough memory" in r.err
        if opt.precious and not told and not sb.holds(opt.precious.encode(), r.out, r.err):
            problems.append("LOST: the typed text is nowhere to be found")
        rep.add(f"{kib} KiB", problems, state=v.state, told=told, rc=r.rc, err=r.err[:160])
        sb.close(bool(problems))
        worked, kib = worked + (r.rc == 0), kib + opt.step
        if kib > 1 << 20:
            sys.exit("the command does not work at all")
    return rep.finish()


if __name__ == "__main__":
    sys.exit(main())
