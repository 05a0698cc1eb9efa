#!/usr/bin/env python3
"""A community's own node. It keeps its keys and records in a folder, and takes commands on its standard input, a line each:

    join TOKEN | return 2025-03 | publish | heads | leave | say [PATH, KIND, AUDIENCE, HEADER, CONTENT]

Usage: node.py FOLDER HUB COMMUNITY [PORT]
"""

import json
import os
import sys
import threading
import time

from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey

from access import Fault
from engine import build_schema, read_sdl
from fields import smallest_cell
from graph import resolve
from hub import Hub, Refused
from keys import SigningKey
from moves import join, leave
from publications import publish
from records import Records
from returns import send_return
from serve import listen
from viewer import HubKeys


def secret(folder, name):
    """32 secret bytes that are made once, for nobody else to read."""
    path = os.path.join(folder, name)
    if not os.path.exists(path):
        with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
            file.write(os.urandom(32))
    with open(path, "rb") as file:
        return file.read()


class Node:
    """The node of one community."""

    def __init__(self, folder, hub, community, port):
        os.makedirs(folder, exist_ok=True)
        self.community, self.key = community, SigningKey(secret(folder, "signing.key"))
        self.receiving = X25519PrivateKey.from_private_bytes(secret(folder, "receiving.key"))
        self.records = Records(os.path.join(folder, "records.ndjson"), community)
        self.hub, self.hub_keys, self.consents, self.status = Hub(hub, community, self.key), HubKeys(hub), [], None
        self.sdl = read_sdl()
        self.schema = build_schema(self.sdl, resolve)
        self.server, self.address = listen(self, port)

    def follow(self):
        """Reads in the register whether this node answers for its community: None where it does not."""
        entry = self.hub.entry()
        believed = entry and any(key["kid"] == self.key.kid for key in entry["keys"])
        self.status = entry["status"] if believed and entry["status"] in ("ACTIVE", "LEAVING") and self.records.head else None

    def follow_on(self):
        """Follows the register every two seconds. While the hub is out of reach all stays as it was."""
        while True:
            try:
                self.follow()
            except (OSError, Refused):
                pass
            time.sleep(2)


def run(node, command, words):
    """Does a command; gives what is to be said of it."""
    if command == "join":
        return join(node, *words)
    if command == "leave":
        return leave(node)
    if command == "publish":
        return publish(node.records, node.hub)
    if command == "return":
        return send_return(node.records, node.hub, words[0], smallest_cell(node.records, int(words[0][:4])))
    if command == "heads":
        head = node.records.rows("access_log_head")[0]
        return node.hub.send("heads", heads=[{"community": node.community, "sequence": head["sequence"], "hash": head["hash"][2:]}])
    if command == "say":
        path, kind, audience, header, content = json.loads(" ".join(words))
        return node.hub.post(path, node.hub.message(kind, audience, content, header))
    raise Fault("BAD_REQUEST", "Expected join TOKEN, return MONTH, publish, heads, say MESSAGE or leave.")


def main(folder, hub, community, port="0"):
    """Serves the node, and takes commands until there are no more."""
    node = Node(folder, hub.rstrip("/"), community, int(port))
    threading.Thread(target=node.follow_on, daemon=True).start()
    print(json.dumps({"address": node.address, "kid": node.key.kid, "x": node.key.x}), flush=True)
    for line in sys.stdin:
        command, *words = line.split() or [""]
        try:
            said = run(node, command, words)
        except (Refused, Fault) as error:
            code = error.code if isinstance(error, Refused) else error.extensions["code"]
            said = {"error": {"code": code, "message": str(error)}}
        print(json.dumps(said), flush=True)
    node.server.shutdown()


if __name__ == "__main__":
    main(*sys.argv[1:])
