#!/usr/bin/env python3
"""Prints the matrix of real faults as a table: fault-table.py TABLE.TSV REPORT.XML...

TABLE.TSV has a line for each run of a row of RealFaultTest: name, user, ms to the final state, end.
The rows of the other classes come from JUnit's reports; their time is that of the whole test. Ends
with 1 where a run did not end as it should.
"""

import sys
import xml.etree.ElementTree as xml

rows = {}  # (name, user) -> [runs, worst time in ms, ends]
wrong = 0


def count(name, user, millis, end):
    row = rows.setdefault((name, user), [0, 0, set()])
    row[0] += 1
    row[1] = max(row[1], millis)
    row[2].add(end)


with open(sys.argv[1], encoding="utf-8") as table:
    for line in table:
        name, user, millis, end = line.rstrip("\n").split("\t")
        count(name, user, int(millis), end)
        wrong += end.endswith("FAILED")

for report in sys.argv[2:]:
    user = "root" if report.endswith("-root.xml") else "user"
    for case in xml.parse(report).getroot().iter("testcase"):
        name = case.get("classname", "").rsplit(".", 1)[-1]
        if name == "RealFaultTest" or case.find("skipped") is not None:
            continue
        failed = case.find("failure") is not None or case.find("error") is not None
        wrong += failed
        what = case.get("name", "").split("(")[0]
        count(f"{name}: {what}", f"{user}, whole test", int(float(case.get("time", 0)) * 1000),
              "FAILED" if failed else "as expected")

print("| row | as | runs | worst time to a final state | end |")
print("|---|---|---|---|---|")
for (name, user), (runs, worst, ends) in rows.items():
    print(f"| {name} | {user} | {runs} | {worst / 1000:.1f} s | {'; '.join(sorted(ends))} |")
print(f"\n{len(rows)} rows, {sum(row[0] for row in rows.values())} runs, {wrong} that did not end as they should")
sys.exit(wrong > 0)
