"""The lines in which a community's records travel, and in which this node keeps them."""

import hashlib
import json
from decimal import Decimal

ROWS_PER_LINE = 500


def canonical(value):
    """The JSON text by which rows are compared: members by the length of their names, then by their bytes, one space after `:` and `,`."""
    if isinstance(value, dict):
        members = sorted(value.items(), key=lambda member: (len(member[0].encode()), member[0].encode()))
        return "{" + ", ".join(f"{canonical(name)}: {canonical(member)}" for name, member in members) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(map(canonical, value)) + "]"
    if isinstance(value, Decimal):
        return format(value, "f")
    return json.dumps(value, ensure_ascii=False)


def checksum(rows):
    """The sum over rows of the first 15 hexadecimal digits of each one's SHA-256."""
    return str(sum(int(hashlib.sha256(canonical(row).encode()).hexdigest()[:15], 16) for row in rows))


def summary(tables, queues):
    """What the tables come to. Those that the other side left out of its own summary are queues, and are not compared."""
    names = [name for name in tables if name not in queues]
    return [{"table": name, "count": len(tables[name]), "checksum": checksum(tables[name])} for name in names]


def write_lines(head, tables, pseudonym_key, said):
    """The lines of records. `said` is the summary that they end with."""
    yield canonical({**head, "rows": sum(map(len, tables.values()))})
    for name, rows in tables.items():
        for at in range(0, len(rows), ROWS_PER_LINE):
            yield canonical({"table": name, "rows": rows[at : at + ROWS_PER_LINE]})
    yield canonical({"pseudonymKey": pseudonym_key})
    yield canonical({"summary": said})


def read_lines(lines, community, epoch=None):
    """The head, the tables, the sealed key and the names of queues, once all is there and comes to what was said of it."""
    head, tables, said = None, {}, {}
    for line in lines:
        read = json.loads(line, parse_float=Decimal)
        if head is None:
            head = read
        elif "table" in read:
            tables.setdefault(read["table"], []).extend(read["rows"])
        else:
            said.update(read)
    if head is None or head["community"] != community or epoch not in (None, head["epoch"]) or "summary" not in said:
        raise ValueError("Expected all records of the community in this attempt, but they broke off.")
    compared = [table["table"] for table in said["summary"]]
    queues = sorted(set(tables) - set(compared))
    # Queues first, then in the summary's order, which has parents first: rows that are added later keep to it.
    ordered = {name: tables.get(name, []) for name in [*queues, *compared]}
    if summary(ordered, queues) != said["summary"]:
        raise ValueError("Expected the records to come to what the hub says of them, but they do not.")
    return head, ordered, said["pseudonymKey"], queues
