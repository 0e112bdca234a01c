#!/usr/bin/env python3
"""What is left after a power cut at any moment?

    powerloss.py [--durable] [options] -- KINDLY ARGS...

Records kindly's file operations with strace and replays them on a model of a disk, cut off
after every operation, with everything not yet synced at risk:
  * metadata operations (create, link, rename, unlink, mkdir) reach the disk in order, but
    any tail of those not covered by an fsync of the file or its folder may be missing;
  * data written but not fsynced may be absent (empty file), zeros, only the first half, or
    complete, whether or not the rename that shows the file has reached the disk.
Every resulting tree must hold the old or the new bytes of each file. Left-over temporary
files are fine. With --durable a state after the end with status 0 must also hold the new
bytes: "saved means saved". Stricter than ext4's defaults on purpose; see ALICE (OSDI 2014).
"""

import os
import re
import sys

from common import *

OPS = """openat open creat write pwrite64 writev ftruncate fallocate rename renameat renameat2 link
 linkat unlink unlinkat mkdir mkdirat rmdir symlink symlinkat fsync fdatasync sync syncfs
 copy_file_range sendfile""".split()
STR = r'"((?:\\x[0-9a-f]{2})*)"(?:\.\.\.)?'
NAMES = ("create", "mkdir", "link", "unlink", "rename", "swap")  # what changes names


def unhex(s):
    return bytes.fromhex(s.replace("\\x", ""))


class Recorder:
    """Lines of strace -y -xx to operations on the journal."""

    def __init__(self, root, top):
        self.root, self.top = os.fsencode(root), os.fsencode(top)
        self.ops, self.nameless = [], {}  # descriptor of an O_TMPFILE: what we call it

    def below_top(self, path):
        path = re.sub(rb" \(deleted\)$", b"", path)
        return os.path.relpath(path, self.top) if (path + b"/").startswith(self.top + b"/") else None

    def take(self, name, args, ret, tail):
        fds = [unhex(x) for x in re.findall(r"\d+<((?:\\x[0-9a-f]{2})+)>", args)]
        strs = [unhex(x) for x in re.findall(r"(?<!<)" + STR, args)]
        dirs = [unhex(x) for x in re.findall(r'(?:AT_FDCWD|\b\d+)<((?:\\x[0-9a-f]{2})+)>\s*,\s*"', args)]

        def path(i):
            p = strs[i]
            own = re.match(rb"/proc/self/fd/(\d+)$", p)
            if own:
                return self.nameless.get(own[1].decode())
            if not p.startswith(b"/"):
                p = (dirs[i] if i < len(dirs) else self.root) + b"/" + p
            return self.below_top(os.path.normpath(p))

        file = self.below_top(fds[0]) if fds else None
        add = self.ops.append
        if name in ("openat", "open", "creat"):
            if path(0) is None:
                return
            if "O_TMPFILE" in args:
                opened = self.below_top(unhex(re.search(r"<((?:\\x[0-9a-f]{2})+)>", tail)[1]))
                self.nameless[ret] = opened
                add(("nameless", opened))
                return
            if "O_CREAT" in args or name == "creat":
                add(("create", path(0)))
            if "O_TRUNC" in args or name == "creat":
                add(("trunc", path(0), 0))
        elif name in ("write", "pwrite64", "writev"):
            if file is not None:
                at = int(re.search(r", (\d+)$", args)[1]) if name == "pwrite64" else None
                add(("data", file, b"".join(strs)[: int(ret)], at))
        elif name == "ftruncate":
            if file is not None:
                add(("trunc", file, int(re.search(r", (\d+)$", args)[1])))
        elif name.startswith("rename"):
            add(("swap" if "RENAME_EXCHANGE" in args else "rename", path(0), path(1)))
        elif name.startswith("link"):
            add(("link", path(0), path(1)))
        elif name.startswith("unlink") or name == "rmdir":
            add(("unlink", path(0)))
        elif name.startswith("mkdir"):
            add(("mkdir", path(0)))
        elif name in ("fsync", "fdatasync"):
            if file is not None:
                add(("fsync", file))
        elif name in ("sync", "syncfs"):
            add(("sync",))
        elif name in ("copy_file_range", "sendfile", "fallocate", "symlink", "symlinkat"):
            sys.exit(f"{name} is not modelled")


def record(opt):
    """Run once; (status, before, after, operations)."""
    sb = Sandbox(opt, "power")
    try:
        before = snapshot(sb.journal)
        log = sb.root + "/strace.log"
        r = sb.run(prefix=["strace", "-f", "-qq", "-y", "-xx", "-s", "100000000", "-o", log,
                           "-e", "trace=" + ",".join("?" + o for o in OPS)])
        recorder, unfinished = Recorder(sb.root, sb.journal), {}
        for line in open(log, errors="surrogateescape"):
            pid, _, rest = line.rstrip("\n").partition(" ")
            rest = rest.strip()
            if rest.endswith("<unfinished ...>"):
                unfinished[pid] = rest[: -len("<unfinished ...>")].rstrip()
                continue
            m = re.match(r"<\.\.\. \w+ resumed>(.*)$", rest)
            if m:
                rest = unfinished.pop(pid, "") + m.group(1)
            m = re.match(r"(\w+)\((.*)\)\s+= (-?\d+|\?)(.*)$", rest)
            if m and not m.group(3).startswith("-"):
                recorder.take(*m.groups())
        return r.rc, before, snapshot(sb.journal), recorder.ops
    finally:
        sb.close()


