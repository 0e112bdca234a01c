#!/usr/bin/env python3
"""Whether `kindly stats` says what is true of made-up journals.
    truth.py KINDLY

The journals come from ../shared/perf/gen_journal.py, which also tells what is true of
them; where that does not stand beside the project, this says `skipped`. What it does not
tell (the groups' ratings, weeks, filters) is counted here, from the files. Then the same
journal is written in another order, and read in other locales and time zones.
"""
import collections
import csv
import datetime
import glob
import io
import json
import math
import os
import re
import shutil
import statistics
import subprocess
import sys
import tempfile

HERE = os.path.dirname(os.path.abspath(__file__))
MAKER = os.path.join(HERE, "..", "..", "shared", "perf", "gen_journal.py")
KINDLY = os.path.abspath(sys.argv[1])
NOW = "2026-11-23T15:12:04+01:00"
JOURNALS = [(seed, size) for seed, sizes in ((1, (0, 1, 3, 5, 40, 400)), (2, (40, 400)), (7, (6, 2000)), (23, (100,))) for size in sizes]
GROUPINGS = ["theme", "feeling", "occasion", "form", "tone", "phrase", "role", "mine", "pair", "week", "month"]

passed, problems = 0, []


def check(what, got, wanted):
    global passed
    close = isinstance(got, float) and isinstance(wanted, (int, float)) and math.isclose(got, wanted, rel_tol=1e-12, abs_tol=1e-12)
    if got == wanted or close:
        passed += 1
    else:
        problems.append(f"{what}: {got!r}, and it is {wanted!r}")


def kindly(journal, *words, **environment):
    env = {"HOME": journal, "KINDLY_JOURNAL": journal, "KINDLY_NOW": NOW, "XDG_DATA_DIRS": journal, "LC_ALL": "C.UTF-8", **environment}
    run = subprocess.run([KINDLY, *words], env=env, stdout=subprocess.PIPE, check=False)
    if run.returncode != 0:
        problems.append(f"{words} exits with {run.returncode}")
    return run.stdout


def mean(values):
    return sum(values) / len(values) if len(values) >= 5 else None


def entries_of(journal):
    """What the generator's headers say, read without kindly."""
    found = []
    for path in sorted(glob.glob(os.path.join(journal, "*", "*", "*.md"))):
        with open(path, encoding="utf-8") as file:
            header = file.read().split("---\n")[1]
        one = dict(re.findall(r"^(\w+): (.+)$", header, re.M))
        listed = re.search(r"^themes:\n((?:  - .*\n)+)", header, re.M)
        themes = re.findall(r"  - (\S+)", listed.group(1)) if listed else re.findall(r"[\w-]+", one["themes"])
        date = datetime.datetime.fromisoformat(one["date"])
        change = int(one["after"]) - int(one["before"]) if "before" in one and one["occasion"] != "calm" else None
        found.append({"date": date, "theme": themes, "feeling": re.findall(r"[\w-]+", one["feelings"]), "occasion": [one["occasion"]],
                      "form": [one["form"]], "month": [f"{date:%Y-%m}"], "week": ["{}-W{:02}".format(*date.isocalendar())], "change": change})
    return found


def rows_of(entries, by):
    groups = collections.defaultdict(list)
    for entry in entries:
        for key in entry[by]:
            groups[key].append(entry["change"])
    rows = []
    for key in sorted(groups):
        changes = [change for change in groups[key] if change is not None]
        rows.append((key, len(groups[key]), len(changes), mean(changes), statistics.median(changes) if changes else None))
    return rows if by in ("week", "month") else sorted(rows, key=lambda row: -row[1])


def number(text):
    return float(text) if text else None


def rows_said(journal, by, *more):
    text = kindly(journal, "stats", "--by", by, "--format", "csv", *more).decode()
    read = list(csv.DictReader(io.StringIO(text, newline="")))
    return [(row["id"], int(row["n"]), int(row["rated"]), number(row["change"]), number(row["median"])) for row in read]


