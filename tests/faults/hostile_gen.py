#!/usr/bin/env python3
"""Write hostile entries, journals, theme packs and configs into a folder.

    hostile_gen.py FOLDER [--big]

Every case is named after what it attacks:
    entry/NAME.md   tree/NAME/...   theme/NAME.toml   config/NAME.toml
MANIFEST.json says for each: kind, what it attacks, and what a good program does ("read":
must cope and show the rest; "refuse": must say what is wrong and touch nothing; "any":
either, but calmly). --big adds cases of 50 MB and more. Nothing here contains a working
exploit: payloads only leave marks (a file named PWNED, a clipboard text, a changed title)
that the runner can see.
"""

import argparse
import json
import os
import re
import socket

ESC, BEL = b"\x1b", b"\x07"
CASES: list[dict] = []
FM = b"---\nkindly: 1\nid: 2026-10-01T080000\ndate: 2026-10-01T08:00:00+01:00\ntitle: quiet\nbefore: 8\nafter: 3\nfeelings: [low]\n---\n\n"
BODY = b"## Situation\n\nI froze in the meeting.\n\nThat is human.\n\nEND-OF-ENTRY\n"


def b(x):
    return x if isinstance(x, bytes) else x.encode()


def mark(data):
    """Makes a header that is delimited as it should be kindly's own."""
    plain = data.startswith(b"---\n") and not data.startswith(b"---\nkindly:")
    return b"---\nkindly: 1\n" + data[4:] if plain else data


class Gen:
    def __init__(self, top, big):
        self.top, self.big = top, big
        for d in ("entry", "tree", "theme", "config"):
            os.makedirs(os.path.join(top, d), exist_ok=True)

    def put(self, kind, name, attacks, data, expect="any"):
        ext = {"entry": ".md", "theme": ".toml", "config": ".toml"}[kind]
        path = os.path.join(self.top, kind, name + ext)
        with open(path, "wb") as fh:
            fh.write(mark(b(data)) if kind == "entry" else b(data))
        CASES.append(
            dict(
                name=name, kind=kind, file=os.path.relpath(path, self.top), attacks=attacks,
                expect=expect,
            )
        )

    def fm(self, name, attacks, header, expect="any", body=BODY):
        date = b"date: 2026-10-01T08:00:00+01:00\n" if re.match(rb"[a-z]\w*:", b(header)) else b""
        self.put("entry", name, attacks, b"---\n" + date + b(header) + b"---\n" + body, expect)

    def body(self, name, attacks, text, expect="read"):
        self.put(
            "entry", name, attacks, FM + b"## Situation\n\n" + b(text) + b"\n\nEND-OF-ENTRY\n",
            expect,
        )

    def value(self, name, attacks, key, val, expect="any"):
        base = {
            "id": "2026-10-01T080000", "date": "2026-10-01T08:00:00+01:00", "title": "quiet",
            "before": "8", "after": "3", "themes": "[work]",
        }
        base[key] = val
        self.put(
            "entry", name, attacks,
            b"---\n" + b"".join(
                b(k) + b": " + b(v) + b"\n" for k, v in base.items()
            ) + b"---\n" + BODY,
            expect,
        )

    def tree(self, name, attacks, build, expect="read", post=""):
        d = os.path.join(self.top, "tree", name, "2026", "10")
        os.makedirs(d, exist_ok=True)
        with open(os.path.join(d, "2026-10-01T080000-good.md"), "wb") as fh:
            fh.write(FM + BODY)
        try:
            build(d)
        except (OSError, ValueError) as e:
            print(f"  skip tree {name}: {e}")
            return
        CASES.append(
            dict(
                name=name, kind="tree", file=os.path.join("tree", name), attacks=attacks,
                expect=expect, post=post,
            )
        )


