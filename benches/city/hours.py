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
        record = {"attendance": []}
        for line in text.splitlines():
            if line.startswith("  - {"):
                pairs = (pair.split(":", 1) for pair in line.strip(" -{}").split(","))
                record["attendance"].append({name.strip(): value.strip() for name, value in pairs})
            elif ":" in line:
                name, value = line.split(":", 1)
                record.setdefault(name, value.strip())
        return record

sums = collections.Counter()
for path in pathlib.Path(sys.argv[1], "activities").rglob("*.yaml"):
    record = read(path.read_text(encoding="utf-8"))
    for row in record.get("attendance") or []:
        sums[str(record["date"])[:7], record["category"]] += float(row["hours"])
for (month, category), hours in sorted(sums.items()):
    print(month, category, round(hours, 2))
