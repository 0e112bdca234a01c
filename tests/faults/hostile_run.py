#!/usr/bin/env python3
"""Feed the cases of hostile_gen.py to kindly and watch how it behaves.

    hostile_run.py CASES --read 'show {file}' --read list --write 'rate 4 {file}' -- KINDLY

Each --read / --write is split like a shell word list and added to KINDLY; {file} is the
case's path below the journal, {name} its name; `theme:` in front keeps a command to that
kind of case. Entries are placed in a journal, trees become the whole journal, themes and
configs lie where kindly looks for them. After every command:
  CRASH    ended by a signal, or status above 125
  SLOW FAT FLOOD   over the limit of time, memory or output
  ESCAPE   a control byte reached the reader (only newline, tab and, with --sgr, colours may)
  TOUCHED  a --read command changed a file
  BYTES    a --write changed more than a few bytes, or refused and changed
  GUESSED  status 0 where the case says "refuse"
  BLIND    a "read" case failed, or its end was not shown; a good entry was not listed
  SILENT   failed without a word
  PWNED    something from the file was run or written
--pty runs kindly on a terminal, where rules may differ from those for pipes.
"""

import argparse
import concurrent.futures as cf
import json
import os
import pty
import re
import resource
import select
import shlex
import shutil
import signal
import subprocess
import sys
import tempfile
import time

from preserve import differing

C0 = frozenset(set(range(32)) - {9, 10} | {127})
TREE_GOOD = "2026/10/2026-10-01T080000-good.md"
HARMLESS = b"---\nkindly: 1\ndate: 2026-10-01T08:00:00Z\nbefore: 8\nafter: 3\n---\n\n## Situation\n\nI froze.\n\nEND-OF-ENTRY\n"


def control_bytes(data, sgr, crlf):
    if crlf:
        data = data.replace(b"\r\n", b"\n")
    if sgr:
        data = re.sub(rb"\x1b\[[0-9;]*m", b"", data)
    bad = {f"0x{c:02x}" for c in set(data) & C0}
    for c in map(ord, set(data.decode("utf-8", "surrogateescape"))):
        if 0x80 <= c < 0xA0 or 0x202A <= c <= 0x202E or 0x2066 <= c <= 0x2069:
            bad.add(f"U+{c:04X}")
        elif 0xDC80 <= c < 0xDD00:
            bad.add(f"raw 0x{c - 0xDC00:02x}")
    return sorted(bad)


def stamps(top):
    """{name: what a change would change}"""
    out = {}
    for folder, folders, files in os.walk(top):
        for name in folders + files:
            path = os.path.join(folder, name)
            try:
                st = os.lstat(path)
            except OSError:
                continue
            when = 0 if os.path.isdir(path) else st.st_mtime_ns
            out[os.fsencode(path)] = (st.st_ino, st.st_size, when, st.st_mode)
    return out


class Streams:
    """Where a run writes: two pipes, or one terminal."""

    def __init__(self, on_terminal):
        if on_terminal:
            ours, theirs = pty.openpty()
            self.ours, self.out, self.err = [ours], theirs, theirs
        else:
            (r1, self.out), (r2, self.err) = os.pipe(), os.pipe()
            self.ours = [r1, r2]

    def collect(self, limit_s, limit_bytes):
        """([bytes of each stream], problem or None)"""
        for fd in {self.out, self.err}:
            os.close(fd)
        heard, live, end = {fd: bytearray() for fd in self.ours}, set(self.ours), time.monotonic() + limit_s
        problem = None
        while live and not problem:
            left = end - time.monotonic()
            if left <= 0:
                problem = "SLOW: over the time limit"
                break
            for fd in select.select(list(live), [], [], left)[0]:
                try:
                    data = os.read(fd, 1 << 16)
                except OSError:
                    data = b""
                if not data:
                    live.discard(fd)
                heard[fd] += data
            if sum(map(len, heard.values())) > limit_bytes:
                problem = f"FLOOD: more than {limit_bytes >> 20} MiB of output"
        return [bytes(heard[fd]) for fd in self.ours], problem

    def close(self):
        for fd in self.ours:
            os.close(fd)


