#!/usr/bin/env python3
"""Records for the programs that kindly's speed is put beside, as many as asked for.
    neighbours.py FOLDER RECORDS
book.journal is for ledger and hledger, timew/ for timewarrior, task/ and taskrc for taskwarrior.
"""
import datetime as dt
import os
import sys
import uuid

folder, records = sys.argv[1], int(sys.argv[2])
START = dt.datetime(2016, 1, 1, 8, 0, tzinfo=dt.timezone.utc)
TAGS = ["work", "study", "health", "money", "social"]


def moment(number):
    return START + dt.timedelta(hours=8 * number)


def write(name, lines):
    path = os.path.join(folder, name)
    os.makedirs(os.path.dirname(path), exist_ok=True)
    with open(path, "w", encoding="utf-8") as file:
        file.writelines(line + "\n" for line in lines)


write("book.journal", (f"{moment(i):%Y-%m-%d} Entry {i}\n    expenses:{TAGS[i % 5]}    {i % 97}.50 EUR\n    assets:cash\n"
                       for i in range(records)))

months = {}
for i in range(records):
    begin, end = moment(i), moment(i) + dt.timedelta(minutes=9)
    months.setdefault(f"{begin:%Y-%m}", []).append(f"inc {begin:%Y%m%dT%H%M%SZ} - {end:%Y%m%dT%H%M%SZ} # {TAGS[i % 5]}")
for month, lines in months.items():
    write(f"timew/data/{month}.data", lines)
write("timew/timewarrior.cfg", [])

write("taskrc", [f"data.location={os.path.abspath(folder)}/task", "confirmation=off"])
for name in ("pending", "undo", "backlog"):
    write(f"task/{name}.data", [])
write("task/completed.data", (
    f'[description:"Entry {i}" end:"{int(moment(i).timestamp()) + 540}" entry:"{int(moment(i).timestamp())}" '
    f'project:"{TAGS[i % 5]}" status:"completed" uuid:"{uuid.UUID(int=i + 1)}"]' for i in range(records)))
