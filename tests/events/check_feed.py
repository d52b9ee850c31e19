"""check_feed.py SCHEMA PAGE...: holds pages of a feed to a JSON schema, and their items to their
order. Says what is wrong and ends with 1."""
import json
import sys

import jsonschema


def main():
    with open(sys.argv[1], encoding="utf-8") as file:
        validator = jsonschema.Draft202012Validator(
            json.load(file), format_checker=jsonschema.FormatChecker())
    faults = []
    order = []
    for name in sys.argv[2:]:
        with open(name, encoding="utf-8") as file:
            page = json.load(file)
        faults += [f"{name}: {list(fault.path)}: {fault.message}"
                   for fault in validator.iter_errors(page)]
        order += [(item["modified"], item["id"]) for item in page["items"]]
        last_is_empty = not page["items"]
    if order != sorted(order):
        faults.append("items are not sorted by (modified, id)")
    if not last_is_empty:
        faults.append("the last page is not empty")
    print("\n".join(faults))
    sys.exit(1 if faults else 0)


main()