def entries(g: Gen):
    g.put("entry", "control-good-entry", "nothing: the runner's own control", FM + BODY, "read")
    # ---- parser depth, size, expansion
    g.fm(
        "yaml-alias-billion-laughs", "walking or re-emitting aliases",
        "a0: &a0 [x,x,x,x,x,x,x,x,x]\n" + "".join(
            f"a{i}: &a{i} [{','.join(['*a%d' % (i - 1)] * 9)}]\n" for i in range(1, 10)
        ) + "before: 8\n",
    )
    g.fm(
        "yaml-anchor-inside-itself-seq", "recursion over a cyclic node", "a: &a [*a]\nbefore: 8\n",
    )
    g.fm(
        "yaml-anchor-inside-itself-map", "recursion over a cyclic node",
        "a: &a {b: *a}\nbefore: 8\n",
    )
    g.fm("yaml-alias-undefined", "error path for aliases", "a: *nope\nbefore: 8\n")
    g.fm("yaml-200k-anchors", "anchor table", "".join(f"k{i}: &a{i} v\n" for i in range(200000)))
    g.fm("yaml-deep-brackets-100k", "parser recursion", "a: " + "[" * 100000 + "\n")
    g.fm(
        "yaml-deep-brackets-490-closed",
        "recursion just under the parser's own limit, in a small stack",
        "a: " + "[" * 490 + "]" * 490 + "\nbefore: 8\n",
    )
    g.fm("yaml-deep-braces-100k", "parser recursion", "a: " + "{a: " * 100000 + "\n")
    g.fm("yaml-deep-indent-3k", "block recursion", "".join(" " * i + "a:\n" for i in range(3000)))
    g.fm("yaml-deep-dashes-20k", "compact sequence recursion", "a:\n" + "- " * 20000 + "x\n")
    g.fm("yaml-deep-question-marks-20k", "complex key recursion", "? " * 20000 + "x\n")
    g.fm(
        "yaml-million-lines", "memory and time of a full parse",
        "".join(f"k{i}: v\n" for i in range(1000000 if g.big else 200000)) + "before: 8\n",
    )
    g.fm("yaml-key-1MB", "key length limits", "k" * (1 << 20) + ": 1\nbefore: 8\n")
    g.fm("yaml-line-8MB", "single line buffers", "note: " + "x" * (8 << 20) + "\nbefore: 8\n")
    g.fm("yaml-comments-million", "comment skipping", "# c\n" * 1000000 + "before: 8\n")
    g.fm(
        "yaml-flow-entries-million", "flow parsing time",
        "a: [" + "x," * 1000000 + "]\nbefore: 8\n",
    )
    # ---- ambiguity: what 'rate' must not guess about
    g.fm(
        "yaml-duplicate-rating", "which of two keys is meant", "before: 8\nafter: 3\nafter: 9\n",
        "refuse",
    )
    g.fm(
        "yaml-duplicate-other-key", "silent loss of one of two", "title: a\ntitle: b\nbefore: 8\n",
    )
    g.fm(
        "yaml-merge-key", "values that are not where they seem",
        "base: &b {after: 9}\n<<: *b\nbefore: 8\n",
    )
    g.fm(
        "yaml-rating-by-alias", "editing the alias or the anchor",
        "x: &x 8\nbefore: *x\nafter: *x\n",
    )
    g.fm("yaml-rating-in-flow-root", "line-based editing", "{id: a, before: 8, after: 3}\n")
    g.fm(
        "yaml-rating-in-block-text", "a line that only looks like a key",
        "note: |\n  before: 1\n  after: 1\nbefore: 8\nafter: 3\n", "read",
    )
    g.fm(
        "yaml-rating-in-folded-quote", "a line that only looks like a key",
        "note: \"one\n  after: 1\n  two\"\nbefore: 8\nafter: 3\n",
    )
    g.fm("yaml-rating-quoted-key", "key spelling", "\"before\": 8\n'after': 3\n")
    g.fm("yaml-rating-complex-key", "key spelling", "? before\n: 8\n? after\n: 3\n")
    g.fm(
        "yaml-unterminated-double-quote", "lenient parser eats following keys",
        "title: \"oops\nbefore: 8\nafter: 3\n", "refuse",
    )
    g.fm(
        "yaml-unterminated-single-quote", "lenient parser eats following keys",
        "title: 'oops\nbefore: 8\nafter: 3\n", "refuse",
    )
    g.put(
        "entry", "frontmatter-never-closed", "end of header", b"---\nbefore: 8\nafter: 3\n" + BODY,
        "refuse",
    )
    g.put("entry", "frontmatter-only-opening-dashes", "end of header", b"---", "any")
    g.put("entry", "frontmatter-closed-by-dots", "end of header", b"---\nbefore: 8\n...\n" + BODY)
    g.put(
        "entry", "frontmatter-dashes-with-blanks", "delimiter spelling",
        b"--- \nbefore: 8\n---\t\n" + BODY,
    )
    g.put("entry", "frontmatter-after-blank-line", "delimiter position", b"\n" + FM + BODY)
    g.put(
        "entry", "frontmatter-second-one-in-body", "delimiter position",
        FM + b"## Situation\n\n---\nbefore: 1\nafter: 1\n---\nEND-OF-ENTRY\n", "read",
    )
    g.put(
        "entry", "frontmatter-inside-code-fence", "delimiter position",
        FM + b"## Situation\n\n```\n---\nafter: 1\n---\n```\nEND-OF-ENTRY\n", "read",
    )
    g.put(
        "entry", "frontmatter-rule-inside-block-text", "delimiter position",
        b"---\nnote: |\n  a\n  ---\n  b\nbefore: 8\nafter: 3\n---\n" + BODY,
    )
    g.put("entry", "frontmatter-list-root", "root type", b"---\n- before\n- 8\n---\n" + BODY)
    g.put("entry", "frontmatter-scalar-root", "root type", b"---\njust words\n---\n" + BODY)
    g.put("entry", "frontmatter-empty", "root type", b"---\n---\n" + BODY)
    g.put(
        "entry", "frontmatter-toml-plus-signs", "other tools' header style",
        b"+++\nbefore = 8\n+++\n" + BODY,
    )
    g.put(
        "entry", "frontmatter-two-documents", "multi document",
        b"---\nbefore: 8\n---\nbefore: 9\n---\n" + BODY,
    )
    g.put("entry", "file-empty", "empty file (disk full, sync placeholder)", b"")
    g.put(
        "entry", "file-all-nul-after-power-loss",
        "file of zeros as ext4/XFS leave after power loss", b"\0" * 4096, "refuse",
    )
    g.put(
        "entry", "file-git-merge-conflict", "conflict markers",
        b"---\nbefore: 8\n<<<<<<< HEAD\nafter: 3\n=======\nafter: 5\n>>>>>>> phone\n---\n" + BODY,
        "refuse",
    )
    g.put(
        "entry", "file-binary-png", "not text at all",
        b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 64,
    )
    # ---- values
    for n, v in [
        ("octal", "010"), ("octal-bad", "08"), ("hex", "0x8"), ("binary", "0b11"),
        ("sexagesimal", "1:30"), ("negative", "-3"), ("eleven", "11"),
        ("int64-overflow", "9223372036854775808"), ("500-digits", "9" * 500), ("float", "7.5"),
        ("nan", ".nan"), ("infinity", "-.inf"), ("exponent", "1e1"), ("underscore", "1_0"),
        ("plus", "+8"), ("norway-no", "no"), ("null", "~"), ("empty", ""),
        ("fullwidth-digit", "８"), ("arabic-digit", "٨"), ("comma", "7,5"), ("list", "[8]"),
        ("map", "{a: 8}"), ("tagged", "!!str 8"),
        ("tag-python", "!!python/object/apply:os.system ['touch PWNED']"),
        ("with-comment", "8 # was awful"),
    ]:
        g.value(f"rating-{n}", "number reading: no wrap, no guess, no crash", "before", v)
    for n, v in [
        ("feb-30", "2026-02-30"), ("year-99999", "99999-01-01"), ("year-minus", "-0044-03-15"),
        ("offset-99", "2026-10-01T08:00:00+99:99"), ("leap-second", "2016-12-31T23:59:60Z"),
        ("epoch-number", "1790000000"), ("gap-in-dst", "2027-03-28T01:30:00 Europe/London"),
        ("us-style", "10/01/2026"), ("words", "yesterday"), ("60KB", "2026-10-01" + "0" * 60000),
    ]:
        g.value(f"date-{n}", "date reading: no crash, no silent shift", "date", v)
    for n, v in [
        ("dotdot", "../../../../etc/passwd"), ("absolute", "/etc/passwd"), ("nul", '"a\\0b"'),
        ("newline", '"a\\nb"'), ("leading-dash", "--help"), ("tilde", "~root/x"),
        ("percent-format", "%n%s%s%s%n"), ("brace-format", "{0:>2000000000}"),
        ("shell", "$(touch PWNED)`touch PWNED`;touch PWNED"), ("4KB", "x" * 4096),
        ("collides-with-another-file", "2026-10-01T080000"),
    ]:
        g.value(f"id-{n}", "id used as file name, argument, format string or shell word", "id", v)
    for n, v in [
        ("dotdot", "../../../../etc/hostname"), ("absolute", "/dev/zero"), ("slash", "a/b"),
        ("dot", "."), ("empty", "''"), ("long", "t" * 5000),
    ]:
        g.value(f"theme-name-{n}", "theme name used as path", "themes", f"[{v}]")
    # ---- bytes
    g.value("bytes-nul-in-value", "C strings, lenient parser drops NUL", "title", b"qui\0et")
    g.value("bytes-invalid-utf8-in-value", "decoding", "title", b"\xff\xfe\xc0\x80")
    g.value(
        "bytes-overlong-slash", "decoding before path checks", "id", b"..\xc0\xaf..\xc0\xafetc",
    )
    g.value("bytes-cesu8-surrogate", "decoding", "title", b"\xed\xa0\xbd\xed\xb8\x80")
    g.value("bytes-noncharacter", "decoding", "title", "\ufffe\uffff\U0010ffff")
    g.put("entry", "bytes-bom", "first line match", b"\xef\xbb\xbf" + FM + BODY, "read")
    g.put(
        "entry", "bytes-utf16", "first line match; parser that guesses encodings",
        (FM + BODY).decode().encode("utf-16"),
    )
    g.put(
        "entry", "bytes-utf32", "first line match; parser that guesses encodings",
        (FM + BODY).decode().encode("utf-32"),
    )
    g.put(
        "entry", "bytes-latin1", "decoding",
        "---\nbefore: 8\nafter: 3\ntitle: Größe\n---\nfür mich\nEND-OF-ENTRY\n".encode("latin-1"),
    )
    g.put(
        "entry", "bytes-crlf", "line ends must survive an edit",
        (FM + BODY).replace(b"\n", b"\r\n"), "read",
    )
    g.put("entry", "bytes-cr-only", "line ends", (FM + BODY).replace(b"\n", b"\r"))
    g.put(
        "entry", "bytes-mixed-line-ends", "line ends must survive an edit",
        FM.replace(b"\nafter", b"\r\nafter") + BODY,
    )
    g.put(
        "entry", "bytes-nel-ls-ps", "other line separators",
        FM + "## Situation\n\na\u0085b\u2028c\u2029d\nEND-OF-ENTRY\n".encode(), "read",
    )
    g.fm("bytes-tab-indent", "tabs in YAML", "tags:\n\t- a\nbefore: 8\n")
    g.fm("bytes-percent-directive", "directives", "%YAML 9.9\nbefore: 8\n")
    # ---- terminal
    for n, t, why in [
        ("clear-screen", ESC + b"[2J" + ESC + b"[H", "hides what came before"),
        (
            "cursor-up-rewrite", b"x\n" + ESC + b"[10A" + ESC + b"[2Kall is saved",
            "forges the program's own words",
        ),
        ("osc52-clipboard", ESC + b"]52;c;UFdORUQ=" + BEL, "writes the clipboard"),
        ("osc52-st", ESC + b"]52;c;UFdORUQ=" + ESC + b"\\", "writes the clipboard"),
        ("osc0-title", ESC + b"]0;PWNED" + BEL, "changes the title"),
        (
            "osc8-link",
            ESC + b"]8;;file:///etc/passwd" + ESC + b"\\safe" + ESC + b"]8;;" + ESC + b"\\",
            "link that lies",
        ),
        ("osc1337-file", ESC + b"]1337;File=name=UFdORUQ=:AAAA" + BEL, "file transfer"),
        ("osc-unterminated", ESC + b"]0;", "swallows what follows"),
        ("osc7-cwd", ESC + b"]7;file:///tmp" + BEL, "changes where new tabs open"),
        (
            "dsr-report", ESC + b"[6n" + ESC + b"[c" + ESC + b"[>q",
            "makes the terminal type into the shell",
        ),
        (
            "title-report", ESC + b"]0;touch PWNED\r" + BEL + ESC + b"[21t",
            "makes the terminal type into the shell",
        ),
        (
            "dcs-request", ESC + b"P$q q" + ESC + b"\\" + ESC + b"P+q544e" + ESC + b"\\",
            "makes the terminal type into the shell",
        ),
        ("apc-kitty", ESC + b"_Gi=1,a=q;AAAA" + ESC + b"\\", "graphics"),
        ("sixel-bomb", ESC + b"Pq!999999999~" + ESC + b"\\", "terminal memory"),
        ("alt-screen", ESC + b"[?1049h", "hides the session"),
        ("mouse-tracking", ESC + b"[?1003h" + ESC + b"[?1006h", "garbage on every mouse move"),
        ("paste-bracket-off", ESC + b"[?2004l", "disarms paste protection"),
        ("invisible-text", ESC + b"[8m" + b"secret", "hidden text, colours left on"),
        ("reset", ESC + b"c", "full reset"),
        ("charset-shift", b"\x0e lqqk", "line drawing for ever"),
        ("c1-csi-raw-byte", b"\x9b2J", "8-bit CSI"),
        ("c1-osc-utf8", "\u009d52;c;UFdORUQ=\u009c".encode(), "8-bit OSC in valid UTF-8"),
        ("bell-storm", BEL * 5000, "noise"),
        ("backspace-overwrite", b"not " + b"\b" * 4 + b"sorry", "hides words"),
        ("carriage-return-overwrite", b"I am not ok\rI am fine   ", "hides words"),
        ("del-vt-ff", b"\x7f\x0b\x0c", "layout"),
        ("bidi-override", "abc \u202ekcehc\u202c".encode(), "text that reads other than it is"),
        ("bidi-isolate-open", "\u2067\u2066\u2068".encode(), "turns the rest of the screen round"),
        ("zalgo-100k", "e".encode() + "\u0301".encode() * 100000, "width and wrapping"),
        ("zero-width-100k", "\u200b".encode() * 100000, "width loops"),
        ("emoji-zwj-chain", ("👩" + "\u200d👩" * 20000).encode(), "grapheme loops"),
        (
            "tag-characters", "".join(chr(0xE0000 + ord(c)) for c in "hidden").encode(),
            "invisible text",
        ),
    ]:
        g.body("term-" + n, "terminal: " + why, t)
    g.value(
        "term-in-title", "terminal, through a header field in a list", "title",
        b'"' + b"\\e]52;c;UFdORUQ=\\a\\e[2J" + b'"',
    )
    g.value(
        "term-in-feeling", "terminal, through a word that lists and stats show", "feelings",
        b'["\\x1b[2J", "\\u009b2J"]',
    )
    # ---- size and shape of the body
    g.body("body-line-5MB", "wrapping, regular expressions on long lines", b"x" * (5 << 20))
    g.body(
        "body-line-40k-for-std-regex",
        "std::regex recursion (crashes from about 30,000 characters)", b"xy" * 20000,
    )
    g.body("body-words-million", "wrapping time", b"word " * 1000000)
    g.body("body-lines-million", "line handling", b"\n" * 1000000)
    g.put("entry", "body-no-final-newline", "end of file", FM + b"## Situation\n\nwords END-OF-ENTRY", "read")
    if g.big:
        g.body("body-100MB", "reading it all into memory", b"x" * 99 + b"\n", "any")
        open(
            os.path.join(g.top, "entry", "body-100MB.md"), "ab",
        ).write((b"x" * 99 + b"\n") * 1000000)
    # ---- Markdown renderers
    for n, t in [
        ("nested-quotes-50k", b"> " * 50000 + b"a"), ("open-brackets-50k", b"[" * 50000),
        ("image-brackets-40k", b"![[]()" * 40000),
        ("nested-lists-1k", b"".join(b"- " * i + b"a\n" for i in range(1000))),
        ("html-comments-50k", b"a" + b"<!--" * 50000),
        ("emphasis-60k", b"a_" * 60000 + b"**" * 60000),
        ("backticks", b"".join(b"e" + b"`" * i for i in range(2000))),
        ("table-20k-columns", b"|a" * 20000 + b"\n" + b"|-" * 20000 + b"\n|b\n" * 200),
        ("reference-amplification", b"[a]: /" + b"x" * 100000 + b"\n\n" + b"[a]" * 20000),
        ("tabs-and-indent", (b"    " * 1000 + b"- a\n") * 100),
    ]:
        g.body("markdown-" + n, "time or output of a Markdown renderer", t)
    # ---- sharing as HTML, CSV, JSON
    for n, t in [
        ("script", b"<script>alert(1)</script>"), ("img-onerror", b"<img src=x onerror=alert(1)>"),
        ("javascript-link", b"[help](javascript:alert(1))"),
        ("data-link", b"[x](data:text/html,<script>alert(1)</script>)"),
        ("svg-onload", b"<svg onload=alert(1)>"),
        ("style-exfiltration", b"<style>@import url(http://127.0.0.1/x)</style>"),
        ("remote-image", b"![x](http://127.0.0.1/pixel.gif)"),
        ("iframe", b"<iframe src=file:///etc/passwd></iframe>"),
        ("close-pre-and-title", b"</pre></title></textarea></body><script>alert(1)</script>"),
        ("entity-javascript", b"[a](&#106;avascript:alert(1))"),
        ("meta-refresh", b"<meta http-equiv=refresh content='0;url=http://127.0.0.1/'>"),
        ("attribute-break", b'" onmouseover="alert(1)'),
    ]:
        g.body("html-" + n, "HTML export", t)
        if n in ("script", "attribute-break"):
            g.value(
                "html-title-" + n, "HTML export through a header field", "title",
                b"'" + t.replace(b"'", b"''") + b"'",
            )
    for n, t in [
        ("equals", "=1+1"), ("plus", "+1+1"), ("minus", "-1+1"), ("at", "@SUM(1)"),
        ("tab", "\t=1+1"), ("cr", "\r=1+1"),
        ("hyperlink", '=HYPERLINK("http://127.0.0.1/?"&A1,"x")'),
        ("dde", "=cmd|'/c echo PWNED'!A1"), ("quote-newline", 'a"b\n=1+1,"'),
        ("fullwidth-equals", "＝1+1"), ("separator", "sep=;"),
    ]:
        g.value(
            "csv-" + n, "spreadsheet formula on export", "title",
            json.dumps(t, ensure_ascii=False),
        )
    g.value(
        "term-in-address", "terminal, through the address", "address",
        b'"' + b"\\e]0;PWNED\\a\\u202e" + b'"',
    )
    g.value(
        "term-in-form", "terminal, through a form nobody knows", "form", b'"' + b"\\e[2J" + b'"',
    )
    g.value(
        "rewrites-dotdot", "a link to another entry used as path", "rewrites",
        "../../../../etc/passwd",
    )
    g.value("voice-absolute", "a recording's name used as path", "voice", "/etc/passwd")
    for n, v in [
        ("not-a-list", "5"), ("no-distress", "[{at: 2026-10-02T08:00:00Z}]"),
        ("eleven", "[{at: 2026-10-02T08:00:00Z, distress: 11}]"),
        ("before-the-entry", "[{at: 1970-01-01T00:00:00Z, distress: 3}]"),
        ("nested-100", "[" * 100 + "]" * 100),
        ("10000", "[" + ", ".join(["{at: 2026-10-02T08:00:00Z, distress: 3}"] * 1000) + "]"),
    ]:
        g.value(f"later-{n}", "check-ins that are none", "later", v)
    g.value("json-line-separators", "JSON export", "title", '"a\\u2028b\\u2029c\\ud800"')
    g.value(
        "mail-header", "header-like export, mail body", "title",
        '"x\\r\\nBcc: a@example.org\\r\\n"',
    )


