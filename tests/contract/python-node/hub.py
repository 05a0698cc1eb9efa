"""What a node asks of its hub: messages under its own key, over HTTP."""

import json
import time
import urllib.error
import urllib.request


class Refused(Exception):
    """The hub did not do what it was asked; `code` is of its table of errors."""

    def __init__(self, code, message):
        super().__init__(message)
        self.code = code


class Hub:
    """A hub, as the node of one community asks it."""

    def __init__(self, url, community, key):
        self.url, self.community, self.key = url, community, key

    def message(self, kind, audience, content, header=None):
        """A signed message of a kind. Another header is for trying what the hub says to a wrong one."""
        now, issuer = int(time.time()), f"node:{self.community}"
        header = {"iss": issuer, "typ": f"{kind}+jwt"} if header is None else header
        return self.key.sign(header, {"iss": issuer, "aud": audience, "iat": now, "exp": now + 300, **content})

    def _send(self, path, body=None, headers=None, method="POST"):
        request = urllib.request.Request(self.url + "/nodes/" + path, data=body, headers=headers or {}, method=method)
        try:
            return urllib.request.urlopen(request, timeout=30)
        except urllib.error.HTTPError as refusal:
            error = json.load(refusal)["errors"][0]
            raise Refused(error["extensions"]["code"], error["message"])

    def entry(self):
        """Where the register has the community; None when it never had a node."""
        with self._send(self.community, method="GET") as answer:
            return json.load(answer)["entry"]

    def step(self, action, **content):
        """A step of joining or leaving; gives the registration."""
        message = self.message("node", "borough", {"action": action, "community": self.community, **content})
        return self.post(f"steps/{action}", message)["registration"]

    def send(self, what, audience="borough", **content):
        """Returns, publications or heads of logs; gives what the hub says of them."""
        return self.post(what, self.message(what, audience, content))

    def post(self, path, message):
        """Sends a message in a body; gives the answer."""
        body = json.dumps({"message": message}).encode()
        with self._send(path, body, {"content-type": "application/json"}) as answer:
            return json.load(answer)

    def move(self, path, action, epoch, lines=None, **content):
        """What is asked of the hosted server below `/nodes/moves`; an answer that is still to be read."""
        claims = {"action": action, "community": self.community, "epoch": epoch, **content}
        headers = {"authorization": "Bearer " + self.message("node", "community", claims)}
        if lines is not None:
            headers["content-type"] = "application/x-ndjson"
        return self._send("moves/" + path, lines, headers)

    def move_json(self, path, action, epoch, lines=None):
        """The same where the answer is JSON."""
        with self.move(path, action, epoch, lines) as answer:
            return json.load(answer)
