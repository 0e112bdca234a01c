#!/usr/bin/env python3
"""Many kindlys at once, with readers watching.

    parallel.py --add  [--writers 16] [--rounds 25] [--text 'MARK {n} END'] -- KINDLY new -
    parallel.py --same [--writers 40] --target FILE --counted REGEX -- KINDLY rate 5 ID --later
    parallel.py --edit --target FILE --job 'ARGS with {v}' --want 'REGEX with {v}' ... -- KINDLY rate

--add : each run gets its own text on standard input; afterwards every acknowledged text is
        in exactly one file, no file holds two, no file is torn, nothing else is left.
--same: all run the same command on one file, which adds a line; all the lines are there.
--edit: one writer per --job (given twice or more), each setting its own field of one file to
        1, 2 … 10, 1 …; nobody else sets that field, so after each acknowledged run, and at
        the end, it must hold that value. Readers poll the file all the time: it must exist,
        begin with --head and end with --tail in every single read.
"""

import os
import re
import shlex
import sys
import threading

from common import *


def together(functions):
    threads = [threading.Thread(target=f) for f in functions]
    for t in threads:
        t.start()
    for t in threads:
        t.join()


def leftovers(sb, temp):
    left = [p for p, n in snapshot(sb.journal).items() if n.kind == "f" and temp.search(os.fsdecode(p))]
    return [f"STRAY: {left[0]!r} and {len(left) - 1} more"] if left else []


def refusals(refused, first):
    return [f"REFUSED: {refused} runs refused to work, the first: {first[:100]!r}"] if refused else []


def add_mode(opt, rep, sb, temp):
    acked, failed, lock = [], [], threading.Lock()

    def writer(w):
        for r in range(opt.rounds):
            tag = f"w{w:03d}r{r:04d}q"
            text = f"{sb.root}/in-{tag}"
            with open(text, "w") as fh:
                fh.write(opt.text.replace("{n}", tag) + "\n")
            res = sb.run(stdin=text)
            with lock:
                acked.append(tag) if res.rc == 0 else failed.append(res.err)

    together([lambda w=w: writer(w) for w in range(opt.writers)])
    where, end, problems = {}, opt.text.split("{n}")[-1].encode(), leftovers(sb, temp)
    for p, n in snapshot(sb.journal).items():
        if n.kind != "f":
            continue
        tags = re.findall(rb"w\d{3}r\d{4}q", n.data)
        if end not in n.data:
            problems.append(f"TORN: {p!r} {len(n.data)} bytes")
        if len(set(tags)) > 1:
            problems.append(f"MERGED: {p!r} holds {len(set(tags))} entries")
        for t in tags:
            where.setdefault(t.decode(), []).append(p)
    lost = [t for t in acked if t not in where]
    if lost:
        problems.append(f"LOST: {len(lost)} of {len(acked)} acknowledged entries are not there")
    twice = [t for t in acked if len(where.get(t, [])) > 1]
    if twice:
        problems.append(f"TWICE: {len(twice)} entries")
    problems += refusals(len(failed), failed[0] if failed else b"")
    rep.add(f"{opt.writers} writers x {opt.rounds}", problems, count=opt.writers * opt.rounds, state="add")


def same_mode(opt, rep, sb, temp):
    target = os.path.join(sb.journal, opt.target)
    results = []

    def count():
        with open(target, "rb") as fh:
            return len(re.findall(opt.counted.encode(), fh.read(), re.M))

    before = count()
    together([lambda: results.append(sb.run()) for _ in range(opt.writers)])
    acked = sum(r.rc == 0 for r in results)
    problems = leftovers(sb, temp)
    if count() - before != acked:
        problems.append(f"LOST: {acked} acknowledged, {count() - before} there")
    refused = [r.err for r in results if r.rc != 0]
    problems += refusals(len(refused), refused[0] if refused else b"")
    rep.add(f"{opt.writers} at once", problems, count=opt.writers, state="same")


def edit_mode(opt, rep, sb, temp):
    target = os.path.join(sb.journal, opt.target)
    last, refused, undone, torn = [None] * len(opt.job), [], [], []
    reads, stop = [0], threading.Event()

    def whole():
        with open(target, "rb") as fh:
            return fh.read()

    def holds(k, value):
        return re.search(opt.want[k].replace("{v}", str(value)).encode(), whole(), re.M)

    def reader():
        while not stop.is_set():
            try:
                data = whole()
                if not data.startswith(opt.head.encode()) or not data.rstrip().endswith(opt.tail.encode()):
                    torn.append(f"{len(data)} bytes")
            except FileNotFoundError:
                torn.append("no file")
            reads[0] += 1

    def writer(k):
        for r in range(opt.rounds):
            value = r % 10 + 1
            res = sb.run(argv=sb.argv() + [sb.fill(a, v=value) for a in shlex.split(opt.job[k])])
            if res.rc != 0:
                refused.append(res.err)
                continue
            last[k] = value
            if not holds(k, value):
                undone.append((k, r))

    readers = [threading.Thread(target=reader) for _ in range(2)]
    for t in readers:
        t.start()
    together([lambda k=k: writer(k) for k in range(len(opt.job))])
    stop.set()
    for t in readers:
        t.join()
    undone += [(k, "the end") for k, v in enumerate(last) if v is not None and not holds(k, v)]
    problems = leftovers(sb, temp) + refusals(len(refused), refused[0] if refused else b"")
    if undone:
        problems.append(f"LOST: {len(undone)} acknowledged changes undone, the first {undone[0]}")
    if torn:
        problems.append(f"TORN: {len(torn)} of {reads[0]} reads saw {torn[0]}")
    rep.add(f"{len(opt.job)} writers x {opt.rounds} on one file, {reads[0]} reads", problems,
            count=len(opt.job) * opt.rounds, state="edit")


def main():
    p = base_parser(__doc__)
    mode = p.add_mutually_exclusive_group(required=True)
    mode.add_argument("--add", dest="mode", action="store_const", const=add_mode)
    mode.add_argument("--same", dest="mode", action="store_const", const=same_mode)
    mode.add_argument("--edit", dest="mode", action="store_const", const=edit_mode)
    p.add_argument("--writers", type=int, default=16)
    p.add_argument("--rounds", type=int, default=25)
    p.add_argument("--text", default="MARK {n} END")
    p.add_argument("--target")
    p.add_argument("--counted", metavar="REGEX")
    p.add_argument("--job", action="append", default=[])
    p.add_argument("--want", action="append", default=[])
    p.add_argument("--head", default="---")
    p.add_argument("--tail", default="END-OF-ENTRY")
    opt = p.parse_args()
    opt.real_clock = True
    rep, sb = Report(opt, "parallel"), Sandbox(opt, "par")
    opt.mode(opt, rep, sb, re.compile(opt.temp))
    sb.close(bool(rep.bad))
    return rep.finish()


if __name__ == "__main__":
    sys.exit(main())
