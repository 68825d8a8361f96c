"""What other tools take for the same list: `peers.py TOOL list.xlsx` prints one line of JSON.

Run by `cargo app bench --peers`; the libraries are whatever is installed (`pip install openpyxl "frictionless[excel]"
"pandera[pandas]" python-calamine`). The checkers get twenty rules on single fields (required, code lists, patterns,
lengths), all that they have in common with each other. It is far less than the standard asks, but it is what these
tools are made for.
"""

import json
import sys
import time

REQUIRED = ["事项名称", "事项类型", "行使层级", "实施主体", "实施主体编码", "受理条件", "法定办结时限", "承诺办结时限"]
CODES = {
    "事项类型": ["01", "02", "03", "04", "05", "06", "07", "08", "09", "10", "20"],
    "行使层级": ["1", "2", "3", "4", "5", "6"],
    "办件类型": ["1", "2"],
    "是否收费": ["0", "1"],
    "是否网办": ["0", "1"],
    "是否进驻政务大厅": ["0", "1"],
}
PATTERNS = {
    "基本编码": r"[0-9]{12}",
    "实施编码": r"[0-9A-Z]{31}",
    "咨询方式": r"0[0-9]{2,3}-[0-9]{7,8}",
    "监督投诉方式": r"0[0-9]{2,3}-[0-9]{7,8}",
}
LENGTHS = {"事项名称": 200, "实施主体": 200}
clock = time.perf_counter
started = clock()


def begin():
    """The libraries are loaded: what follows is the work."""
    global started
    started = clock()


def openpyxl(file):
    from openpyxl import load_workbook

    begin()
    sheet = load_workbook(file, read_only=True).active
    return {"cells": sum(1 for row in sheet.iter_rows(values_only=True) for value in row if value is not None)}


def pandera(file):
    import pandas
    import pandera.pandas as pa

    begin()

    def checks(title):
        found = [pa.Check.isin(CODES[title])] if title in CODES else []
        found += [pa.Check.str_matches(f"^(?:{PATTERNS[title]})$")] if title in PATTERNS else []
        return found + ([pa.Check.str_length(max_value=LENGTHS[title])] if title in LENGTHS else [])

    titles = dict.fromkeys(REQUIRED + list(CODES) + list(PATTERNS) + list(LENGTHS))
    columns = {title: pa.Column(str, checks(title), nullable=title not in REQUIRED) for title in titles}
    frame = pandas.read_excel(file, dtype=str, engine="calamine")
    errors = 0
    try:
        pa.DataFrameSchema(columns).validate(frame, lazy=True)
    except pa.errors.SchemaErrors as found:
        errors = len(found.failure_cases)
    return {"rows": len(frame), "errors": errors}


def frictionless(file):
    from frictionless import Checklist, Resource, Schema, system

    begin()

    def field(title):
        constraints = {"required": title in REQUIRED}
        if title in CODES:
            constraints["enum"] = CODES[title]
        if title in PATTERNS:
            constraints["pattern"] = PATTERNS[title]
        if title in LENGTHS:
            constraints["maxLength"] = LENGTHS[title]
        return {"name": title, "type": "string", "constraints": constraints}

    system.trusted = True
    with Resource(path=file) as resource:
        titles = resource.header
    schema = Schema.from_descriptor({"fields": [field(title) for title in titles]})
    report = Resource(path=file, schema=schema).validate(Checklist(), limit_errors=100_000)
    return {"rows": report.tasks[0].stats.get("rows"), "errors": report.stats["errors"]}


if __name__ == "__main__":
    peers = {"openpyxl": openpyxl, "pandera": pandera, "frictionless": frictionless}
    found = peers[sys.argv[1]](sys.argv[2])
    found["ms"] = (clock() - started) * 1e3
    # Not `getrusage`: its peak is inherited from the program that started this one.
    with open("/proc/self/status", encoding="utf-8") as status:
        found["peak"] = next(int(line.split()[1]) / 1024 for line in status if line.startswith("VmHWM"))
    print(json.dumps(found))