def compare_with_truth(journal, truth, name):
    said = json.loads(kindly(journal, "stats", "--json"))
    for key in ("entries", "open", "calm"):
        check(f"{name} {key}", said[key], truth[key])
    for key in ("themes", "feelings", "occasions", "forms"):
        check(f"{name} {key}", {group["id"]: group["n"] for group in said[key]}, truth[key])
    distress, real = said["distress"], truth["distress"]
    for key in ("n", "better", "same", "worse"):
        check(f"{name} {key}", distress[key], real[key])
    for key in ("before", "after", "change"):
        check(f"{name} mean {key}", distress[key]["mean"], real[key + "_sum"] / real["n"] if real["n"] >= 5 else None)
    check(f"{name} median change", distress["change"]["median"], real["change_median"])
    for key in ("n", "unrecovered", "median_hours"):
        check(f"{name} recovery {key}", said["recovery"][key], truth["recovery"][key])


def compare_groups(journal, name):
    entries = entries_of(journal)
    for by in ("theme", "feeling", "occasion", "form", "week", "month"):
        for said, real in zip(rows_said(journal, by), rows_of(entries, by), strict=True):
            for got, wanted in zip(said, real):
                check(f"{name} --by {by} {real[0]}", got, wanted)
    since, until = datetime.date(2026, 3, 29), datetime.date(2026, 10, 25)
    within = [entry for entry in entries if since <= entry["date"].date() <= until]
    for words, fits in ((("--theme", "work"), lambda entry: "work" in entry["theme"]), (("--form", "letter"), lambda entry: "letter" in entry["form"]),
                        (("--occasion", "calm"), lambda entry: "calm" in entry["occasion"])):
        wanted = rows_of(list(filter(fits, within)), "month")
        period = ("--since", str(since), "--until", str(until))
        check(f"{name} {words}", [row[:3] for row in rows_said(journal, "month", *words, *period)], [row[:3] for row in wanted])


def compare_bytes(journal, other):
    """The same files written in another order, other locales, other zones: the same bytes."""
    for path in sorted(glob.glob(os.path.join(journal, "*", "*", "*.md")), reverse=True):
        copy = os.path.join(other, os.path.relpath(path, journal))
        os.makedirs(os.path.dirname(copy), exist_ok=True)
        shutil.copyfile(path, copy)
    worlds = [{"LC_ALL": "C"}, {"LC_ALL": "de_DE.UTF-8", "TZ": "Pacific/Auckland"}, {"LC_ALL": "tr_TR.UTF-8", "TZ": "America/St_Johns"}]
    for by in GROUPINGS:
        for form in ("json", "jsonl", "csv", "tsv"):
            words = ("stats", "--by", by, "--format", form)
            first = kindly(journal, *words)
            for world in worlds:
                check(f"{words} in {world}", kindly(other, *words, **world) == first, True)
    for world in worlds[1:]:
        check(f"the text in {world}", kindly(other, "stats", **world) == kindly(journal, "stats"), True)


def main():
    if not os.path.exists(MAKER):
        print("skipped: no ../shared/perf/gen_journal.py beside the project")
        return 77
    with tempfile.TemporaryDirectory() as place:
        for seed, size in JOURNALS:
            journal, expected = os.path.join(place, f"{seed}-{size}"), os.path.join(place, "expected.json")
            os.mkdir(journal)
            subprocess.run([sys.executable, MAKER, journal, "--entries", str(size), "--seed", str(seed), "--years", "2", "--expect", expected], check=True)
            with open(expected, encoding="utf-8") as file:
                compare_with_truth(journal, json.load(file), f"{size} entries of seed {seed}:")
            compare_groups(journal, f"{size} entries of seed {seed}:")
        compare_bytes(os.path.join(place, "1-400"), os.path.join(place, "other"))
    for problem in problems[:20]:
        print("failed:", problem)
    print(f"{passed} passed, {len(problems)} failed")
    return 1 if problems or passed < 1000 else 0


sys.exit(main())
