#!/usr/bin/env python3
"""Does an edit leave everything about the file alone except the bytes it had to change?

    preserve.py --target FILE --want REGEX [--max-diff N] [options] -- KINDLY ARGS...

Each case prepares the target, which is seed/2026/11/2026-11-22-101010-mmmm.md, in a special way, runs the
edit, which must set `after` to another value, and looks at the result: modes, set-group-id
folder, symlink (relative, absolute, chain, dangling, out of the journal), hard link, xattr,
ACL, foreign owner (root only), read-only file or folder, no newline at the end, CRLF, BOM,
tabs, comments, duplicate key, key only in the body, big body. Ambiguous files must be
refused. Cases that this machine cannot make are skipped, and it says so.
"""

import os
import re
import shutil
import subprocess
import sys

from common import *


def read(path):
    with open(path, "rb") as fh:
        return fh.read()


def write(path, data):
    with open(path, "wb") as fh:
        fh.write(data)


def differing(was, now):
    """How many bytes lie between the common head and the common tail, and where."""
    shorter = min(len(was), len(now))
    head = next((i for i in range(shorter) if was[i] != now[i]), shorter)
    tail = next((i for i in range(shorter) if was[-1 - i] != now[-1 - i]), shorter)
    tail = min(tail, shorter - head)
    return max(len(was), len(now)) - head - tail, head


class Run:
    """One case after its edit."""

    def __init__(self, opt, sb, target, context, was, facts, result):
        self.opt, self.sb, self.target, self.context = opt, sb, target, context
        self.was, self.facts, self.rc, self.err = was, facts, result.rc, result.err
        self.now = read(target) if os.path.exists(target) else None

    def few(self, now=None):
        now = self.now if now is None else now
        if self.was is None or now is None:
            return ["GONE: no file left"]
        count, at = differing(self.was, now)
        return [] if count <= self.opt.max_diff else [f"TORN: {count} bytes differ, from offset {at}"]

    def has_change(self, data):
        return re.search(self.opt.want.encode(), data or b"", re.M)

    # ------------------------------------------------------------ what may be expected of it
    def done(self):
        problems = [] if self.rc == 0 else [f"REFUSED: rc={self.rc} {self.err[:80]!r}"]
        if self.rc == 0 and not self.has_change(self.now):
            problems.append("FALSE-OK: change not there")
        st, st0 = os.lstat(self.target), self.facts
        if (st.st_mode, st.st_uid, st.st_gid) != (st0.st_mode, st0.st_uid, st0.st_gid):
            problems.append(f"META: {st0.st_mode:o} {st0.st_uid}:{st0.st_gid} became "
                            f"{st.st_mode:o} {st.st_uid}:{st.st_gid}")
        return problems + self.few()

    def done_or_untouched(self):
        if self.rc == 0:
            return self.done()
        return [] if self.was == self.now else ["TORN: refused but changed the file"]

    def refused(self):
        problems = ["GUESSED: status 0 on ambiguous input"] if self.rc == 0 else []
        return problems + ([] if self.was == self.now else ["TORN: changed the file"])

    def link_followed(self):
        real, dest = self.context
        problems = []
        if not os.path.islink(self.target) or os.readlink(self.target) != dest:
            problems.append("LINK: the symlink was replaced")
        if os.path.islink(real) or not os.path.isfile(real):
            problems.append("LINK: its target is no file any more")
        if self.rc == 0 and not self.has_change(read(real)):
            problems.append("FALSE-OK: change not in the target")
        return problems + self.few(read(real))

    def link_left_alone(self):
        problems = ["GUESSED: status 0"] if self.rc == 0 else []
        return problems + ([] if os.path.islink(self.target) else ["LINK: replaced"])

    def other_name_whole(self):
        other = read(self.sb.root + "/backup.md")
        return self.few() + ([] if other in (self.was, self.now) else ["TORN: the other name"])

    def keeps_xattr(self):
        try:
            kept = os.getxattr(self.target, "user.mine") == b"keep me"
        except OSError:
            kept = False
        return self.done() + ([] if kept else ["META: the extended attribute is lost"])

    def keeps_acl(self):
        return self.done() + ([] if acl_of(self.target) == self.context else ["META: the ACL is lost"])


# ---------------------------------------------------------------- how a case is prepared
def acl_of(path):
    return subprocess.check_output(["getfacl", "-cp", path])


def rewrite(change):
    return lambda t, sb: write(t, change(read(t)))


def replace(old, new):
    def change(data):
        assert old in data, old
        return data.replace(old, new, 1)

    return rewrite(change)


def mode(bits):
    return lambda t, sb: os.chmod(t, bits)


def setgid_folder(t, sb):
    os.chmod(os.path.dirname(t), 0o2700)


def link(inside=True, relative=False, chain=False):
    def prepare(t, sb):
        real = os.path.join(sb.journal, "store.md") if inside else os.path.join(sb.root, "elsewhere.md")
        shutil.move(t, real)
        dest = os.path.relpath(real, os.path.dirname(t)) if relative else real
        if chain:
            os.symlink(dest, t + ".hop")
            dest = os.path.basename(t) + ".hop"
        os.symlink(dest, t)
        return real, os.readlink(t)

    return prepare


def link_to_nothing(dest):
    def prepare(t, sb):
        os.unlink(t)
        os.symlink(dest or os.path.basename(t), t)

    return prepare


def hard_link(t, sb):
    os.link(t, os.path.join(sb.root, "backup.md"))


