#!/usr/bin/env python3
"""Whether the pages and plots that kindly makes are well-formed, whatever is in a journal.
    pages.py KINDLY [FOLDER]

Every element of a page is closed, ids are its own and those that are referred to are
there, drawings and SVG files are XML, and nothing runs or is fetched. The pages are left
in FOLDER for a browser (tests/web.sh).
"""
import os
import subprocess
import sys
import tempfile
import xml.etree.ElementTree as ElementTree
from html.parser import HTMLParser

KINDLY = os.path.abspath(sys.argv[1])
FOLDER = sys.argv[2] if len(sys.argv) > 2 else None
PLOTS = ["change", "themes", "feelings", "calendar", "recovery"]
VOID = {"meta", "br", "hr", "img", "link", "input"}
HOSTILE = ['</text></svg><script>alert(1)</script>', '"&amp;\'', "]]>", "<!--",
           "\\u0001\\u202e\\uffff\\e[31m", "日本語のとても長い言葉のテーマです", "x" * 300]


class Page(HTMLParser):
    def __init__(self, text):
        super().__init__()
        self.stack, self.ids, self.wanted, self.problems = [], [], [], []
        self.feed(text)
        self.close()
        if self.stack:
            self.problems.append(f"left open: {self.stack}")
        for name in {name for name in self.ids if self.ids.count(name) > 1}:
            self.problems.append(f"id {name} is there twice")
        for name in set(self.wanted) - set(self.ids):
            self.problems.append(f"id {name} is not there")

    def handle_starttag(self, tag, attrs):
        if tag not in VOID:
            self.stack.append(tag)
        for name, value in attrs:
            if name == "id":
                self.ids.append(value)
            if name == "aria-labelledby":
                self.wanted += value.split()
            if name in ("src", "href", "action") or name.startswith("on"):
                self.problems.append(f"<{tag} {name}={value}>")
        if tag in ("script", "link", "iframe", "object", "img"):
            self.problems.append(f"<{tag}>")

    def handle_startendtag(self, tag, attrs):
        self.handle_starttag(tag, attrs)
        self.handle_endtag(tag)

    def handle_endtag(self, tag):
        if not self.stack or self.stack.pop() != tag:
            self.problems.append(f"</{tag}> closes something else")


SENTENCES = [f"You had {word} on your side that day, and you may say so without waiting for anybody to ask, "
             "because it took something to stay in the room until the end." for word in
             ("patience", "<b>courage</b>", "curiosity", "stubbornness", "humour", "friends")]


def write(root, number, day, lines, kind="It."):
    folder = os.path.join(root, "journal", day[:4], day[5:7])
    os.makedirs(folder, exist_ok=True)
    with open(os.path.join(folder, f"{day}-100000-a{number:03}.md"), "w") as out:
        out.write(f"---\nkindly: 1\ndate: {day}T10:00:00+01:00\n{lines}---\n\n## Kind words\n\n{kind}\n")


def journals(root):
    """{name: how it is filled}; ratings and days come from the number of the entry."""
    def rated(number):
        return (f"occasion: {'calm' if number % 9 == 8 else 'mistake'}\nbefore: {number % 7 + 4}\n"
                f"after: {number % 5 + 2}\nminutes: 9\nthemes: [work, own-{number % 11}]\n"
                f"feelings: [ashamed, tired, mine-{number % 13}]\n")

    def fill(count, days):
        for number in range(count):
            day = number * days
            write(root, number % 1000, f"{2016 + day // 336}-{day % 336 // 28 + 1:02}-{day % 28 + 1:02}",
                  rated(number), SENTENCES[number % len(SENTENCES)])
        os.makedirs(os.path.join(root, "journal", "themes"), exist_ok=True)
        with open(os.path.join(root, "journal", "themes", "mine.toml"), "w") as out:
            out.write('[pack]\nid = "mine"\ntitle = "Mine"\naxis = "life"\ndescription = "Kept."\n'
                      'language = "en"\nversion = 1\n')
            for text in SENTENCES:
                out.write(f'[[phrase]]\ntext = "{text}"\nrole = "kindness"\ntone = "plain"\n')

    def hostile():
        for number, text in enumerate(HOSTILE):
            quoted = text.replace('"', '\\"')
            write(root, number, f"2026-11-{number + 1:02}",
                  f'before: 8\nafter: 9\noccasion: "{quoted}"\nform: "{quoted}"\nthemes: ["{quoted}"]\n'
                  f'feelings: ["{quoted}"]\n')

    return {"empty": lambda: None, "three": lambda: fill(3, 2), "weeks": lambda: fill(60, 1),
            "years": lambda: fill(600, 6), "hostile": hostile,
            "unrated": lambda: write(root, 1, "2026-11-02", ""),
            "edges": lambda: [write(root, n, day, "before: 1\nafter: 10\n") for n, day in
                              enumerate(["0001-01-02", "1970-01-01", "9999-12-30"])]}


def problems_of(env, words):
    done = subprocess.run([KINDLY, "stats", *words], env=env, capture_output=True, stdin=subprocess.DEVNULL)
    text = done.stdout.decode()
    if words[0] == "--svg" and done.returncode == 1 and not text:
        return []  # nothing to draw
    if done.returncode != 0:
        return [f"exit {done.returncode}: {done.stderr.decode()}"]
    if words[0] == "--svg":
        try:
            ElementTree.fromstring(text.encode())
        except ElementTree.ParseError as problem:
            return [f"no XML: {problem}"]
        return ["loads something"] if "url(" in text or "href" in text or "<script" in text else []
    found = Page(text).problems
    for part in text.split("<svg ")[1:]:
        try:
            ElementTree.fromstring("<svg " + part.split("</svg>")[0] + "</svg>")
        except ElementTree.ParseError as problem:
            found.append(f"a drawing is no XML: {problem}")
    return found


def main():
    passed = failed = 0
    for name in journals(""):
        with tempfile.TemporaryDirectory() as root:
            journals(root)[name]()
            env = {"HOME": root, "KINDLY_JOURNAL": root + "/journal", "KINDLY_NOW": "2026-11-23T15:12:04+01:00"}
            for words in [["--html", "-"]] + [["--svg", plot] for plot in PLOTS]:
                for more in ([], ["--with-words"]):
                    found = problems_of(env, words + more)
                    passed += not found
                    failed += bool(found)
                    for problem in found:
                        print(f"{name} {words + more}: {problem}")
            if FOLDER:
                subprocess.run([KINDLY, "-q", "stats", "--html", f"{FOLDER}/{name}.html", "--with-words"],
                               env=env, check=True)
    print(f"{passed} passed, {failed} failed")
    return 1 if failed else 0


sys.exit(main())