def run(argv, env, cwd, opt):
    """(status, output, errors, problems, seconds)"""

    def limits():
        os.setsid()
        if opt.as_mb:
            resource.setrlimit(resource.RLIMIT_AS, (opt.as_mb << 20,) * 2)
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))

    streams, begun = Streams(opt.pty), time.monotonic()
    p = subprocess.Popen(argv, stdin=subprocess.DEVNULL, stdout=streams.out, stderr=streams.err,
                         env=env, cwd=cwd, preexec_fn=limits)
    heard, problem = streams.collect(opt.limit_s, opt.limit_out_mb << 20)
    problems = [problem] if problem else []
    if problem:
        try:
            os.killpg(p.pid, signal.SIGKILL)
        except ProcessLookupError:
            pass
    streams.close()
    _, status, used = os.wait4(p.pid, 0)
    rc = p.returncode = os.waitstatus_to_exitcode(status)
    if used.ru_maxrss > opt.limit_mb << 10:
        problems.append(f"FAT: {used.ru_maxrss >> 10} MiB")
    if not problems and (rc < 0 or rc > 125):
        problems.append(f"CRASH: {'signal ' + str(-rc) if rc < 0 else 'status ' + str(rc)}")
    return rc, heard[0], heard[1] if len(heard) > 1 else b"", problems, time.monotonic() - begun


def blindness(case, command, rc, out, err):
    """A case that must be read was not, or not to its end."""
    words = command.split()
    looks = words[0] == "doctor" or words[:2] == ["themes", "check"]
    if looks and rc == 1:  # it saw something
        return []
    if case["kind"] == "entry" and words[0] == "show" and (rc or b"END-OF-ENTRY" not in out):
        return [f"BLIND: rc={rc} {err[:60]!r}"]
    # an odd file beside it makes the status 4, but the good one is shown first
    if case["kind"] == "tree" and (rc not in (0, 4) or words[0] == "list" and b"2026-10-01" not in out):
        return [f"BLIND: rc={rc} {err[:60]!r}"]
    if case["kind"] in ("theme", "config") and rc:
        return [f"BLIND: rc={rc} {err[:60]!r}"]
    return []


def changes(case, command, opt, rc, old, new):
    """What a write did to the file that it was given."""
    count, _ = differing(old, new)
    problems = []
    if count > opt.max_diff:
        problems.append(f"BYTES: {count} bytes differ")
    if rc and count:
        problems.append("BYTES: refused, yet changed")
    if case["expect"] == "refuse" and rc == 0 and not command.startswith("doctor"):
        problems.append("GUESSED: status 0")
    return problems


def place(case, opt, root):
    """Lays a case out; the path below the journal that commands are given."""
    journal, home = root + "/journal", root + "/home"
    os.mkdir(home, 0o700)
    source, kind = os.path.join(opt.cases, case["file"]), case["kind"]
    if kind == "tree":
        subprocess.run(["cp", "-a", "--", source, journal], check=True)
        subprocess.run(["sh", "-c", case["post"] or ":"], cwd=journal + "/2026/10", check=True)
        return TREE_GOOD
    name = f"2026/10/{case['name']}.md"
    os.makedirs(journal + "/2026/10", 0o700)
    with open(f"{journal}/{name}", "wb") as fh:
        fh.write(HARMLESS)
    os.chmod(f"{journal}/{name}", 0o600)
    to = {"entry": f"{journal}/{name}", "config": home + "/.config/kindly/config.toml",
          "theme": f"{home}/.config/kindly/themes/{os.path.basename(source)}"}[kind]
    os.makedirs(os.path.dirname(to), exist_ok=True)
    shutil.copyfile(source, to)
    return name


def environment(root):
    home = root + "/home"
    return {"PATH": os.environ["PATH"], "HOME": home, "KINDLY_JOURNAL": root + "/journal", "LANG": "C.UTF-8",
            "TZ": "UTC", "TERM": "xterm-256color", "TMPDIR": root, "COLUMNS": "80", "PAGER": "cat",
            "XDG_DATA_HOME": home + "/.local/share", "XDG_STATE_HOME": home + "/.local/state",
            "XDG_CONFIG_HOME": home + "/.config", "XDG_CACHE_HOME": home + "/.cache"}


def commands(case, opt):
    for is_write, given in [(False, c) for c in opt.read] + [(True, c) for c in opt.write]:
        kind, colon, command = given.partition(":")
        if not colon or " " in kind:
            kind, command = "", given
        if kind in ("", case["kind"]) and not (is_write and case["kind"] in ("theme", "config")):
            yield is_write, command


def read(path):
    with open(path, "rb") as fh:
        return fh.read()


