#!/usr/bin/env python3
"""Says what the tools found, from the JSON lines that they wrote.

    report.py line FILE PROMISE     one line for one run of a tool, and its first findings
    report.py total FOLDER          the last line, over all files of the folder
"""

import glob
import json
import sys

TOTALS = {  # what is counted how: everything else is "other"
    "lost": {"LOST", "GONE", "NOT-DURABLE", "RESURRECTED"},
    "torn": {"TORN", "BYTES", "MERGED"},
    'false "done"': {"FALSE-OK", "GUESSED"},
    "control bytes on a terminal": {"ESCAPE"},
}


def results_of(path):
    with open(path) as fh:
        return [json.loads(line) for line in fh]


def kinds_of(result):
    return [problem.split(":")[0] for problem in result["problems"]]


def say_line(path, promise):
    results = results_of(path)
    count = sum(r["count"] for r in results)
    told = sum(bool(r.get("told")) for r in results)
    bad = [r for r in results if r["problems"]]
    note = f" ({told} times there was no place left for the text, and it said so)" if told else ""
    print(f"{'FOUND' if bad else 'ok':5} {count:6}  {promise}{note}")
    for r in bad[:5]:
        print(f"               {r['label'][:100]}: {'; '.join(r['problems'])[:200]}")
    if len(bad) > 5:
        print(f"               and {len(bad) - 5} more")
    return 1 if bad or not count else 0


def say_total(folder):
    results = [r for path in glob.glob(folder + "/*.json") for r in results_of(path)]
    kinds = [kind for r in results for kind in kinds_of(r)]
    count = sum(r["count"] for r in results)
    parts = [f"{sum(k in those for k in kinds)} {name}" for name, those in TOTALS.items()]
    other = len(kinds) - sum(kind in those for kind in kinds for those in TOTALS.values())
    print(f"{count} faults, {', '.join(parts)}" + (f", {other} other findings" if other else ""))
    return 1 if kinds or not count else 0


if __name__ == "__main__":
    sys.exit(say_total(sys.argv[2]) if sys.argv[1] == "total" else say_line(sys.argv[2], sys.argv[3]))