class Disk:
    """What the running system sees, what is surely on the disk, and what lies between."""

    def __init__(self, snap):
        self.live, self.dirs = {}, {b"."}  # name: number of the file
        self.now, self.safe = {}, {}  # number of the file: bytes
        self.at = {}  # where the next write goes
        for p, n in snap.items():
            if n.kind == "d":
                self.dirs.add(p)
            else:
                self._file(p, n.data)
        self.sure_names, self.sure_dirs = dict(self.live), set(self.dirs)
        self.pending = []  # operations on names that are not yet surely on disk

    def _file(self, path, data=b""):
        number = len(self.now) + 1
        self.live[path] = number
        self.now[number] = self.safe[number] = data
        return number

    def take(self, op):
        kind, path = op[0], op[1] if len(op) > 1 else None
        number = self.live.get(path)
        if kind == "nameless":
            self._file(path)
        elif kind == "create":
            if number is None:
                self.pending.append((op, self._file(path)))
        elif kind in NAMES:
            rename_in(self.live, self.dirs, op, number)
            self.pending.append((op, number))
        elif kind == "data" and number:
            at = op[3] if op[3] is not None else self.at.get(number, 0)
            was = self.now[number]
            self.now[number] = was[:at].ljust(at, b"\0") + op[2] + was[at + len(op[2]) :]
            if op[3] is None:
                self.at[number] = at + len(op[2])
        elif kind == "trunc" and number:
            self.now[number] = self.now[number][: op[2]].ljust(op[2], b"\0")
        elif kind == "fsync" and number:
            self.safe[number] = self.now[number]
        elif kind == "fsync":  # a folder: its names and, in order, all that came before
            inside = [i for i, (o, _) in enumerate(self.pending)
                      if any(p is not None and (os.path.dirname(p) or b".") == path for p in o[1:3])]
            self._settle(max(inside, default=-1) + 1)
        elif kind == "sync":
            self._settle(len(self.pending))
            self.safe = dict(self.now)

    def _settle(self, count):
        for op, number in self.pending[:count]:
            rename_in(self.sure_names, self.sure_dirs, op, number)
        self.pending = self.pending[count:]

    def after_power_cut(self):
        """[(how, {name: bytes})]: all trees that the disk may hold."""
        for cut in range(len(self.pending) + 1):
            names, dirs = dict(self.sure_names), set(self.sure_dirs)
            for op, number in self.pending[:cut]:
                rename_in(names, dirs, op, number)
            at_risk = {i for i in names.values() if self.now[i] != self.safe[i]}
            for fate in ("lost", "zeros", "half", "full") if at_risk else ("full",):
                tree = {}
                for p, i in names.items():
                    if (os.path.dirname(p) or b".") not in dirs:
                        continue
                    now, fates = self.now[i], {"lost": self.safe[i], "full": self.now[i]}
                    fates.update(zeros=b"\0" * len(now), half=now[: len(now) // 2])
                    tree[p] = fates[fate] if i in at_risk else now
                yield f"{cut}/{len(self.pending)} names, unsynced data {fate}", tree


def rename_in(names, dirs, op, number):
    """Applies one operation on names to a table of them."""
    kind, path = op[:2]
    if kind == "create":
        names[path] = number
    elif kind == "mkdir":
        dirs.add(path)
    elif kind == "link":
        names[op[2]] = number
    elif kind == "unlink":
        names.pop(path, None)
        dirs.discard(path)
    elif kind == "rename" and path in names:
        names[op[2]] = names.pop(path)
    elif kind == "swap" and path in names and op[2] in names:
        names[path], names[op[2]] = names[op[2]], names[path]


def problems_of(tree, old, new, kept, mask, temp):
    """old, kept: {name: bytes} before the run and those of them that stay; new: masked."""
    problems = []
    for q, data in tree.items():
        if old.get(q) != data and (mask(q), mask(data)) not in new and not temp.search(os.fsdecode(q)):
            problems.append(f"TORN: {q!r} would hold {len(data)} bytes {data[:20]!r}")
    problems += [f"GONE: {q!r}" for q in kept if q not in tree]
    problems += [f"GONE: the bytes of {q!r}" for q in old if q not in kept and old[q] not in tree.values()]
    return problems


def main():
    p = base_parser(__doc__)
    p.add_argument("--durable", action="store_true")
    p.add_argument("--show", action="store_true", help="print the operations")
    opt = p.parse_args()
    need_strace()
    mask, temp = Masker(opt.mask), re.compile(opt.temp)
    rc, before, after, ops = record(opt)
    if rc != 0:
        sys.exit(f"the traced run failed (rc={rc})")
    if opt.show:
        for o in ops:
            print("   ", *(x[:60] if isinstance(x, bytes) else x for x in o))
    rep = Report(opt, f"powerloss ({len(ops)} operations)")
    old = {p: n.data for p, n in before.items() if n.kind == "f"}
    kept = {p for p in old if p in after}
    new = {(mask(p), mask(n.data)) for p, n in after.items() if n.kind == "f"}
    disk, seen = Disk(before), set()
    for upto in range(len(ops) + 1):
        if upto:
            disk.take(ops[upto - 1])
        for how, tree in disk.after_power_cut():
            key = (upto == len(ops), tuple(sorted(tree.items())))
            if key in seen:
                continue
            seen.add(key)
            problems = problems_of(tree, old, new, kept, mask, temp)
            if upto == len(ops) and opt.durable:
                missing = new - {(mask(q), mask(data)) for q, data in tree.items()}
                problems += [f"NOT-DURABLE: {name!r} may be missing, status was 0" for name, _ in missing]
            step = ops[upto - 1][0] if upto else "start"
            rep.add(f"power fails after {upto}/{len(ops)} ({step}), {how}", problems)
    if not ops:
        rep.add("recording", ["NOT-DURABLE: no operation on the journal was seen"])
    return rep.finish()


if __name__ == "__main__":
    sys.exit(main())
