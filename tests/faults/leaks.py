#!/usr/bin/env python3
"""Where does the text go besides the journal, and does anything try the network?

    leaks.py --stdin FILE --precious TEXT [--max-programs N] [options] -- KINDLY ARGS...

One run under strace, children included. Found and reported:
  NETWORK   any socket but a local one, any name look-up file opened
  ARGV      the text in the arguments or environment of a started program (others see it in ps)
  COPY      the text in a file outside the journal after a run that ended well
  OUTSIDE   a file opened for writing outside journal, home and tmp of the sandbox
  META      a file that was at any moment creatable with rights for group or others
  STARTED   more programs than --max-programs
"""

import os
import re
import sys

from common import *

MAY_WRITE = re.compile(r"^/dev/(null|tty|pts/\d+)$|^/proc/self/")
NAME_LOOKUP = re.compile(r'"/etc/(resolv\.conf|hosts|gai\.conf)"')
OPENED = re.compile(r'(?:openat\([^,]*, |open\(|creat\()"([^"]*)", ?(.*)')


def main():
    p = base_parser(__doc__)
    p.add_argument("--max-programs", type=int, default=0, help="how many programs may be started")
    opt = p.parse_args()
    need_strace()
    sb, rep = Sandbox(opt, "leak"), Report(opt, "leaks")
    need, own, programs, problems = opt.precious, (sb.journal, sb.home, sb.tmp), [], []
    log = sb.root + "/strace.log"
    r = sb.run(prefix=["strace", "-f", "-qq", "-v", "-s", "65536", "-o", log, "-e",
                       "trace=%network,execve,openat,open,creat,mkdir,mkdirat"])
    if r.rc:
        problems.append(f"REFUSED: status {r.rc} {r.err[:100]!r}")
    for line in open(log, errors="replace"):
        body = line.split(" ", 1)[1].strip()
        if body.startswith("socket(") and not body.startswith("socket(AF_UNIX") or NAME_LOOKUP.search(body):
            problems.append("NETWORK: " + body[:80])
        if body.startswith("execve(") and " = 0" in body:
            programs.append(re.search(r'execve\("([^"]*)"', body)[1])
            if len(programs) > 1 and need in body:
                problems.append("ARGV: the text is in the arguments or environment of " + programs[-1])
        m = OPENED.match(body)
        if m and re.search(r"O_(WRONLY|RDWR|CREAT)", m[2]) and " = -1 " not in body:
            path = os.path.normpath(os.path.join(sb.root, m[1]))
            if not any(path.startswith(d + "/") for d in own) and not MAY_WRITE.search(path):
                problems.append("OUTSIDE: opened for writing " + path)
            mode = re.search(r"O_CREAT[^,]*, (0\d+)\)", m[2])
            if mode and int(mode[1], 8) & 0o077 and len(programs) == 1:
                problems.append(f"META: {os.path.basename(path)} was created with {mode[1]}")
    if len(programs) - 1 > opt.max_programs:
        problems.append(f"STARTED: {programs[1:]}")
    problems += [f"COPY: {os.fsdecode(q)}" for top in (sb.home, sb.tmp)
                 for q, n in snapshot(top).items() if need.encode() in n.data]
    rep.add("one run", problems, state=f"{len(programs) - 1} programs started")
    sb.close(bool(problems))
    return rep.finish()


if __name__ == "__main__":
    sys.exit(main())
