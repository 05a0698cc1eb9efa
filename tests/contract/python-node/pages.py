"""Pages of lists, as in the Relay cursor connections specification."""

import base64
from datetime import datetime, timedelta

from access import Fault


def cursor_of(row):
    """The cursor of a row: where it stands, whatever its server."""
    return base64.urlsafe_b64encode(str(row.get("id") or row.get("name")).encode()).decode()


def moment(text):
    """A moment that may be compared with others."""
    return datetime.fromisoformat(text.replace("Z", "+00:00"))


def page(records, rows, args, changed_by=lambda row: row["updated_at"]):
    """One page of rows that are in order. Tombstones are listed only where changes are asked for."""
    first, after, updated, changed = (args.get(name) for name in ("first", "after", "updatedSince", "changedSince"))
    if not 1 <= (20 if first is None else first) <= 500:
        raise Fault("BAD_USER_INPUT", f"Expected `first` to be 1 to 500, but got {first}.", argument="first")
    if updated is not None:
        rows = [row for row in rows if moment(changed_by(row)) >= moment(updated) - timedelta(minutes=1)]
    if changed is not None:
        rows = [row for row in rows if records.changed_since(row, changed)]
    if updated is None and changed is None:
        rows = [row for row in rows if row.get("removed_at") is None]
    cursors = [cursor_of(row) for row in rows]
    if after is not None and after not in cursors:
        raise Fault("BAD_USER_INPUT", "Expected `after` to be the cursor of an entry of this list.", argument="after")
    begin = 0 if after is None else cursors.index(after) + 1
    shown = rows[begin : begin + (20 if first is None else first)]
    ends = cursors[begin : begin + len(shown)] or [None]
    info = {"hasNextPage": begin + len(shown) < len(rows), "hasPreviousPage": after is not None, "startCursor": ends[0], "endCursor": ends[-1]}
    edges = [{"cursor": cursor_of(row), "node": row} for row in shown]
    return {"edges": edges, "nodes": shown, "pageInfo": info, "totalCount": len(rows), "watermark": records.watermark()}