# A path longer than PATH_MAX; made by the runner, as few tools can copy it.
DEEP = """python3 -c '
import os
for i in range(60):
    os.mkdir("d" * 100)
    os.chdir("d" * 100)
open("a.md", "w").write("x")' """


def trees(g: Gen):
    good = FM + BODY
    W = lambda d, n, data=good: open(os.path.join(b(d), b(n)), "wb").write(data)
    for n, f in [
        ("newline", "a\nb.md"), ("invalid-utf8", b"\xff\xfe.md"),
        ("escape", "a\x1b]0;PWNED\x07.md"), ("leading-dash", "-rf.md"),
        ("looks-like-option", "--help.md"), ("only-blanks", "   .md"),
        ("255-bytes", "n" * 252 + ".md"), ("shell", "$(touch PWNED).md"),
        ("backtick", "`touch PWNED`.md"), ("semicolon", ";touch PWNED;.md"),
        ("quote", "a'b\"c.md"), ("glob", "*.md"), ("percent", "%n%s%x.md"),
        ("braces", "{0:>2000000000}{}.md"), ("backslash", "a\\b.md"), ("bidi", "a\u202edm.txt.md"),
        ("colon", "2026-10-01T08:00:00.md"), ("dots", "...md"), ("uppercase-ext", "A.MD"),
        ("tilde", "~.md"), ("hash", "#a#.md"),
    ]:
        g.tree("name-" + n, "file name handling", lambda d, f=f: W(d, f))
    g.tree(
        "name-nfc-and-nfd-twins", "two names that look the same",
        lambda d: (W(d, "caf\u00e9.md"), W(d, "cafe\u0301.md")),
    )
    g.tree(
        "name-case-twins", "two names one file on some systems",
        lambda d: (W(d, "Quiet.md"), W(d, "quiet.md")),
    )
    for n, f in [
        ("syncthing-conflict", "a.sync-conflict-20261101-120000-ABCDEFG.md"),
        ("dropbox-conflict", "a (Ann's conflicted copy 2026-11-01).md"),
        ("nextcloud-conflict", "a (conflicted copy 2026-11-01 120000).md"),
        ("syncthing-temp", ".syncthing.a.md.tmp"), ("vim-swap", ".a.md.swp"),
        ("backup-tilde", "a.md~"), ("emacs-autosave", "#a.md#"),
        ("nfs-sillyrename", ".nfs000000000012345600000001"),
        ("icloud-placeholder", ".a.md.icloud"), ("macos-resource-fork", "._a.md"),
        ("own-temp-left-by-a-kill", ".entry-123.tmp"),
    ]:
        g.tree(
            "sync-" + n, "other programs' files: not entries, not to be deleted", lambda d,
            f=f: W(d, f, good.replace(b"quiet", b"FROM-ELSEWHERE")),
        )
    g.tree(
        "same-id-in-two-files", "ambiguous id after a sync conflict",
        lambda d: (W(d, "x1.md"), W(d, "x2.md")),
    )
    g.tree(
        "special-emacs-lock-link", "dangling symlink as lock",
        lambda d: os.symlink("ann@host.123:456", d + "/.#2026-10-01T080000-good.md"),
    )
    g.tree(
        "special-fifo", "open() that never returns",
        lambda d: os.mkfifo(d + "/2026-10-02T080000-fifo.md"),
    )
    g.tree("special-socket", "not a file", lambda d: socket_at(d + "/s.md"))
    g.tree(
        "special-folder-named-like-entry", "not a file",
        lambda d: os.mkdir(d + "/2026-10-02T080000-dir.md"),
    )
    g.tree(
        "link-to-dev-zero", "endless file",
        lambda d: os.symlink("/dev/zero", d + "/2026-10-02T080000-zero.md"),
    )
    g.tree(
        "link-to-dev-tty", "reading the terminal",
        lambda d: os.symlink("/dev/tty", d + "/2026-10-02T080000-tty.md"),
    )
    g.tree(
        "link-to-proc-environ", "leaking other files into an export",
        lambda d: os.symlink("/proc/self/environ", d + "/2026-10-02T080000-env.md"),
    )
    g.tree(
        "link-to-etc-passwd", "leaking other files into an export",
        lambda d: os.symlink("/etc/passwd", d + "/2026-10-02T080000-pw.md"),
    )
    g.tree("link-loop", "symlink loop", lambda d: os.symlink("loop.md", d + "/loop.md"))
    g.tree(
        "link-dangling", "sync placeholder",
        lambda d: os.symlink("gone", d + "/2026-10-02T080000-gone.md"),
    )
    g.tree("link-folder-to-parent", "endless walk", lambda d: os.symlink("..", d + "/again"))
    g.tree("link-folder-to-root", "walking the whole disk", lambda d: os.symlink("/", d + "/root"))
    g.tree(
        "file-1GB-sparse", "reading a huge file into memory",
        lambda d: (
            W(d, "2026-10-02T080000-huge.md"),
            os.truncate(d + "/2026-10-02T080000-huge.md", 1 << 30),
        ),
    )
    g.tree(
        "file-unreadable", "one bad file must not hide the others",
        lambda d: (W(d, "2026-10-02T080000-no.md"), os.chmod(d + "/2026-10-02T080000-no.md", 0)),
    )
    g.tree(
        "folder-unreadable", "one bad folder must not hide the others",
        lambda d: (os.mkdir(d + "/x"), W(d + "/x", "a.md"), os.chmod(d + "/x", 0)),
    )
    g.tree("folder-world-writable", "warning about privacy", lambda d: os.chmod(d, 0o777))
    g.tree(
        "file-world-readable", "warning about privacy",
        lambda d: os.chmod(d + "/2026-10-01T080000-good.md", 0o644),
    )

    g.tree(
        "folder-path-over-PATH_MAX", "path buffers (made by the runner: few tools can copy it)",
        lambda d: None,
        post=DEEP,
    )

    def dated(d):
        for x in (
            "../13", "../00", "../../0000/00", "../../99999/12", "../../-1/01", "../../20٢٦/10",
        ):
            p = os.path.join(d, x)
            os.makedirs(p, exist_ok=True)
            W(p, "a.md")
    g.tree("folder-impossible-dates", "dates taken from the path", dated)

    def many(d):
        for i in range(5000):
            W(d, f"2026-10-03T{i:06d}-m.md")
    g.tree("folder-5000-entries", "speed", many)

    def git(d):
        top = os.path.dirname(os.path.dirname(d))
        h = top + "/.git/hooks"
        os.makedirs(h)
        os.makedirs(top + "/.git/objects")
        os.makedirs(top + "/.git/refs")
        open(top + "/.git/HEAD", "w").write("ref: refs/heads/main\n")
        open(top + "/.git/config", "w").write(
            '[core]\n\trepositoryformatversion = 0\n\tfsmonitor = "touch PWNED; false"\n\tpager = "touch PWNED; cat"\n\teditor = "touch PWNED; false"\n\tsshCommand = "touch PWNED"\n\thooksPath = .git/hooks\n[diff]\n\texternal = "touch PWNED"\n[alias]\n\tstatus = "!touch PWNED"\n'
        )
        for k in (
            "pre-commit", "post-commit", "post-checkout", "post-index-change",
            "prepare-commit-msg",
        ):
            open(f"{h}/{k}", "w").write("#!/bin/sh\ntouch PWNED\n")
            os.chmod(f"{h}/{k}", 0o755)
        W(top + "/.git", "not-an-entry.md")
    g.tree("git-config-and-hooks-that-run-commands", "running git inside a synced folder", git)
    g.tree(
        "git-as-file-elsewhere", "running git inside a synced folder",
        lambda d: open(
            os.path.join(os.path.dirname(os.path.dirname(d)), ".git"), "w",
        ).write("gitdir: /tmp/PWNED-git\n"),
    )

    def editorconfig(d):
        for n, t in [
            (".envrc", "touch PWNED\n"), (".exrc", "!touch PWNED\n"),
            (".lvimrc", "!touch PWNED\n"),
            (".dir-locals.el", '((nil . ((eval . (shell-command "touch PWNED")))))\n'),
            ("config.toml", 'editor = "touch PWNED"\n'),
            (".kindly.toml", 'editor = "touch PWNED"\npager = "touch PWNED"\n'),
        ]:
            open(os.path.join(os.path.dirname(os.path.dirname(d)), n), "w").write(t)
    g.tree("config-planted-in-journal", "taking commands from the journal folder", editorconfig)


