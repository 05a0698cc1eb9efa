"""Who may read and write what, and the access log."""

import hashlib
import json
from datetime import datetime, timedelta, timezone

from viewer import reaches_down

# All datasets, in the order of the schema.
DATASETS = ("CENTRES", "PROGRAMMES", "COMPETENCES", "PROPOSALS", "VOICES", "DONATIONS", "LEDGER", "GUIDANCE_RESPONSES")


class Fault(Exception):
    """An error of the graph, with a code of the hub's table."""

    def __init__(self, code, message, **extensions):
        super().__init__(message)
        self.extensions = {"code": code, **extensions}


def china_day():
    """Today in China Standard Time."""
    return (datetime.now(timezone.utc) + timedelta(hours=8)).date().isoformat()


class Access:
    """What one call may do; it remembers what of it is to be logged. Consigned centres are left out: their operators are told FORBIDDEN."""

    def __init__(self, records, viewer):
        self.records, self.viewer, self.noted = records, viewer, {}

    def is_office(self):
        """Whether the community's own office asks."""
        return self.viewer["role"] == "community-office" and self.viewer.get("division") == self.records.community

    def require_office(self, action, field):
        """Lets the community's own office pass."""
        if not self.is_office():
            self._refuse(action, None)
            code = "UNAUTHENTICATED" if self.viewer["role"] == "anonymous" else "FORBIDDEN"
            raise Fault(code, f"Expected a token of the office of {self.records.community}, which alone may do this.")
        self._note(action, None, ("OWN", None), field, 0)

    def may_count(self, field):
        """Whether the viewer may know how many take part: the office, and whom it lets read attendance. Nobody else is refused."""
        bases = (self._basis("PRIVATE", scope) for scope in ("READ_ATTENDANCE", "RECORD_ATTENDANCE"))
        basis = next((basis for basis in bases if basis), None)
        if basis:
            self._note("READ", None, basis, field, 1)
        return basis is not None

    def level(self, dataset):
        """How far a dataset is shared; without a rule, with nobody."""
        rule = self.records.find("sharing_rule", dataset=dataset)
        return rule["level"] if rule else "PRIVATE"

    def read(self, dataset, field, count):
        """Lets a read of a dataset pass as far as it is shared or granted, and notes it where it is not public."""
        level = self.level(dataset)
        if level == "PUBLIC":
            return
        basis = self._basis(level, f"READ_{dataset}")
        if basis is None:
            self._refuse("READ", dataset)
            raise Fault("FORBIDDEN", f"The community shares {dataset} at level {level}, which does not include you.", dataset=dataset, level=level)
        self._note("READ", dataset, basis, field, count)

    def _basis(self, level, scope):
        role, community = self.viewer["role"], self.records.community
        if self.is_office():
            return "OWN", None
        if level != "PRIVATE" and reaches_down(self.viewer, community):
            if role == "borough-office" or level == "CITY" and role in ("city-office", "planner"):
                return "SHARED", None
        party = {"ngo": ("organisation", "organisation"), "district-app": ("app", "sub")}.get(role)
        for grant in self.records.rows("access_grant") if party else []:
            holds = grant["starts_on"] <= china_day() <= grant["ends_on"] and grant["revoked_at"] is None
            if holds and scope in grant["scopes"] and grant[party[0]] == self.viewer.get(party[1]):
                return "GRANT", grant
        return None

    def _note(self, action, dataset, basis, field, count):
        fields, counts = self.noted.setdefault((action, dataset, basis[0], id(basis[1])), (basis, {}, []))[1:]
        fields[field] = True
        counts.append(count)

    def _refuse(self, action, dataset):
        day, role = china_day(), self.viewer["role"].replace("-", "_").upper()
        kind = {"day": day, "action": action, "dataset": dataset or "", "role": role}
        row = self.records.find("refusal_count", **kind) or self.records.add("refusal_count", **kind, calls=0)
        row["calls"] += 1

    def written(self, field):
        """Notes that a write was made."""
        self._note("WRITE", None, ("OWN", None), field, 1)

    def log(self):
        """Enters what was noted into the log; gives whether there was anything."""
        at = datetime.now(timezone.utc).isoformat(timespec="milliseconds").replace("+00:00", "Z")
        for (action, dataset, _, _), (basis, fields, counts) in self.noted.items():
            grant = basis[1] or {"id": None, "purpose": None}
            app = self.viewer["sub"] if self.viewer["role"] == "district-app" else None
            append(self.records, {
                "accessGrant": grant["id"], "action": action, "app": app, "at": at, "basis": basis[0], "consignment": None,
                "count": sum(counts), "dataset": dataset, "division": self.viewer.get("division"), "fields": sorted(fields),
                "organisation": self.viewer.get("organisation"), "outcome": "GRANTED", "purpose": grant["purpose"],
                "role": self.viewer["role"].replace("-", "_").upper(),
            })
        return bool(self.noted)


def append(records, entry):
    """Adds an entry to the chain of the access log."""
    head = records.rows("access_log_head")
    if not head:
        records.add("access_log_head", sequence=0, hash="\\x" + hashlib.sha256(b"").hexdigest())
    sequence = head[0]["sequence"] + 1
    record = json.dumps(entry, ensure_ascii=False, separators=(",", ":"), sort_keys=True)
    before = bytes.fromhex(head[0]["hash"][2:])
    digest = hashlib.sha256(before + f"{records.community}\n{sequence}\n{record}".encode()).hexdigest()
    records.add("access_log", sequence=sequence, record=record, hash="\\x" + digest)
    head[0].update(sequence=sequence, hash="\\x" + digest)
