#!/usr/bin/env python3
"""Holds JSON reports and NDJSON incidents against their schemas, with the validator `jsonschema`.

Usage: Scripts/validate-schemas.py [FILE ...]

Without FILE, every report of Fixtures/golden is read. A .json file is one report, an .ndjson file one
incident a line. Exit status: 0 all are valid, 1 one is not, 3 `jsonschema` is not installed.
"""

import json
import pathlib
import sys

ROOT = pathlib.Path(__file__).resolve().parent.parent
SCHEMAS = {".json": "tracelens.report.v1.json", ".ndjson": "tracelens.incident.v1.json"}


def validators():
    """A validator for each kind of file; the schemas themselves are checked first."""
    try:
        from jsonschema import Draft202012Validator
        from referencing import Registry, Resource
    except ImportError:
        print("validate-schemas: pip install jsonschema", file=sys.stderr)
        sys.exit(3)
    schemas = {
        suffix: json.loads((ROOT / "Schemas" / name).read_text())
        for suffix, name in SCHEMAS.items()
    }
    for schema in schemas.values():
        Draft202012Validator.check_schema(schema)
    registry = Registry().with_resources(
        (schema["$id"], Resource.from_contents(schema)) for schema in schemas.values()
    )
    return {
        suffix: Draft202012Validator(schema, registry=registry)
        for suffix, schema in schemas.items()
    }


def documents(path):
    """What stands in a file, each with a name to say it by."""
    if path.suffix == ".ndjson":
        for number, line in enumerate(path.read_text().splitlines(), 1):
            yield f"{path}:{number}", json.loads(line)
    else:
        yield str(path), json.loads(path.read_text())


def main():
    found = validators()
    paths = [pathlib.Path(name) for name in sys.argv[1:]]
    if not paths:
        golden = ROOT / "Fixtures" / "golden"
        paths = sorted(path for path in golden.glob("*/report.*") if path.suffix in SCHEMAS)
    faults = count = 0
    for path in paths:
        for name, document in documents(path):
            count += 1
            for error in found[path.suffix].iter_errors(document):
                faults += 1
                where = "/".join(str(step) for step in error.absolute_path) or "."
                print(f"{name}: {where}: {error.message[:200]}", file=sys.stderr)
    if not count:
        print("validate-schemas: nothing to validate", file=sys.stderr)
        sys.exit(1)
    print(f"{count} documents, {faults} faults")
    sys.exit(1 if faults else 0)


main()
