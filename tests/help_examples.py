#!/usr/bin/env python3
"""Run every example that `kindly help COMMAND` shows, as it stands.

    help_examples.py KINDLY

Each example runs in a journal of its own with a few entries, in bash. Every
one must end well and say nothing on stderr but notes.
"""

import os
import re
import subprocess
import sys
import tempfile

ENTRIES = [
    ("2026-11-20T18:00:00+01:00", "Froze in the demo; Priya took over.", "competence", 8),
    ("2026-11-22T09:30:00+01:00", "Forgot to ring back about the demo, Priya waited.", "perfectionism", 6),
    ("2026-11-23T08:00:00+01:00", "Sent the wrong file, it was kind of late.", "work", 7),
]


def environment(kindly, root):
    return {"HOME": root, "KINDLY_NOW": "2026-11-23T15:12:04+01:00", "LC_ALL": "C.UTF-8",
            "PATH": os.path.dirname(os.path.abspath(kindly)) + ":" + os.environ["PATH"]}


def output(words, env):
    return subprocess.run(words, env=env, stdin=subprocess.DEVNULL, capture_output=True,
                          text=True, check=True).stdout


def main(kindly):
    passed = failed = 0
    with tempfile.TemporaryDirectory() as root:
        env = environment(kindly, root)
        commands = re.findall(r"^  ([a-z]+) {3}", output([kindly, "--help"], env), re.M)
        pages = {name: output([kindly, "help", name], env) for name in commands if name != "help"}
    for name, page in pages.items():
        examples = re.findall(r"^  (\S.*)$", page.split("\nExamples\n")[1], re.M)
        for example in examples:
            with tempfile.TemporaryDirectory() as root:
                env = environment(kindly, root)
                for when, text, theme, before in ENTRIES:
                    output([kindly, "new", text, "--at", when, "-t", theme, "-b", str(before),
                            "-c", "I should have checked it twice.", "-k", "You were tired."], env)
                done = subprocess.run(["bash", "-o", "pipefail", "-c", example], env=env, cwd=root,
                                      stdin=subprocess.DEVNULL, capture_output=True, text=True)
            ends_well = (0, 1) if name == "check" else (0,)  # 1: that script is not complete
            if name in ("resume", "record", "play"):  # needs a person or a microphone, and says so
                if done.returncode in (1, 3, 5):
                    passed += 1
                    continue
            if done.returncode in ends_well and "kindly: " not in done.stderr:
                passed += 1
            else:
                failed += 1
                print(f"failed ({done.returncode}): {example}\n{done.stderr}")
        if len(examples) < 2:
            failed += 1
            print(f"failed: kindly help {name} has {len(examples)} examples")
    print(f"{passed} passed, {failed} failed")
    return 1 if failed or not passed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