def xattr(t, sb):
    try:
        os.setxattr(t, "user.mine", b"keep me")
    except OSError:
        return "skip"


def acl(t, sb):
    if not shutil.which("setfacl"):
        return "skip"
    if subprocess.run(["setfacl", "-m", "u:1:r", t], stderr=subprocess.DEVNULL).returncode:
        return "skip"
    return acl_of(t)


def foreign_owner(t, sb):
    if os.geteuid():
        return "skip"
    os.chown(t, 12345, 23456)
    os.chmod(t, 0o640)


def read_only_folder(t, sb):
    if os.geteuid() == 0:
        return "skip"
    os.chmod(os.path.dirname(t), 0o500)


def flow_header(data):
    return re.sub(rb"---\n.*?\n---\n", b"---\n{kindly: 1, before: 8, after: 2}\n---\n", data, count=1, flags=re.S)


CASES = [
    *((f"mode-{m:04o}", mode(m), Run.done) for m in (0o600, 0o640, 0o644, 0o660, 0o700)),
    ("mode-0400", mode(0o400), Run.done_or_untouched),
    ("folder-setgid", setgid_folder, Run.done),
    ("symlink-absolute", link(), Run.link_followed),
    ("symlink-relative", link(relative=True), Run.link_followed),
    ("symlink-chain", link(chain=True), Run.link_followed),
    ("symlink-out-of-journal", link(inside=False), Run.link_followed),
    ("symlink-dangling", link_to_nothing("/nonexistent/x"), Run.link_left_alone),
    ("symlink-loop", link_to_nothing(None), Run.link_left_alone),
    ("hardlink-backup", hard_link, Run.other_name_whole),
    ("xattr-user", xattr, Run.keeps_xattr),
    ("acl", acl, Run.keeps_acl),
    ("foreign-owner-as-root", foreign_owner, Run.done),
    ("read-only-folder", read_only_folder, Run.done_or_untouched),
    ("no-newline-at-end", rewrite(lambda d: d.rstrip(b"\n")), Run.done),
    ("crlf", rewrite(lambda d: d.replace(b"\n", b"\r\n")), Run.done),
    ("bom", rewrite(lambda d: b"\xef\xbb\xbf" + d), Run.done_or_untouched),
    ("trailing-blanks-and-tabs", replace(b"\nI froze", b"\n\t \t\nI froze  "), Run.done),
    ("invalid-utf8-in-body", replace(b"END-OF", b"\xff\xfe\xc0 END-OF"), Run.done),
    ("nul-in-body", replace(b"END-OF", b"\0\0 END-OF"), Run.done_or_untouched),
    ("header-lookalike-in-body", rewrite(lambda d: d + b"\n---\nafter: 99\n---\n"), Run.done),
    ("comment-behind-value", replace(b"after: 2", b"after: 2  # tired"), Run.done),
    ("quoted-value", replace(b"after: 2", b"after: '2'"), Run.done_or_untouched),
    ("flow-style-header", rewrite(flow_header), Run.done_or_untouched),
    ("duplicate-key", replace(b"after: 2", b"after: 2\nafter: 5"), Run.refused),
    ("key-inside-block-text", replace(b"after: 2", b"note: |\n  after: 7\n  x\nafter: 2"), Run.done_or_untouched),
    ("unclosed-header", replace(b"\n---\n", b"\n"), Run.refused),
    ("unterminated-quote", replace(b"themes:", b't: "oops\nthemes:'), Run.done_or_untouched),
    ("empty-file", rewrite(lambda d: b""), Run.refused),
    ("no-header", rewrite(lambda d: b"just words\nEND-OF-ENTRY\n"), Run.refused),
    ("git-conflict", replace(b"after: 2", b"<<<<<<< HEAD\nafter: 2\n=======\nafter: 4\n>>>>>>> phone"), Run.refused),
    ("big-body-8MB", rewrite(lambda d: d + b"x" * (8 << 20) + b"\n"), Run.done),
]


def run_case(opt, rep, temp, name, prepare, expect):
    sb = Sandbox(opt, "keep")
    target = os.path.join(sb.journal, opt.target)
    try:
        context = prepare(target, sb)
        if context == "skip":
            if not opt.quiet:
                print(f"  skipped: {name}")
            return
        was = read(target) if os.path.exists(target) else None
        facts = os.lstat(target)
        result = sb.run()
        problems = []
        if result.rc < 0:
            problems.append(f"CRASH: signal {-result.rc}")
        if result.rc and not result.err:
            problems.append("SILENT: no word")
        problems += expect(Run(opt, sb, target, context, was, facts, result))
        left = [q for q in snapshot(sb.journal) if temp.search(os.fsdecode(q))]
        if left:
            problems.append(f"STRAY: {left[0]!r}")
        rep.add(name, problems, state="changed" if result.rc == 0 else "refused", err=result.err[:120])
    finally:
        sb.close()


def main():
    p = base_parser(__doc__)
    p.add_argument("--target", required=True)
    p.add_argument("--want", required=True, help="regex for the change, after it")
    p.add_argument("--max-diff", type=int, default=8, help="bytes that may differ")
    opt = p.parse_args()
    rep, temp = Report(opt, "preserve"), re.compile(opt.temp)
    for name, prepare, expect in CASES:
        run_case(opt, rep, temp, name, prepare, expect)
    return rep.finish()


if __name__ == "__main__":
    sys.exit(main())
