#!/usr/bin/env python3
"""Short reads and writes, EINTR on every other call: the result must be the fault-free one.

    shortio.py [options] -- KINDLY ARGS...        (a dynamically linked kindly, and cc)
"""

import os
import re
import subprocess
import sys

from common import *


def main():
    opt = base_parser(__doc__).parse_args()
    need_dynamic(opt)
    if not shutil.which("cc"):
        skip("there is no cc")
    mask, temp = Masker(opt.mask), re.compile(opt.temp)
    with tempfile.TemporaryDirectory() as place:
        preload = place + "/shortio.so"
        subprocess.run(["cc", "-shared", "-fPIC", "-O1", "-o", preload, HERE + "/shortio.c", "-ldl"], check=True)
        before, after, whole = baseline(opt)
        rep = Report(opt, "shortio")
        for piece in (1, 2, 3, 7, 64, 4095):
            sb = Sandbox(opt, "short")
            r = sb.run(env=sb.env(LD_PRELOAD=preload, SHORTIO=str(piece)), timeout=opt.timeout * 6)
            v = judge(before, after, snapshot(sb.journal), mask, temp)
            problems = list(v.problems)
            if r.rc != 0:
                problems.append(f"REFUSED: rc={r.rc} {r.err[:100]!r}")
            elif v.state != "new":
                problems.append(f"FALSE-OK: {v.state}")
            elif mask(r.out) != mask(whole.out):
                problems.append("OUTPUT: differs")
            rep.add(f"{piece} bytes at a time", problems, state=v.state)
            sb.close(bool(problems))
    return rep.finish()


if __name__ == "__main__":
    sys.exit(main())
