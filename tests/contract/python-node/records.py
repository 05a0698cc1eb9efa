"""The community's records: rows by table, in memory, and in a file of the very lines in which they travel."""

import os
import secrets
import threading
from datetime import datetime, timezone

from lines import read_lines, summary, write_lines

# Tables that name the community by another column than the others do.
OF_DIVISIONS = ("measure_return", "released_pattern", "cell", "return_outbox")


def now():
    """This moment as a column has it."""
    return datetime.now(timezone.utc).isoformat(timespec="seconds")


class Records:
    """The records of one community. Whoever reads or writes holds `lock`."""

    def __init__(self, path, community):
        self.path, self.community, self.lock = path, community, threading.RLock()
        self.head, self.tables, self.sealed_key, self.queues = None, {}, None, []
        # Watermarks of another run of this server are of another line: they give every record anew.
        self.line, self.count, self._changed = secrets.token_hex(6), 1, {}
        if os.path.exists(path):
            with open(path, encoding="utf-8") as lines:
                self.take(*read_lines(lines, community))

    def take(self, head, tables, sealed_key, queues):
        """Has these records and no others from now on."""
        self.head, self.tables, self.sealed_key, self.queues = head, tables, sealed_key, queues

    def lines(self, sealed_key, epoch):
        """The records as lines, each with its end."""
        head = {**self.head, "epoch": epoch}
        for line in write_lines(head, self.tables, sealed_key, summary(self.tables, self.queues)):
            yield (line + "\n").encode()

    def save(self):
        """Keeps the records: whole, or as they were before."""
        with open(self.path + ".new", "wb") as file:
            file.writelines(self.lines(self.sealed_key, self.head["epoch"]))
            file.flush()
            os.fsync(file.fileno())
        os.replace(self.path + ".new", self.path)

    def forget(self):
        """Forgets the records: another server has them."""
        self.take(None, {}, None, [])
        if os.path.exists(self.path):
            os.remove(self.path)

    def rows(self, table):
        """The rows of a table, tombstones too."""
        return self.tables.setdefault(table, []) if self.head else []

    def find(self, table, **columns):
        """The row with these values, or None."""
        return next((row for row in self.rows(table) if all(row[name] == value for name, value in columns.items())), None)

    def add(self, table, **columns):
        """Adds a row of the community's."""
        row = {"division_code" if table in OF_DIVISIONS else "community_code": self.community, **columns}
        self.rows(table).append(row)
        return row

    def touch(self, row):
        """Says of a record that this server has changed it."""
        self.count += 1
        self._changed[id(row)] = self.count
        row.update(source="hub", updated_at=now())
        return row

    def watermark(self):
        """From where on to ask for changes next time."""
        return f"{self.line}-{self.count}"

    def changed_since(self, row, watermark):
        """Whether a record was changed since a watermark; one of another line means all of them."""
        line, _, count = watermark.partition("-")
        return line != self.line or self._changed.get(id(row), 1) >= int(count)
