"""Hours by month and category, as somebody would write it in an afternoon: PyYAML where it is installed,
else lines taken apart by hand. Usage: hours.py STORE"""
import collections
import pathlib
import sys

try:
    import yaml
    Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    read = lambda text: yaml.load(text, Loader)
except ImportError:
    def read(text):
        record, rows = {}, []
        for line in text.splitlines():
            if line.startswith("  - {"):
                pairs = (pair.split(":", 1) for pair in line.strip(" -{}").split(","))
                rows.append({name.strip(): value.strip() for name, value in pairs})
            elif line and not line.startswith(" "):
                name, value = line.split(":", 1)
                record[name] = value.strip(' "[]') or (rows := [])
        return record

def clock(text):
    hours, minutes = str(text).split(":")
    return int(hours) + int(minutes) / 60

def rows(record):
    """What somebody did: on which day, how long."""
    for row in record.get("attendance") or []:
        yield record["date"], row["hours"]
    for row in record.get("assigned") or []:
        if row["status"] == "attended":
            yield record["date"], clock(record["end"]) - clock(record["start"])
    for row in record.get("log") or record.get("sessions") or []:
        yield row["date"], row["hours"]

sums = collections.Counter()
for folder in "activities", "shifts", "needs", "cases":
    for path in pathlib.Path(sys.argv[1], folder).rglob("*.yaml"):
        record = read(path.read_text(encoding="utf-8"))
        for date, hours in rows(record):
            sums[str(date)[:7], record["category"]] += float(hours)
for (month, category), hours in sorted(sums.items()):
    print(month, category, round(hours, 2))