def one(case, opt):
    root, results = tempfile.mkdtemp(prefix="hostile-"), []
    journal, home = root + "/journal", root + "/home"
    try:
        name = place(case, opt, root)
        target = os.path.join(journal, name)
        for is_write, command in commands(case, opt):
            was, old = stamps(journal), read(target)
            places = {"{file}": name, "{name}": case["name"], "{home}": home, "{journal}": journal}
            words = shlex.split(command)
            for k, v in places.items():
                words = [w.replace(k, v) for w in words]
            rc, out, err, problems, wall = run(opt.argv + words, environment(root), root, opt)
            bad = control_bytes(out + err, opt.sgr, opt.pty)
            if bad and (opt.pty or command != "path"):  # scripts get a path's exact bytes
                problems.append("ESCAPE: " + " ".join(bad[:6]))
            if rc and not out + err and not problems:
                problems.append("SILENT: no word")
            if is_write:
                problems += changes(case, command, opt, rc, old, read(target))
            else:
                now = stamps(journal)
                changed = [k for k, v in was.items() if now.get(k) != v] + [k for k in now if k not in was]
                problems += [f"TOUCHED: {k[-40:]!r}" for k in changed[:1]]
                if case["expect"] == "read" and not problems:
                    problems += blindness(case, command, rc, out, err)
                checks = command.startswith("themes check") or case["kind"] == "config"
                if case["expect"] == "refuse" and checks and rc == 0:
                    problems.append("GUESSED: status 0")
            if any(n.startswith("PWNED") for d in (root, journal, home, "/tmp") for n in os.listdir(d)):
                problems.append("PWNED: a command from the file was run")
            results.append((command, problems, rc, wall, err[:160]))
    finally:
        subprocess.run(["chmod", "-R", "u+rwX", root], stderr=subprocess.DEVNULL)
        # rm handles paths longer than PATH_MAX
        subprocess.run(["rm", "-rf", "--", root], stderr=subprocess.DEVNULL)
    return case, results


def main():
    ap = argparse.ArgumentParser(description=__doc__, fromfile_prefix_chars="@",
                                 formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("cases")
    ap.add_argument("--read", action="append", default=[])
    ap.add_argument("--write", action="append", default=[])
    ap.add_argument("--kinds", default="entry,tree,theme,config")
    ap.add_argument("--only", help="regex on case names")
    ap.add_argument("--limit-s", type=float, default=5)
    ap.add_argument("--limit-mb", type=int, default=256)
    ap.add_argument("--limit-out-mb", type=int, default=24)
    ap.add_argument("--as-mb", type=int, default=4096, help="address space; 0 for sanitizer builds")
    ap.add_argument("--max-diff", type=int, default=8)
    ap.add_argument("--sgr", action="store_true", help="colour sequences are fine")
    ap.add_argument("--pty", action="store_true")
    ap.add_argument("--jobs", type=int, default=os.cpu_count())
    ap.add_argument("--json")
    ap.add_argument("--quiet", action="store_true")
    ap.add_argument("argv", nargs="+")
    opt = ap.parse_args()
    opt.argv[0] = os.path.abspath(opt.argv[0])
    with open(os.path.join(opt.cases, "MANIFEST.json")) as fh:
        cases = [c for c in json.load(fh) if c["kind"] in opt.kinds.split(",")]
    if opt.only:
        cases = [c for c in cases if re.search(opt.only, c["name"])]
    count, bad, kinds = 0, 0, {}
    log = open(opt.json or os.devnull, "w")
    with cf.ThreadPoolExecutor(opt.jobs) as ex:
        for case, results in ex.map(lambda c: one(c, opt), cases):
            for command, problems, rc, wall, err in results:
                count += 1
                label = f"{case['kind']}/{case['name']} [{command}]"
                log.write(json.dumps(dict(label=label, problems=problems, count=1, rc=rc, wall=round(wall, 3),
                                          err=err.decode(errors="replace"))) + "\n")
                if not problems:
                    continue
                bad += 1
                for kind in {p.split(":")[0] for p in problems}:
                    kinds[kind] = kinds.get(kind, 0) + 1
                if not opt.quiet and bad <= 60:
                    print(f"  FOUND {label} {'; '.join(problems)[:150]}")
    if not opt.quiet:
        found = "  ".join(f"{k}={v}" for k, v in sorted(kinds.items()))
        print(f"hostile: {len(cases)} cases, {count} commands, {bad} with problems  {found}")
    log.close()
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main())
