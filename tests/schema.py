#!/usr/bin/env python3
"""Whether `kindly stats --json` keeps to examples/stats.schema.json, and kindly-stats(1) tells of
every field in it.
    schema.py KINDLY [FOLDER]

The documents are left in FOLDER for another reader of schemas (tests/web.sh). Without
python3-jsonschema this says `skipped`.
"""
import copy
import json
import os
import subprocess
import sys
import tempfile

HERE = os.path.dirname(os.path.abspath(__file__))
KINDLY = os.path.abspath(sys.argv[1])
FOLDER = sys.argv[2] if len(sys.argv) > 2 else None
ODD = [
    "before: 8\nafter: 2\nminutes: 20\nthemes: [approval, work]\nfeelings: [sad]\noccasion: mistake\n",
    "before: 8\nafter: 9\nthemes: [work, 'of my own']\nfeelings: ['=1', 'müde, sehr']\noccasion: criticism\n",
    "before: 7\n", "after: 3\n", "form: letter\nage: 9\nbefore: 5\nafter: 5\n", "form: song\noccasion: flood\nthemes: []\n",
    "occasion: calm\nbefore: 4\nafter: 2\n", "before: 9\nlater:\n  - {at: 2026-11-20T12:00:00+01:00, distress: 4}\n",
    "before: 6\nafter: 3\n", "before: 6\nafter: 4\nthemes: [work]\n", "before: 6\nafter: 6\nthemes: [work]\n", "before: 6\nafter: 5\nthemes: [work]\n",
    "before: 3\nafter: 1\nthemes: [work]\n",
]


def documents(place):
    """(name, text) of JSON that kindly gives, from nothing to entries of every kind."""
    for count in (0, 1, 4, 6, len(ODD)):
        journal = os.path.join(place, str(count), "2026", "11")
        os.makedirs(journal)
        for number, header in enumerate(ODD[:count]):
            with open(os.path.join(journal, f"2026-11-20-10{number:02}00-aaaa.md"), "w", encoding="utf-8") as file:
                file.write(f"---\nkindly: 1\ndate: 2026-11-20T10:{number:02}:00+01:00\n{header}---\n\n## Critical thoughts\n\n> You fool.\n")
        env = {"HOME": place, "KINDLY_JOURNAL": os.path.join(place, str(count)), "KINDLY_NOW": "2026-11-23T15:12:04+01:00", "XDG_DATA_DIRS": place}
        for by in (None, "week", "month", "pair"):
            words = ["stats", "--json"] + (["--by", by] if by else [])
            yield f"{count}-{by}.json", subprocess.run([KINDLY, *words], env=env, stdout=subprocess.PIPE, check=True).stdout.decode()


def fields(schema, definitions, path=""):
    """Every field's path, lists' items once."""
    while "$ref" in schema:
        schema = definitions[schema["$ref"].rsplit("/", 1)[1]]
    for name, below in schema.get("properties", {}).items():
        yield path + name
        yield from fields(below, definitions, path + name + ".")
    if "items" in schema:
        yield from fields(schema["items"], definitions, path[:-1] + "[].")


def main():
    with open(os.path.join(HERE, "..", "examples", "stats.schema.json"), encoding="utf-8") as file:
        schema = json.load(file)
    with open(os.path.join(HERE, "..", "man", "kindly-stats.1"), encoding="utf-8") as file:
        page = file.read().split(".SH JSON\n")[1].split(".SH EXAMPLES")[0].replace("\\-", "-")
    lists = [name for name, below in schema["properties"].items() if below.get("$ref") == "#/$defs/groups"]
    problems = []
    for path in fields(schema, schema["$defs"]):
        first = path.split("[")[0]
        told = [path, path.rsplit(".", 1)[-1]] + ([path.replace(first, "themes", 1)] if first in lists and first != path else [])
        if not any(f"\\fB{name}\\fR" in page for name in told) and f"\\fB{path}." not in page:
            problems.append(f"kindly-stats(1) does not tell of {path}")
    try:
        import jsonschema
    except ImportError:
        print("skipped: no jsonschema (package python3-jsonschema)")
        return 77
    jsonschema.Draft202012Validator.check_schema(schema)
    validator = jsonschema.Draft202012Validator(schema)
    count = 0
    with tempfile.TemporaryDirectory() as place:
        for name, text in documents(place):
            count += 1
            document = json.loads(text)
            problems += [f"{name}: {'/'.join(map(str, error.path))}: {error.message}" for error in validator.iter_errors(document)]
            if FOLDER:
                with open(os.path.join(FOLDER, name), "w", encoding="utf-8") as file:
                    file.write(text)
    # A schema that takes anything would pass as well.
    for spoil in (lambda d: d.pop("open"), lambda d: d.update(entries=-1), lambda d: d.update(schema="kindly.stats/2"), lambda d: d["themes"][0].update(change="2"),
                  lambda d: d["themes"][0].update(rated=1), lambda d: d["distress"]["change"].update(mean=None), lambda d: d.update({"from": "yesterday"})):
        spoilt = copy.deepcopy(document)
        spoil(spoilt)
        if validator.is_valid(spoilt):
            problems.append(f"the schema takes what is wrong: {json.dumps(spoilt)[:300]}")
    for problem in problems:
        print("failed:", problem)
    print(f"{count} documents, {len(problems)} failed")
    return 1 if problems else 0


sys.exit(main())
