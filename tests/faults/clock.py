#!/usr/bin/env python3
"""Strange clocks and time zones: no entry may be overwritten, lost or refused.

    clock.py [--text 'MARK {n} END'] [options] -- KINDLY new -   (dynamic kindly, faketime)

Runs kindly into one journal again and again, each run under another (time zone, wall clock)
pair: both passes of the hour that a DST change repeats, the hour that does not exist, the
clock set back a day, the same second many times, year ends, leap day, 1970, 2038, 2100,
zones with odd offsets, zones that skipped a day, a TZ that does not exist, and an empty TZ.
Afterwards every acknowledged text is in exactly one file.
"""

import glob
import subprocess
import sys

from common import *

PLAN = [
    ("Europe/London", "2026-10-25 00:30:00 UTC"),  # half past one, twice
    ("Europe/London", "2026-10-25 01:30:00 UTC"),
    ("Europe/London", "2027-03-28 00:59:59 UTC"),  # half past one, never
    ("Europe/London", "2027-03-28 01:00:00 UTC"),
    ("America/St_Johns", "2026-11-01 04:30:00 UTC"),
    ("America/St_Johns", "2026-11-01 05:30:00 UTC"),
    ("Australia/Lord_Howe", "2026-04-04 15:15:00 UTC"),  # half an hour of DST
    ("Australia/Lord_Howe", "2026-04-04 15:45:00 UTC"),
    ("UTC", "2026-06-01 12:00:00 UTC"),
    ("UTC", "2026-05-31 12:00:00 UTC"),  # set back
    ("UTC", "2026-06-01 12:00:00 UTC"),  # the same second
    ("UTC", "2026-06-01 12:00:00 UTC"),
    ("Asia/Tokyo", "2026-06-01 12:00:00 UTC"),
    ("Pacific/Kiritimati", "2026-06-01 12:00:00 UTC"),
    ("Pacific/Pago_Pago", "2026-06-01 12:00:00 UTC"),
    ("Asia/Kathmandu", "2026-12-31 18:14:59 UTC"),
    ("Asia/Kathmandu", "2026-12-31 18:15:00 UTC"),
    ("UTC", "2028-02-29 23:59:59 UTC"),
    ("UTC", "2016-12-31 23:59:59 UTC"),
    ("UTC", "1970-01-01 00:00:01 UTC"),
    ("UTC", "2038-01-19 03:14:08 UTC"),
    ("UTC", "2100-02-28 23:59:59 UTC"),
    ("Pacific/Apia", "2011-12-29 09:59:59 UTC"),  # a day that was skipped
    ("Pacific/Apia", "2011-12-30 10:00:00 UTC"),
    ("No/Such_Zone", "2026-06-01 12:00:00 UTC"),
    ("", "2026-06-01 12:00:00 UTC"),
    (":/etc/passwd", "2026-06-01 12:00:00 UTC"),
    ("XXX-99:99:99", "2026-06-01 12:00:00 UTC"),
]


def main():
    p = base_parser(__doc__)
    p.add_argument("--text", default="MARK {n} END")
    opt = p.parse_args()
    opt.real_clock = True
    need_dynamic(opt)
    places = ("/usr/lib/*/faketime", "/usr/lib/faketime", "/usr/lib64/faketime", "/usr/local/lib/faketime")
    libs = [lib for place in places for lib in glob.glob(place + "/libfaketime.so.1")]
    if not libs:
        skip("there is no faketime")
    rep, sb, acked = Report(opt, "clock"), Sandbox(opt, "clock"), []
    for n, (tz, when) in enumerate(PLAN * 2):
        tag, text = f"c{n:03d}k", f"{sb.root}/in{n}"
        with open(text, "w") as fh:
            fh.write(opt.text.replace("{n}", tag) + "\n")
        epoch = int(subprocess.check_output(["date", "-u", "-d", when, "+%s"], text=True))
        offset = f"{epoch - int(time.time()):+d}"  # an offset, so that the zone cannot bend it
        r = sb.run(stdin=text, env=sb.env(TZ=tz, FAKETIME=offset, LD_PRELOAD=libs[0],
                                          FAKETIME_DONT_FAKE_MONOTONIC="1"))
        if r.rc == 0:
            acked.append(tag)
        rep.add(f"TZ={tz!r} {when}", [] if r.rc == 0 else [f"REFUSED: rc={r.rc} {r.err[:100]!r}"])
    files = [n.data for n in snapshot(sb.journal).values() if n.kind == "f"]
    found = {t: sum(t.encode() in data for data in files) for t in acked}
    problems = [f"LOST: entry {t} is gone" for t, n in found.items() if n == 0]
    problems += [f"TWICE: entry {t}" for t, n in found.items() if n > 1]
    rep.add("all runs together", problems, count=0)
    sb.close(rep.bad > 0)
    return rep.finish()


if __name__ == "__main__":
    sys.exit(main())
