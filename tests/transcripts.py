#!/usr/bin/env python3
"""Run the console transcripts of Markdown files and compare what they show.

    transcripts.py [--update] KINDLY FILE-OR-FOLDER...

A block that begins with ```console holds lines `$ command`, continued by lines that
begin with `> `, and the output below each. The blocks of one file run in one bash, in
an empty home of its own, with a fixed clock (KINDLY_NOW) and a seed that grows with
each command, so that every run gives the same ids. The home is shown as /home/sam.

A file may name programs it cannot do without: <!-- needs: jq gnuplot -->. Where one
is missing the file is skipped, and the line says so. --update writes the outputs
into the files instead of comparing.
"""

import os
import re
import shutil
import subprocess
import sys
import tempfile

MARK = "\x1etranscript-end "
SHOWN_HOME = "/home/sam"
CLOCK = "2026-11-23T15:12:04+01:00"


def blocks_of(lines):
    """[(first, last)] of the lines inside each console block."""
    found, begin = [], None
    for number, line in enumerate(lines):
        if begin is None and line.startswith("```console"):
            begin = number + 1
        elif begin is not None and line == "```":
            found.append((begin, number))
            begin = None
    return found


def steps_of(lines, first, last):
    """[(command lines, output lines)] of one block."""
    steps = []
    for line in lines[first:last]:
        if line.startswith("$ "):
            steps.append(([line], []))
        elif steps and line.startswith("> ") and not steps[-1][1]:
            steps[-1][0].append(line)
        elif steps:
            steps[-1][1].append(line)
        else:
            raise SystemExit(f"a block begins with output: {line}")
    return steps


def run(kindly, commands):
    """The output of each command, run one after the other in one bash."""
    root = tempfile.mkdtemp(prefix="kindly-transcript-")
    home = os.path.join(root, "sam")
    os.mkdir(home)
    script = "exec 2>&1; export KINDLY_SEED=1\n"
    for number, command in enumerate(commands):
        text = "\n".join(line[2:] for line in command)
        # The status of the command is the last thing the next one finds.
        script += f"{text}\n_status=$?; echo; printf '%s0\\n' '{MARK}'; export KINDLY_SEED={number + 2}; (exit $_status)\n"
    environment = {
        "HOME": home, "PATH": os.path.dirname(os.path.abspath(kindly)) + ":" + os.environ["PATH"],
        "KINDLY_NOW": CLOCK, "LC_ALL": "C.UTF-8", "TZ": "Europe/Berlin", "TERM": "dumb",
        "XDG_DATA_DIRS": os.path.join(root, "none"), "GIT_CONFIG_NOSYSTEM": "1",
        "GIT_AUTHOR_NAME": "Sam", "GIT_AUTHOR_EMAIL": "sam@localhost",
        "GIT_COMMITTER_NAME": "Sam", "GIT_COMMITTER_EMAIL": "sam@localhost",
        "GIT_AUTHOR_DATE": CLOCK, "GIT_COMMITTER_DATE": CLOCK}
    try:
        done = subprocess.run(["bash", "-c", script], cwd=home, env=environment, timeout=120,
                              stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, check=False)
    finally:
        shutil.rmtree(root, ignore_errors=True)
    text = done.stdout.decode("utf-8", "replace").replace(home, SHOWN_HOME)
    outputs = re.split(re.escape(MARK) + r"\d+\n", text)
    # The echo before each mark ends an output that had no line end of its own.
    return [[line.rstrip() for line in output[:-1].rstrip("\n").split("\n")] if output.strip("\n") else []
            for output in outputs[:-1]]


def check(kindly, path, update):
    """(number of commands, list of complaints), or a text that says why it is skipped."""
    with open(path, encoding="utf-8") as stream:
        lines = stream.read().split("\n")
    needs = re.search(r"<!-- needs: (.*?) -->", "\n".join(lines))
    missing = [tool for tool in (needs.group(1).split() if needs else []) if not shutil.which(tool)]
    if missing:
        return "skipped: no " + ", ".join(missing)
    blocks = blocks_of(lines)
    steps = [steps_of(lines, first, last) for first, last in blocks]
    outputs = run(kindly, [command for block in steps for command, _ in block])
    if len(outputs) != sum(map(len, steps)):
        return 0, [f"{path}: the shell ended early"]
    complaints, fresh = [], {}
    for (first, last), block in zip(blocks, steps):
        written = []
        for command, expected in block:
            got = outputs.pop(0)
            while expected and not expected[-1]:
                expected = expected[:-1]
            if got != expected:
                complaints.append("\n".join(
                    [f"{path}: {command[0]}"] + ["  - " + line for line in expected]
                    + ["  + " + line for line in got]))
            written += command + got
        fresh[(first, last)] = written
    if update:
        for (first, last), written in reversed(list(fresh.items())):
            lines[first:last] = written
        with open(path, "w", encoding="utf-8") as stream:
            stream.write("\n".join(lines))
        complaints = []
    return sum(map(len, steps)), complaints


def main(words):
    update = "--update" in words
    kindly, *places = [word for word in words if word != "--update"]
    paths = []
    for place in places:
        if os.path.isdir(place):
            paths += sorted(os.path.join(place, name) for name in os.listdir(place) if name.endswith(".md"))
        else:
            paths.append(place)
    failed = passed = 0
    for path in paths:
        result = check(kindly, path, update)
        if isinstance(result, str):
            print(f"{os.path.basename(path)}: {result}")
            continue
        count, complaints = result
        failed += len(complaints)
        passed += count - len(complaints)
        for complaint in complaints:
            print(complaint)
        print(f"{os.path.basename(path)}: {count} commands")
    print(f"{passed} passed, {failed} failed")
    return 1 if failed or not passed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
