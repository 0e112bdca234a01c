#!/usr/bin/env python3
"""Whatever kindly does to an entry, another reader of YAML (PyYAML) still reads its header,
finds the value that was set, and every other key as it was.
    independent.py KINDLY [ROUNDS]
"""
import os
import random
import re
import subprocess
import sys
import tempfile

try:
    import yaml
except ImportError:
    print("skipped: no PyYAML (package python3-yaml)")
    sys.exit(77)

HERE = os.path.dirname(os.path.abspath(__file__))
KINDLY = os.path.abspath(sys.argv[1])
ROUNDS = int(sys.argv[2]) if len(sys.argv) > 2 else 300
CHANCE = random.Random(20261125)


def header(data):
    """What PyYAML reads between the fences; None where it cannot."""
    match = re.match(rb"(?:\xef\xbb\xbf)?\n?---[ \t]*\r?\n(.*?)^(?:---|\.\.\.)[ \t]*(?:\r?\n|\Z)", data, re.S | re.M)
    if not match:
        return None
    try:
        found = yaml.load(match.group(1).decode(), yaml.BaseLoader)  # words stay words
    except (yaml.YAMLError, UnicodeDecodeError, RecursionError, ValueError, TypeError):
        return None
    return found if isinstance(found, dict) else None


def wild():
    """The odd headers of tests/data/headers, marked as entries."""
    folder = os.path.join(HERE, "data", "headers")
    for name in sorted(os.listdir(folder)):
        with open(os.path.join(folder, name), "rb") as file:
            data = file.read()
        match = re.match(rb"((?:\xef\xbb\xbf)?\n?---[ \t]*(\r?\n))", data)
        if match:
            yield match.group(1) + b"kindly: 1" + match.group(2) + data[match.end():]


LINES = [
    "date: 2026-11-20T10:00:00+01:00", "Date: 2026-11-20", "title: quiet", "title: 'it''s'  # said", 'title: "a: b"', "# words",
    "", "before: 8", "before: '8'", "before: 8   # heavy", '"before": 8', "before:", "before: ~", "after: 3", "after:   3",
    "minutes: 4", "later: []", "later:", "later: [{at: 2026-11-21T09:00:00+01:00, distress: 3}]",
    "later:\n  - {at: 2026-11-21T09:00:00+01:00, distress: 3}", "later:\n- at: 2026-11-21T09:00:00+01:00\n  distress: 3",
    "later:\n    - {at: 2026-11-21T09:00:00+01:00, distress: 3}  # walked\n\n    # more", "themes: [work, sleep]", "themes:\n- work\n- sleep",
    "mine: |\n  after: 1\n  text", "mine: >-\n  folded\n\n  text", "mine: {a: [1, 2], b: {c: d}}", "base: &b {x: 1}\ncopy: *b", "größe: 🌱",
    "long: plain words\n  that go on", "? odd\n: key",
]


def made_up():
    lines = [line for line in CHANCE.sample(LINES, CHANCE.randint(0, 8))]
    text = "---\nkindly: 1\n" + "".join(line + "\n" for line in lines) + CHANCE.choice(["---", "..."]) + "\n\n## Situation\n\nWords.\n"
    if CHANCE.random() < 0.3:
        text = text.replace("\n", "\r\n")
    return text.encode()


def edit():
    """One command, and the key that it may touch."""
    number = str(CHANCE.randint(1, 10))
    return CHANCE.choice([
        (["rate", number, "--before", "--replace"], "before", number), (["rate", number, "--after", "--replace"], "after", number),
        (["rate", number, "--later"], "later", number), (["rate", number, "--later", "--note", "It's: [better] # now"], "later", number),
        (["rate", number], None, number),
    ])


def main():
    edits = refused = unread = 0
    problems = []
    with tempfile.TemporaryDirectory() as place:
        journal = os.path.join(place, "journal")
        os.makedirs(os.path.join(journal, "2026", "11"))
        path = os.path.join(journal, "2026", "11", "2026-11-20-100000-aaaa.md")
        env = {"HOME": place, "KINDLY_JOURNAL": journal, "KINDLY_NOW": "2026-11-23T15:12:04+01:00", "XDG_DATA_DIRS": place}
        files = list(wild())
        files += [made_up() for _ in range(max(0, ROUNDS - len(files)))]
        for data in files:
            if header(data) is None:
                unread += 1
                continue
            with open(path, "wb") as file:
                file.write(data)
            for _ in range(CHANCE.randint(2, 6)):
                command, key, number = edit()
                with open(path, "rb") as file:
                    old = file.read()
                run = subprocess.run([KINDLY, *command[:2], path, *command[2:]], env=env, capture_output=True)
                with open(path, "rb") as file:
                    new = file.read()
                if run.returncode != 0:
                    refused += 1
                    if new != old:
                        problems.append(f"refused and changed: {command} on {old!r}")
                    continue
                edits += 1
                before, after = header(old), header(new)
                if after is None:
                    problems.append(f"PyYAML cannot read it after {command}: {new!r}")
                    break
                small = {str(name).lower(): value for name, value in after.items()}
                keys = [key] if key else ["before", "after", "later"]
                said = [small.get(name) for name in keys]
                if not any(value == number or (isinstance(value, list) and value and value[-1].get("distress") == number) for value in said):
                    problems.append(f"the value of {command} is not read: {new!r}")
                may_change = set(keys) | {"minutes"}
                for name in set(before) | set(after):
                    if str(name).lower() not in may_change and before.get(name) != after.get(name):
                        problems.append(f"{command} changed {name!r}: {old!r} to {new!r}")
    for problem in problems[:10]:
        print("failed:", problem)
    print(f"{edits} edits read by PyYAML, {refused} refused and untouched, {unread} headers it cannot read at all, {len(problems)} failed")
    return 1 if problems or edits < ROUNDS else 0


sys.exit(main())
