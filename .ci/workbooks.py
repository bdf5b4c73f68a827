"""Opens every workbook of a folder with openpyxl, beside the same report as JSON: a sheet a section under frozen
headings, numbers as numbers, durations as durations, dates as dates, each of them the figure that machines read,
and no formula anywhere."""

import datetime
import json
import pathlib
import sys

import openpyxl

counts = {"number": 0, "duration": 0, "date": 0, "text": 0}


def compared(place, cell, value, kind):
    """Holds a cell against the value in JSON."""
    assert cell.data_type != "f", f"{place}: a formula"
    if value is None:
        assert cell.value is None or isinstance(cell.value, str), f"{place}: {cell.value!r} is not known"
    elif kind == "date":
        assert isinstance(cell.value, datetime.datetime), f"{place}: {cell.value!r} is no date"
        assert cell.value.date().isoformat() == value, f"{place}: {cell.value} is not {value}"
        counts["date"] += 1
    elif kind == "text":
        assert isinstance(cell.value, str), f"{place}: {cell.value!r} is no text"
        counts["text"] += 1
    elif kind == "minutes" and isinstance(value, int):
        assert isinstance(cell.value, datetime.timedelta), f"{place}: {cell.value!r} is no duration"
        minutes = cell.value.total_seconds() / 60
        assert abs(minutes - value) < 0.01, f"{place}: {minutes} is not {value} minutes"
        counts["duration"] += 1
    else:
        assert isinstance(cell.value, (int, float)), f"{place}: {cell.value!r} is no number"
        assert abs(cell.value - float(value)) <= 0.00005, f"{place}: {cell.value} is not {value}"
        counts["number"] += 1


def sheet_against(place, sheet, section):
    """Holds a sheet against its section."""
    # What the figures of a row are is a column for machines alone.
    columns = [column for column in section["columns"] if column["key"] != "type"]
    is_keyed = columns[0]["type"] in ("text", "date")
    assert sheet.freeze_panes == ("B2" if is_keyed else "A2"), f"{place}: frozen at {sheet.freeze_panes}"
    header = [sheet.cell(1, at).value for at in range(1, len(columns) + 1)]
    assert header == [column["title"] for column in columns], f"{place}: {header}"
    total = section.get("total")
    for number, row in enumerate(section["rows"] + ([total] if total else []), 2):
        for at, column in enumerate(columns, 1):
            is_figure = column["type"] not in ("text", "date")
            if row is total and not is_figure:
                continue
            kind = row.get("type", column["type"]) if is_figure else column["type"]
            cell = sheet.cell(number, at)
            compared(f"{place} {cell.coordinate}", cell, row.get(column["key"]), kind)


books = sorted(pathlib.Path(sys.argv[1]).glob("*.xlsx"))
sheets = 0
for path in books:
    report = json.loads(path.with_suffix(".json").read_text())
    book = openpyxl.load_workbook(path)
    assert len(book.worksheets) == len(report["sections"]), f"{path.name}: {book.sheetnames}"
    for sheet, section in zip(book.worksheets, report["sections"]):
        sheets += 1
        sheet_against(f"{path.name}: {sheet.title}", sheet, section)
assert min(counts.values()) > 100, counts
told = ", ".join(f"{count} {what}s" for what, count in counts.items())
print(f"{len(books)} workbooks of {sheets} sheets, opened with openpyxl {openpyxl.__version__}: {told}, as in JSON")
