"""Joining the hub and leaving it again."""

from access import Fault, china_day
from lines import read_lines
from sealed_key import open_sealed, receiving_key, seal


def join(node, invitation, stale_for=600):
    """Takes the community over; the node listens already. Gives how many rows came."""
    hub, records, address = node.hub, node.records, node.address
    registration = hub.step("join", invitation=invitation, address=address, key={"x": node.key.x}, staleFor=stale_for)
    epoch = registration["epoch"]
    with hub.move("export", "exportRecords", epoch, owned=0, to=receiving_key(node.receiving)) as answer:
        taken = read_lines((line.decode() for line in answer), node.community, epoch)
    with records.lock:
        records.take(*taken)
        records.save()
    release = hub.move_json("release", "releaseRecords", epoch)["release"]
    hub.step("completeJoin", epoch=epoch, release=release)
    node.follow()
    hub.move_json("settle", "settlePlace", epoch)
    return {"rows": taken[0]["rows"]}


def leave(node):
    """Hands the community back to the hosted server, once its office has consented. Gives how many rows went."""
    hub, records = node.hub, node.records
    node.follow()
    if not any(given["until"] >= china_day() and given["withdrawnAt"] is None for given in node.consents):
        raise Fault("CONSENT_REQUIRED", "Expected the office of the community to consent to the way back.")
    entry = hub.entry()
    epoch = entry["epoch"] if entry["status"] == "LEAVING" else hub.step("beginLeave", epoch=entry["epoch"])["epoch"]
    node.follow()
    to = hub.move_json("key", "receivingKey", epoch)["key"]
    with records.lock:
        sealed = records.sealed_key and seal(open_sealed(records.sealed_key, node.receiving, node.community), node.community, to)
        lines = b"".join(records.lines(sealed, epoch))
    rows = hub.move_json("import", "importRecords", epoch, lines)["rows"]
    hub.step("completeLeave", epoch=epoch)
    node.follow()
    hub.move_json("settle", "settlePlace", epoch)
    with records.lock:
        records.forget()
    return {"rows": rows}
