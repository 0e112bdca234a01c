"""What every tool here shares: options, sandboxes, pictures of a folder, and reports.

The tools look at two things only: the files in kindly's journal, and what kindly says.
They start it with an argv in which {journal} {home} {tmp} {root} are filled in. Everything
it may write to lies in a throw-away sandbox. Python 3.11 and its standard library.
"""

import argparse
import dataclasses
import hashlib
import json
import os
import re
import shutil
import signal
import stat
import subprocess
import sys
import tempfile
import time

SKIPPED = 77  # exit status: something that the tool needs is not there
HERE = os.path.dirname(os.path.abspath(__file__))

# Names that a killed run may leave behind; nothing else may.
TEMPORARY = r"(^|/)\.kindly-\d+-\d+\.tmp$"
# What differs from run to run although clock and seed are fixed.
VARYING = [r"\.kindly-\d+-\d+", r"151204-[a-z][a-z0-9]{3}", r"/fh[a-z]*-[a-z0-9_]{8}/"]
CLOCK = "2026-11-23T15:12:04+01:00"


def base_parser(doc):
    """Options every tool shares. '@file' reads options from a file, one per line."""
    p = argparse.ArgumentParser(
        description=doc,
        fromfile_prefix_chars="@",
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    p.add_argument("--seed", help="journal to start every run from; default: empty")
    p.add_argument("--env", action="append", default=[], metavar="K=V",
                   help="extra environment (placeholders allowed)")
    p.add_argument("--real-clock", action="store_true",
                   help="do not fix the clock and the seed of chance")
    p.add_argument("--stdin", help="file for standard input; default: /dev/null")
    p.add_argument("--mask", action="append", default=list(VARYING), metavar="REGEX",
                   help="bytes that differ from run to run, in names and contents")
    p.add_argument("--temp", default=TEMPORARY, metavar="REGEX",
                   help="names a killed run may leave behind")
    p.add_argument("--precious", metavar="TEXT",
                   help="text a person typed; after any fault it must still be somewhere")
    p.add_argument("--err-tty", action="store_true", help="standard error is a terminal")
    p.add_argument("--timeout", type=float, default=10.0)
    p.add_argument("--workdir", help="where sandboxes are made; default: $TMPDIR")
    p.add_argument("--jobs", type=int, default=max(2, os.cpu_count() or 2))
    p.add_argument("--json", help="write every result as one JSON line to this file")
    p.add_argument("--keep", action="store_true", help="keep sandboxes of failing runs")
    p.add_argument("--quiet", action="store_true")
    p.add_argument("argv", nargs="+", help="-- kindly arguments ...")
    return p


def skip(why):
    print(f"skipped: {why}")
    sys.exit(SKIPPED)


def need_strace():
    if not shutil.which("strace"):
        skip("there is no strace")
    if subprocess.run(["strace", "-qq", "-o", "/dev/null", "true"], stderr=subprocess.DEVNULL).returncode:
        skip("strace is not allowed here")


def is_dynamic(program):
    with open(program, "rb") as fh:
        head = fh.read(4096)
    return b"ld-linux" in head or b"ld-musl" in head


def need_dynamic(opt):
    """Preloading does nothing to a static program."""
    if not is_dynamic(opt.argv[0]):
        skip("this kindly is static: nothing can be preloaded")


# ------------------------------------------------------------------- pictures of a folder
@dataclasses.dataclass(frozen=True)
class Node:
    kind: str  # f, d, l, ?
    mode: int
    uid: int
    gid: int
    data: bytes  # content of a file, target of a link

    def brief(self):
        digest = hashlib.sha256(self.data).hexdigest()[:8]
        return f"{self.kind}{self.mode:04o} {len(self.data)}B {digest}"


def node_of(entry):
    st = entry.stat(follow_symlinks=False)
    kind, data = "?", b""
    if stat.S_ISREG(st.st_mode):
        kind = "f"
        try:
            with open(entry.path, "rb") as fh:
                data = fh.read()
        except OSError:
            data = b"<unreadable>"
    elif stat.S_ISLNK(st.st_mode):
        kind, data = "l", os.readlink(entry.path)
    elif stat.S_ISDIR(st.st_mode):
        kind = "d"
    return Node(kind, stat.S_IMODE(st.st_mode), st.st_uid, st.st_gid, data)


def snapshot(top):
    """{name below top: Node}, names as bytes."""
    out, top = {}, os.fsencode(top)

    def walk(folder):
        try:
            entries = sorted(os.scandir(folder), key=lambda e: e.name)
        except OSError:
            return
        for e in entries:
            node = out[os.path.relpath(e.path, top)] = node_of(e)
            if node.kind == "d":
                walk(e.path)

    walk(top)
    return out


class Masker:
    def __init__(self, regexes):
        self.regexes = [re.compile(os.fsencode(r)) for r in regexes]

    def __call__(self, data):
        for r in self.regexes:
            data = r.sub(b"<*>", data)
        return data

    def files(self, snap):
        """Multiset of (name, kind, content), masked, folders left out."""
        return sorted((self(p), n.kind, self(n.data)) for p, n in snap.items() if n.kind != "d")


@dataclasses.dataclass
class Verdict:
    state: str  # old, new, mixed, broken
    problems: list
    stray: list


def judge(before, after, now, mask, temp):
    """Is every file either as it was or as the run without faults leaves it?"""
    problems = _changes_of_old(before, after, now, mask)
    new_problems, stray, core = _what_is_new(before, after, now, mask, temp)
    problems += new_problems
    cur, old, new = mask.files(core), mask.files(before), mask.files(after)
    if cur == new:
        state = "new"
    elif cur == old:
        state = "old"
    else:
        state = "broken" if problems else "mixed"
    return Verdict(state, problems, stray)


def _changes_of_old(before, after, now, mask):
    problems = []
    for p, n in before.items():
        cur = now.get(p)
        if cur is None:
            if p in after:
                problems.append(f"GONE: {p!r} has vanished")
            continue
        if n.kind == "d":
            continue
        if (cur.kind, cur.data) == (n.kind, n.data):
            ref = n
        elif p in after and (cur.kind, mask(cur.data)) == (after[p].kind, mask(after[p].data)):
            ref = after[p]
        else:
            problems.append(f"TORN: {p!r} is neither old nor new, {cur.brief()} was {n.brief()}")
            continue
        rights = lambda node: (node.mode, node.uid, node.gid)
        if rights(cur) not in (rights(ref), rights(n)):
            problems.append(f"META: {p!r} has mode {cur.mode:04o}, not {ref.mode:04o}")
    return problems


def _what_is_new(before, after, now, mask, temp):
    problems, stray, core = [], [], {}
    good = {(mask(p), n.kind, mask(n.data)) for p, n in after.items() if n.kind != "d"}
    for p, n in now.items():
        if p in before:
            core[p] = n
            continue
        if n.kind in "fd" and n.mode & 0o077:
            problems.append(f"META: others can read the new {p!r} {n.mode:04o}")
        if n.kind == "d":
            continue
        if (mask(p), n.kind, mask(n.data)) in good:
            core[p] = n
        elif temp.search(os.fsdecode(p)):
            stray.append(p)
        else:
            problems.append(f"TORN: {p!r} is unexpected or partial, {n.brief()}")
            core[p] = n
    return problems, stray, core


# ---------------------------------------------------------------------- sandboxes and runs
@dataclasses.dataclass
class Result:
    rc: int  # exit status; negative: killed by that signal
    out: bytes
    err: bytes
    wall: float
    timed_out: bool = False


class Sandbox:
    """A throw-away root with journal/, home/ and tmp/."""

    def __init__(self, opt, tag=""):
        self.opt = opt
        if "/" in opt.argv[0] and os.path.exists(opt.argv[0]):
            opt.argv[0] = os.path.abspath(opt.argv[0])
        self.root = tempfile.mkdtemp(prefix=f"fh{tag}-", dir=opt.workdir and os.path.abspath(opt.workdir))
        self.journal, self.home, self.tmp = (os.path.join(self.root, x) for x in ("journal", "home", "tmp"))
        os.mkdir(self.home, 0o700)
        os.mkdir(self.tmp, 0o700)
        if opt.seed:
            subprocess.run(["cp", "-a", "--", opt.seed, self.journal], check=True)
        else:
            os.mkdir(self.journal, 0o700)
        self.stdin = os.path.join(self.root, "stdin")
        shutil.copyfile(opt.stdin or "/dev/null", self.stdin)

    def fill(self, text, **extra):
        places = dict(journal=self.journal, home=self.home, tmp=self.tmp, root=self.root)
        for k, v in {**places, **extra}.items():
            text = text.replace("{" + k + "}", str(v))
        return text

    def env(self, **extra):
        e = {"PATH": os.environ.get("PATH", "/usr/bin:/bin"), "LANG": "C.UTF-8", "TZ": "UTC",
             "TERM": "dumb", "HOME": self.home, "TMPDIR": self.tmp, "KINDLY_JOURNAL": self.journal,
             "XDG_DATA_HOME": self.home + "/.local/share", "XDG_DATA_DIRS": self.home + "/none",
             "XDG_STATE_HOME": self.home + "/.local/state", "XDG_CONFIG_HOME": self.home + "/.config",
             "XDG_CACHE_HOME": self.home + "/.cache"}
        if not self.opt.real_clock:
            e.update(KINDLY_NOW=CLOCK, KINDLY_SEED="7")
        for kv in self.opt.env:
            k, _, v = kv.partition("=")
            e[k] = self.fill(v)
        e.update(extra)
        return e

    def argv(self, **extra):
        return [self.fill(a, **extra) for a in self.opt.argv]

    def run(self, prefix=(), argv=None, stdin=None, env=None, timeout=None):
        tty = [sys.executable, HERE + "/errtty.py"] if self.opt.err_tty else []
        with open(stdin or self.stdin, "rb") as fin:
            t0 = time.monotonic()
            p = subprocess.Popen([*tty, *prefix, *(argv or self.argv())], stdin=fin,
                                 stdout=subprocess.PIPE, stderr=subprocess.PIPE,
                                 env=env or self.env(), cwd=self.root, start_new_session=True)
            timed_out = False
            try:
                out, err = p.communicate(timeout=timeout or self.opt.timeout)
            except subprocess.TimeoutExpired:
                os.killpg(p.pid, signal.SIGKILL)
                out, err = p.communicate()
                timed_out = True
            return Result(p.returncode, out, err, time.monotonic() - t0, timed_out)

    def holds(self, needle, *streams):
        """Is the text anywhere the person could get it back from?"""
        if any(needle in s for s in streams):
            return True
        tops = (self.journal, self.home, self.tmp)
        return any(needle in n.data for top in tops for n in snapshot(top).values())

    def close(self, failed=False):
        if not (failed and self.opt.keep):
            subprocess.run(["chmod", "-R", "u+rwX", self.root], stderr=subprocess.DEVNULL)
            shutil.rmtree(self.root, ignore_errors=True)


def says_it_is_lost(opt, err):
    """Where no disk takes the text and stderr is no terminal (in cron it is mail), kindly
    says that the text is nowhere: the one case in which it may be."""
    return not opt.err_tty and b"could not be kept anywhere" in err


def baseline(opt):
    """One run without faults: (before, after, result). It has to succeed."""
    sb = Sandbox(opt, "base")
    try:
        before = snapshot(sb.journal)
        r = sb.run()
        if r.rc != 0:
            sys.exit(f"the run without faults failed (rc={r.rc}): {r.err.decode(errors='replace')[:400]}")
        return before, snapshot(sb.journal), r
    finally:
        sb.close()


class Report:
    """Counts runs and problems; one JSON line each for report.py."""

    def __init__(self, opt, title):
        self.opt, self.title = opt, title
        self.runs, self.bad, self.kinds, self.states = 0, 0, {}, {}
        self.fh = open(opt.json, "w") if opt.json else None

    def add(self, label, problems, state="-", count=1, **info):
        """count: how many faults or trials this line stands for."""
        self.runs += count
        self.states[state] = self.states.get(state, 0) + count
        if problems:
            self.bad += 1
            for p in problems:
                kind = p.split(":")[0]
                self.kinds[kind] = self.kinds.get(kind, 0) + 1
            if not self.opt.quiet and self.bad <= 20:
                print(f"  FOUND {label}: {'; '.join(problems)[:300]}")
        if self.fh:
            line = dict(label=label, problems=problems, state=state, count=count, **info)
            self.fh.write(json.dumps(line, default=repr) + "\n")

    def finish(self):
        states = " ".join(f"{k}={v}" for k, v in sorted(self.states.items()))
        if not self.opt.quiet:
            print(f"{self.title}: {self.runs} runs, {self.bad} with problems [{states}]")
            for kind, n in sorted(self.kinds.items(), key=lambda x: -x[1]):
                print(f"    {n:5d} x {kind}")
        if self.fh:
            self.fh.close()
        return 1 if self.bad else 0
