#!/usr/bin/env python3
"""Whether `kindly stats` says what is true of made-up journals.
    truth.py KINDLY

The journals come from ../shared/perf/gen_journal.py, which also tells what is true of
them; where that does not stand beside the project, this says `skipped`. What it does not
tell (the groups' ratings, weeks, filters) is counted here, from the files. Then the same
journal is written in another order, and read in other locales and time zones.

A journal with an entry of every odd kind needs no generator: all that JSON and every
table say of it is counted here anew.
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
import unicodedata

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


def copy_backwards(journal, other, kinds):
    for kind in kinds:
        for path in sorted(glob.glob(os.path.join(journal, kind)), reverse=True):
            copy = os.path.join(other, os.path.relpath(path, journal))
            os.makedirs(os.path.dirname(copy), exist_ok=True)
            shutil.copyfile(path, copy)


def compare_bytes(journal, other):
    """The same files written in another order, other locales, other zones: the same bytes."""
    copy_backwards(journal, other, ["*/*/*.md", "themes/*.toml"])
    worlds = [{"LC_ALL": "C"}, {"LC_ALL": "de_DE.UTF-8", "TZ": "Pacific/Auckland"}, {"LC_ALL": "tr_TR.UTF-8", "TZ": "America/St_Johns"}]
    for by in GROUPINGS:
        for form in ("json", "jsonl", "csv", "tsv"):
            words = ("stats", "--by", by, "--format", form)
            first = kindly(journal, *words)
            for world in worlds:
                check(f"{words} in {world}", kindly(other, *words, **world) == first, True)
    for world in worlds[1:]:
        check(f"the text in {world}", kindly(other, "stats", **world) == kindly(journal, "stats"), True)


OWN_PHRASE = "You stayed in the room until the end."
OWN_PACK = f"""[pack]
id = "mine"
title = "Mine"
axis = "life"
description = "Kept."
language = "en"
version = 1
[[phrase]]
text = "{OWN_PHRASE}"
role = "kindness"
tone = "warm"
"""
KIND = f"It is late. {OWN_PHRASE} Sleep."
# (date, what the header has, the kind words); critical thoughts are in all but the last.
ODD = [
    ("2026-10-05T10:00:00+02:00", {}, "So."),  # nothing but a date
    ("2026-10-06T10:00:00+02:00", {"before": 8, "themes": ["work"]}, None),  # open, unrated after
    ("2026-10-06T10:00:00+02:00", {"after": 1, "minutes": 5, "themes": ["work", "approval"]}, "So."),  # after without before
    ("2026-10-07T10:00:00+02:00", {"occasion": "calm", "before": 9, "after": 1, "minutes": 5, "themes": ["work", "approval"]}, KIND),
    ("2026-11-22T10:00:00+01:00", {"occasion": "calm"}, KIND),
    ("2026-10-08T10:00:00+02:00", {"form": "letter", "age": 9, "occasion": "criticism", "before": 6, "after": 8, "minutes": 12, "themes": ["approval", "work", "money"]}, KIND),
    ("2026-10-09T10:00:00+02:00", {"form": "song", "occasion": "flood", "before": 5, "after": 5, "themes": ["=1+1", "of my own, \u00e9"]}, "So."),
    ("2027-05-01T10:00:00+02:00", {"form": "dialogue", "occasion": "mistake", "before": 10, "after": 5, "minutes": 30, "themes": ["Work", "work"]}, KIND),  # to come
    ("2026-10-10T10:00:00+02:00", {"before": 8, "later": [("2026-10-10T09:00:00+02:00", 1), ("2026-10-10T22:00:00+02:00", 4)]}, "So."),  # a slip, then 12 hours
    ("2026-10-11T10:00:00+02:00", {"before": 8, "later": [("2026-10-12T10:00:00+02:00", 2), ("2026-10-11T22:00:01+02:00", 5)]}, "So."),  # too late to be a pair
    ("2026-10-12T10:00:00+02:00", {"before": 8, "later": [("2026-10-01T10:00:00+02:00", 1)]}, "So."),  # only a slip
    ("2026-10-13T10:00:00+02:00", {"before": 7, "after": 3, "feelings": ["M\u00fcde", "ashamed"]}, KIND),  # half, at no time that is known
    ("2026-10-13T10:00:00+02:00", {"before": 7, "after": 4, "feelings": ["mude"], "themes": ["approval", "work"]}, KIND),  # not half: 3.5
    ("2026-10-14T10:00:00+02:00", {"before": 7, "after": 3, "later": [("2026-10-15T10:00:00+02:00", 2)], "feelings": ["MUDE"], "themes": ["approval", "work"]}, "So."),
    ("2026-03-29T01:59:59+01:00", {"before": 9, "after": 8, "minutes": 1, "later": [("2026-03-29T03:00:00+02:00", 4)], "themes": ["approval", "work"]}, "So."),  # a second later
    ("2026-10-25T02:30:00+02:00", {"before": 6, "after": 6, "minutes": 9, "later": [("2026-10-25T03:30:00+01:00", 3)], "themes": ["approval", "work"]}, KIND),  # two hours
    ("2026-10-25T02:30:00+01:00", {"before": 2, "after": 10, "minutes": 9, "themes": ["work"]}, "So."),
    ("2026-11-01T00:30:00+13:45", {"before": 4, "after": 2, "minutes": 0, "themes": ["work"]}, "So."),  # still October elsewhere
    ("2026-10-31T23:30:00-09:30", {"before": 4, "after": 1, "minutes": 90, "themes": ["work", "social"]}, KIND),  # before it, and after it on the clock
    ("2025-12-29T03:59:59+01:00", {"before": 5, "after": 4, "minutes": 7, "form": "rewrite"}, "So."),  # 2026-W01, or W52 if the day begins at four
    ("2024-02-29T12:00:00+01:00", {"before": 5, "after": 3, "minutes": 7, "occasion": "anxious"}, None),
]


def write_odd(journal):
    """Two of these files have the same id, and one stands in a folder of another year."""
    os.makedirs(os.path.join(journal, "themes"))
    with open(os.path.join(journal, "themes", "mine.toml"), "w", encoding="utf-8") as file:
        file.write(OWN_PACK)
    for number, (date, keys, kind) in enumerate(ODD):
        folder = os.path.join(journal, "1999" if number == 3 else date[:4], date[5:7])
        os.makedirs(folder, exist_ok=True)
        stem = "2026-10-07-100000-aaaa" if number in (3, 4) else f"{date[:10]}-1000{number:02}-a{number:03}"
        lines = [f"kindly: 1\ndate: {date}"]
        for key, value in keys.items():
            if key == "later":
                lines.append("later:" + "".join(f"\n  - {{at: {at}, distress: {rating}}}" for at, rating in value))
            else:
                lines.append(f"{key}: {json.dumps(value, ensure_ascii=False) if isinstance(value, list) else value}")
        critic = "" if number == len(ODD) - 1 else "\n## Critical thoughts\n\n> You fool.\n"
        said = "" if kind is None else f"\n## Kind words\n\n{kind}\n"
        with open(os.path.join(folder, stem + ".md"), "w", encoding="utf-8") as file:
            file.write("---\n" + "\n".join(lines) + "\n---\n" + critic + said)
    for name in ("notes.md", "2026-10-05-100000-zzzz.md.txt", "empty.md"):  # the person's other files
        with open(os.path.join(journal, "2026", "10", name), "w", encoding="utf-8") as file:
            file.write("" if name == "empty.md" else "# Notes\n\nbefore: 9\n")


def interval_of(values):
    values, n = sorted(values), len(values)
    rank = max((k + 1 for k in range(n // 2) if sum(math.comb(n, i) for i in range(k + 1)) / 2**n <= 0.025), default=0)
    return {"low": values[rank - 1], "high": values[n - rank]} if rank else None


def middle(values):
    return statistics.median(values) if values else None


def odd_entries(day_starts, first_weekday):
    for number, (date, keys, kind) in enumerate(ODD):
        at = datetime.datetime.fromisoformat(date)
        before, after, hours = keys.get("before"), keys.get("after"), None
        later = sorted((datetime.datetime.fromisoformat(when), rating) for when, rating in keys.get("later", []))
        later = [one for one in later if one[0] >= at]
        second = after if after is not None else next((rating for when, rating in later[:1] if when - at <= datetime.timedelta(hours=12)), None)
        is_calm = keys.get("occasion") == "calm"
        dated = list(later)
        if after is not None and "minutes" in keys:
            dated.append((at + datetime.timedelta(minutes=keys["minutes"]), after))
        dated = [((when - at).total_seconds() / 3600, rating) for when, rating in sorted(dated)]
        recovery = None
        if before and not is_calm and (after or later):
            hours = next((waited for waited, rating in dated if rating * 2 <= before), None)
            recovery = ("there" if hours is not None else "undated" if after and after * 2 <= before else "waiting",
                        hours if hours is not None else max((waited for waited, _ in dated), default=0))
        day = (at.replace(tzinfo=None) - datetime.timedelta(hours=day_starts)).date()
        week = day - datetime.timedelta(days=(day.weekday() - first_weekday) % 7) + datetime.timedelta(days=3)
        themes, has_own = keys.get("themes", []), OWN_PHRASE in (kind or "")
        own = [OWN_PHRASE] if has_own else []
        yield {"at": at, "date": date, "before": before, "second": second, "recovery": recovery, "is_calm": is_calm, "day": day,
               "pair_rated": before is not None and second is not None and not is_calm,
               "open": kind is None and number != len(ODD) - 1,
               "theme": themes, "feeling": keys.get("feelings", []), "occasion": [keys["occasion"]] if "occasion" in keys else [],
               "form": [keys.get("form", "script")], "tone": ["warm"] * has_own, "role": ["kindness"] * has_own, "phrase": own, "mine": own,
               "pair": [f"{critic}+{life}" for critic in themes if critic == "approval" for life in themes if life.lower() in ("work", "money", "social")],
               "week": ["{}-W{:02}".format(*week.isocalendar())], "month": [f"{day:%Y-%m}"]}


def odd_groups(entries, by):
    groups = {}
    for entry in entries:
        seen = set()
        for word in entry[by]:
            folded = "".join(c for c in unicodedata.normalize("NFD", word) if not unicodedata.combining(c)).casefold()
            group = groups.setdefault(folded, {"spellings": [], "n": 0, "changes": []})
            group["spellings"].append((-entry["at"].timestamp(), word))  # the newest, and the smaller one of a second
            if folded not in seen:
                group["n"] += 1
                group["changes"] += [entry["second"] - entry["before"]] if entry["pair_rated"] else []
            seen.add(folded)
    rows = [{"id": min(group["spellings"])[1], "n": group["n"], "rated": len(group["changes"]), "change": mean(group["changes"]),
             "median": middle(group["changes"]), "interval": interval_of(group["changes"])} for group in groups.values()]
    return sorted(rows, key=lambda row: row["id"] if by in ("week", "month") else (-row["n"], row["id"].encode()))


def half_come(waits, least=5):
    left = 1.0
    for hours in sorted({hours for state, hours in waits if state == "there"}):
        watched = sum(1 for _, waited in waits if waited >= hours)
        if watched < least:
            return None
        left *= 1 - sum(1 for state, waited in waits if state == "there" and waited == hours) / watched
        if left <= 0.5 + 1e-9:
            return hours
    return None


def compare_odd(journal, name, day_starts=0, first_weekday=0, **environment):
    entries = list(odd_entries(day_starts, first_weekday))
    rated = [entry for entry in entries if entry["pair_rated"]]
    columns = {"before": [entry["before"] for entry in rated], "after": [entry["second"] for entry in rated],
               "change": [entry["second"] - entry["before"] for entry in rated]}
    states = [entry["recovery"] for entry in entries if entry["recovery"]]
    there = [hours for state, hours in states if state == "there"]
    waits = [one for one in states if one[0] != "undated"]
    today = datetime.date(2026, 11, 23)
    wanted = {
        "from": min(entries, key=lambda entry: entry["at"])["date"], "to": max(entries, key=lambda entry: entry["at"])["date"],
        "entries": len(entries), "open": sum(entry["open"] for entry in entries), "calm": sum(entry["is_calm"] for entry in entries),
        "distress": {"n": len(rated), **{key: {"mean": mean(values), "median": middle(values)} for key, values in columns.items()},
                     "better": sum(one < 0 for one in columns["change"]), "same": columns["change"].count(0),
                     "worse": sum(one > 0 for one in columns["change"]), "interval": interval_of(columns["change"])},
        "recovery": {"n": len(there), "unrecovered": len(waits) - len(there), "median_hours": middle(there), "undated": len(states) - len(waits),
                     "half_there_hours": half_come(waits)}}
    said = json.loads(kindly(journal, "stats", "--json", **environment))
    for key, value in wanted.items():
        check(f"{name} {key}", said[key], value)
    check(f"{name} practice", said["practice"]["last_28_days"], sum(entry["is_calm"] and 0 <= (today - entry["day"]).days < 28 for entry in entries))
    for by in GROUPINGS:
        groups = odd_groups(entries, by)
        check(f"{name} {by} has groups", bool(groups), True)
        key = by if by == "mine" else by + "s"
        check(f"{name} {key}", json.loads(kindly(journal, "stats", "--json", "--by", by, **environment))[key], groups)
        lines = kindly(journal, "stats", "--jsonl", "--by", by, **environment).decode().splitlines()
        check(f"{name} {key} as lines", [json.loads(line) for line in lines], groups)
        flat = [[("'" if group["id"][0] == "=" else "") + group["id"], group["n"], group["rated"], group["change"], group["median"],
                 *(group["interval"] or {"low": None, "high": None}).values()] for group in groups]
        for form, dialect in (("csv", {}), ("tsv", {"delimiter": "\t", "quoting": csv.QUOTE_NONE})):
            text = kindly(journal, "stats", "--by", by, "--format", form, **environment).decode()
            rows = list(csv.reader(io.StringIO(text, newline=""), **dialect))
            check(f"{name} {form} names", rows[0], ["id", "n", "rated", "change", "median", "low", "high"])
            check(f"{name} {key} as {form}", [row[:1] + [number(cell) for cell in row[1:]] for row in rows[1:]], flat)


def odd_journal(place):
    journal = os.path.join(place, "odd")
    write_odd(journal)
    compare_odd(journal, "odd:")
    config = os.path.join(place, "config.toml")
    with open(config, "w", encoding="utf-8") as file:
        file.write('day_starts = "04:00"\nweek_start = "sunday"\n')
    compare_odd(journal, "odd, from Sunday, four o'clock:", day_starts=4, first_weekday=6, KINDLY_CONFIG=config)
    compare_bytes(journal, os.path.join(place, "odd-backwards"))


def tell():
    for problem in problems[:20]:
        print("failed:", problem)
    print(f"{passed} passed, {len(problems)} failed")
    return 1 if problems else 0


def main():
    with tempfile.TemporaryDirectory() as place:
        odd_journal(place)
    if not os.path.exists(MAKER):
        print("skipped, but for the odd journal: no ../shared/perf/gen_journal.py beside the project")
        return tell() or 77
    with tempfile.TemporaryDirectory() as place:
        for seed, size in JOURNALS:
            journal, expected = os.path.join(place, f"{seed}-{size}"), os.path.join(place, "expected.json")
            os.mkdir(journal)
            subprocess.run([sys.executable, MAKER, journal, "--entries", str(size), "--seed", str(seed), "--years", "2", "--expect", expected], check=True)
            with open(expected, encoding="utf-8") as file:
                compare_with_truth(journal, json.load(file), f"{size} entries of seed {seed}:")
            compare_groups(journal, f"{size} entries of seed {seed}:")
        compare_bytes(os.path.join(place, "1-400"), os.path.join(place, "other"))
    return tell() or passed < 1000


sys.exit(main())