def socket_at(p):
    s = socket.socket(socket.AF_UNIX)
    cwd = os.getcwd()
    os.chdir(os.path.dirname(p))
    try: s.bind(os.path.basename(p))
    finally: os.chdir(cwd)
    s.close()


def themes(g: Gen):
    head = '[pack]\nid = "hostile"\ntitle = "Hostile"\naxis = "life"\ndescription = "d"\nlanguage = "en"\nversion = 1\n'
    P = lambda s: head + f'[[phrase]]\ntext = {s}\nrole = "kindness"\ntone = "plain"\n'
    D = lambda k, v: head.replace(f'\n{k} = ', f'\n{k} = {v} #')
    T = lambda n, a, t, e="any": g.put("theme", n, a, t, e)
    T("control-good-theme", "nothing: the runner's own control", P('"What happened?"'), "read")
    T(
        "toml-dotted-key-60k-deep", "parser recursion (toml++ 3.3 crashes)",
        "a" + ".a" * 60000 + " = 1\n", "refuse",
    )
    T(
        "toml-table-header-60k-deep", "parser recursion (toml++ 3.3 crashes)",
        "[a" + ".a" * 60000 + "]\n", "refuse",
    )
    T("toml-arrays-100k-deep", "parser recursion", "a = " + "[" * 100000 + "\n", "refuse")
    T("toml-inline-tables-100k-deep", "parser recursion", "a = " + "{a=" * 100000 + "\n", "refuse")
    T(
        "toml-array-255-deep-closed", "recursion just under the limit",
        head + "a = " + "[" * 255 + "]" * 255 + "\n",
    )
    T("toml-300k-keys", "memory", head + "".join(f"k{i} = 1\n" for i in range(300000)))
    T(
        "toml-100k-phrases", "memory, endless pack",
        head + '[[phrase]]\ntext = "x"\nrole = "kindness"\ntone = "plain"\n' * 100000,
    )
    T("toml-8MB-string", "memory", P('"' + "x" * (8 << 20) + '"'))
    T("toml-no-phrases", "empty lists", head)
    T("toml-empty-file", "empty file", "")
    T("toml-nul", "C strings", head.encode() + b'a = "b\0c"\n', "refuse")
    T("toml-invalid-utf8", "decoding", head.encode() + b'a = "\xff"\n', "refuse")
    T("toml-bom", "first bytes", b"\xef\xbb\xbf" + P('"x"').encode())
    T("toml-crlf", "line ends", P('"x"').replace("\n", "\r\n"), "read")
    T("toml-duplicate-key", "ambiguity", head + 'id = "two"\n', "refuse")
    T("toml-int-overflow", "numbers", head + "min = 99999999999999999999\n", "refuse")
    T("toml-nan-and-inf", "numbers", head + "min = nan\nmax = -inf\n")
    T("toml-wrong-types", "types", "[pack]\nid = 5\ntitle = [1]\nphrase = 'x'\n", "refuse")
    T("toml-phrase-is-a-table", "types", head + "[phrase]\ntext = 'x'\n")
    T("toml-scale-negative", "numbers", head + "[scale]\nmin = 10\nmax = -9223372036854775808\n")
    T("toml-unclosed-string", "errors", 'name = "x\n', "refuse")
    T("toml-unclosed-multiline", "errors", 'name = """x\n' * 1000, "refuse"); T("toml-date-feb-30", "dates", head + "d = 2026-02-30\n", "refuse")
    for n, s in [("clear-screen", "\\u001b[2J"), ("osc52-clipboard", "\\u001b]52;c;UFdORUQ=\\u0007"), ("title", "\\u001b]0;PWNED\\u0007"), ("c1-csi", "\\u009b2J"), ("dsr-report", "\\u001b[6n"), ("bidi-override", "\\u202ekcehc"), ("backspace", "no\\b\\b"), ("carriage-return", "a\\rb"), ("nul", "a\\u0000b"), ("zero-width", "\\u200b" * 1000), ("newlines-5000", "\\n" * 5000)]:
        T("term-phrase-" + n, "terminal, through an escape in a string", P(f'"What happened? {s}"'))
    T("term-raw-escape-byte", "terminal, raw byte", P('"x').encode()[:-1] + b'"\x1b[2J"\n'); T("term-in-theme-name", "terminal, in a list of themes", P('"x"').replace('"Hostile"', '"\\u001b]0;PWNED\\u0007"').replace('"d"', '"\\u001b[2J"'))
    for n, s in [("width-bomb", "{:>2000000000}"), ("precision-bomb", "{:.2000000000f}"), ("missing-argument", "{99} {name.__class__}"), ("unbalanced", "{ }} {"), ("nested", "{:{}}"), ("percent-n", "%n%n%n%s%s%s"), ("percent-width", "%2000000000d"), ("mustache", "{{#a}}{{#a}}{{x}}"), ("dollar", "${HOME} $HOME $(touch PWNED) `touch PWNED`"), ("placeholder-in-answer", "{answer}{answer}{answer}")]:
        T("format-" + n, "theme text used as a format string or shell word", P(json.dumps("Dear {address} " + s)))
    for n, v in [("dotdot", "../../../../tmp/PWNED"), ("absolute", "/tmp/PWNED"), ("empty", ""), ("dot", "."), ("slash", "a/b"), ("dash", "--help"), ("newline", "a\nb"), ("4KB", "n" * 4096), ("reserved-default", "default")]:
        T("name-" + n, "theme name used as a path or argument", P('"x"').replace('"hostile"', json.dumps(v)))
    T("extends-itself", "include loop", head + 'extends = "extends-itself"\n[[phrase]]\ntext = "x"\nrole = "kindness"\ntone = "plain"\n'); T("extends-cycle-a", "include loop", head + 'extends = "extends-cycle-b"\n'); T("extends-cycle-b", "include loop", head + 'extends = "extends-cycle-a"\n')
    T("extends-dotdot", "reading other files", head + 'extends = "../../../../etc/passwd"\n'); T("extends-dev-zero", "reading devices", head + 'extends = "/dev/zero"\ninclude = ["/dev/zero"]\n')
    T("wants-commands", "a theme that tries to set what may be run", head + 'editor = "touch PWNED"\npager = "touch PWNED"\n[hooks]\npost_add = "touch PWNED"\n[config]\neditor = "touch PWNED"\n[[phrase]]\ntext = "x"\nrole = "kindness"\ntone = "plain"\ncommand = "touch PWNED"\n')
    T("wants-paths", "a theme that tries to move the journal", head + 'journal = "/tmp/PWNED"\ndata_dir = "/tmp/PWNED"\ntemplate = "/etc/passwd"\n[[phrase]]\ntext = "x"\nrole = "kindness"\ntone = "plain"\n')
    T("regex-catastrophic", "patterns from a theme", head + 'match = "(a+)+$"\n[[phrase]]\ntext = "x"\nrole = "kindness"\ntone = "plain"\nvalidate = "^(([a-z])+.)+[A-Z]([a-z])+$"\n'); T("prompt-shames-the-reader", "tone: a theme is third-party text", P('"What did you ruin this time?"'))
    C = lambda n, a, t, e="any": g.put("config", n, a, t, e)
    C("control-good-config", "nothing: the runner's own control", "", "read"); C("unknown-keys", "typing errors must be told", 'jurnal = "x"\n'); C("wrong-types", "types", "editor = 5\ntheme = []\n", "refuse"); C("not-toml", "errors", "<<<<<<<\n", "refuse"); C("deep-dotted-60k", "parser recursion", "a" + ".a" * 60000 + " = 1\n", "refuse")
    C("journal-dotdot", "paths", 'journal = "../../../../etc/passwd"\n'); C("nul-and-invalid", "bytes", b'theme = "\xff"\n', "refuse"); C("escape-in-value", "terminal", 'theme = "\\u001b[2J"\nname = "\\u001b]52;c;UFdORUQ=\\u0007"\n'); C("editor-with-arguments", "how a command is split", 'editor = "touch PWNED;"\n'); C("empty-strings", "empty values", 'theme = ""\neditor = ""\njournal = ""\n')


def main():
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("folder"); ap.add_argument("--big", action="store_true")
    a = ap.parse_args()
    g = Gen(os.path.abspath(a.folder), a.big)
    entries(g); trees(g); themes(g)
    with open(os.path.join(g.top, "MANIFEST.json"), "w") as fh:
        json.dump(CASES, fh, indent=1)
    kinds = {}
    for c in CASES:
        kinds[c["kind"]] = kinds.get(c["kind"], 0) + 1
    print(f"{len(CASES)} cases in {g.top}: " + ", ".join(f"{v} {k}" for k, v in kinds.items()))


if __name__ == "__main__":
    main()
