#!/usr/bin/env python3
"""Writes Documentation/json.md, field by field, from the schemas; with --check, says whether it is so."""

import json
import pathlib
import sys

ROOT = pathlib.Path(__file__).resolve().parent.parent
PAGE = ROOT / "Documentation" / "json.md"
INTRODUCTION = """\
# JSON and NDJSON

`tracelens -f json` writes the whole report as one document, `tracelens.report.v1`; `tracelens -f ndjson`
writes one incident a line, `tracelens.incident.v1`, as soon as it is found. Their JSON Schemas (draft
2020-12) are in [`Schemas/`](../Schemas); what follows is made from them by
`python3 Scripts/describe-schemas.py`, and `make validate` holds every report of `Fixtures/golden` against them.

Keys stand in this order. An absent fact is `null`, never guessed and never an empty string; a list that
does not apply is empty. The same input gives the same bytes. Fields may be added to a version, none are
taken away and none change their meaning. Secrets are masked in every text as `[masked]`. With `--redact`
addresses (but the loopback's), host names, queries and the owners of home directories are replaced by `ip-1`,
`host-1`, `query-1`, `user-1`, numbered in order of appearance, the same in every format.

A *phrase* is a sentence of the report's own in which texts from the input stand between backticks, as
Markdown writes code: ``"`10.0.0.7` closed first, in 12 of 14 failures"``.

```sh
tracelens -f json app.log | jq -r '.verdict.sentence, .causes[0].for[]'
tracelens -f ndjson app.log | jq -r 'select(.class == "timeout") | .peer.host' | sort | uniq -c
```
"""


def kind(schema):
    """What a value can be, in a few words."""
    if "$ref" in schema:
        return name(schema["$ref"])
    if "anyOf" in schema:
        return " or ".join(kind(part) for part in schema["anyOf"])
    if "const" in schema:
        return f"`\"{schema['const']}\"`"
    if "enum" in schema:
        return ", ".join("null" if value is None else f"`{value}`" for value in schema["enum"])
    if schema.get("type") == "array":
        return f"list of {kind(schema['items'])}"
    types = schema.get("type", "any")
    return " or ".join(types) if isinstance(types, list) else types


def name(reference):
    """A link to what a reference names."""
    if reference.startswith("urn:"):
        return "[incident](#tracelensincidentv1)"
    word = reference.rsplit("/", 1)[1]
    return f"[{word}](#{word})"


def rows(schema, prefix=""):
    """A row for each field, those of nested objects below their own."""
    for key, value in schema["properties"].items():
        path = prefix + key
        yield f"| `{path}` | {kind(value)} | {value.get('description', '')} |"
        inner = value.get("items", value) if value.get("type") == "array" else value
        if inner.get("properties"):
            brackets = "[]." if inner is not value else "."
            yield from rows(inner, path + brackets)


def table(schema):
    yield "| Field | Value | Meaning |"
    yield "| --- | --- | --- |"
    yield from rows(schema)


def page():
    lines = [INTRODUCTION]
    seen = set()
    for version in ("tracelens.report.v1", "tracelens.incident.v1"):
        schema = json.loads((ROOT / "Schemas" / f"{version}.json").read_text())
        lines += [f"## {version}", "", schema["description"], "", *table(schema), ""]
        for word, part in schema["$defs"].items():
            if word in seen:
                continue
            seen.add(word)
            lines += [f"### {word}", "", part.get("description", ""), ""]
            if "properties" in part:
                lines += [*table(part), ""]
            elif "enum" in part:
                lines += [kind(part) + ".", ""]
    return "\n".join(lines).rstrip("\n") + "\n"


def main():
    text = page()
    if "--check" not in sys.argv[1:]:
        PAGE.write_text(text)
    elif not PAGE.exists() or PAGE.read_text() != text:
        print("Documentation/json.md is old: python3 Scripts/describe-schemas.py", file=sys.stderr)
        sys.exit(1)


main()
