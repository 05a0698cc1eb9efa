"""The node's HTTP: what is asked, who asks, and the signature under every answer."""

import hashlib
import json
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from call import Call
from engine import answer
from keys import Unbelievable, encode
from viewer import read_viewer

LARGEST_BODY = 1024**2


def refusal(status, code, message):
    """What a refused request is answered."""
    return status, {"errors": [{"message": message, "extensions": {"code": code}}]}


def ask(node, body, authorization):
    """The status and the answer to a request."""
    try:
        viewer = read_viewer(authorization, node.hub_keys, node.community)
    except Unbelievable as fault:
        return refusal(401, "UNAUTHENTICATED", f"Expected a token that the hub signed for this node a moment ago, but {fault}.")
    except OSError:
        return refusal(503, "TIER_UNAVAILABLE", "The hub's keys can't be had at the moment.")
    try:
        question = json.loads(body)
        if not isinstance(question, dict) or not isinstance(question.get("query"), str):
            raise ValueError
    except ValueError:
        return refusal(400, "BAD_REQUEST", "Expected the body to be a JSON object with a `query`.")
    with node.records.lock:
        call = Call(node, viewer)
        made = answer(node.schema, question, call)
        # What was not logged is not given.
        if node.records.head and call.access.log():
            node.records.save()
        return 200, made


def listen(node, port):
    """Starts to listen; gives the server and the address of the graph."""

    class Handler(BaseHTTPRequestHandler):
        """One connection of a gateway."""

        protocol_version = "HTTP/1.1"

        def do_POST(self):
            """Answers a question."""
            size = int(self.headers.get("content-length") or 0)
            body = b"" if size > LARGEST_BODY else self.rfile.read(size)
            if size > LARGEST_BODY:
                self.close_connection = True
                status, said = refusal(413, "REQUEST_TOO_LARGE", f"Expected a body of at most {LARGEST_BODY} bytes.")
            else:
                status, said = ask(node, body, self.headers.get("authorization"))
            text = json.dumps(said, ensure_ascii=False).encode()
            now, digest = int(time.time()), lambda of: encode(hashlib.sha256(of).digest())
            claims = {"iss": f"node:{node.community}", "iat": now, "exp": now + 60, "nonce": self.headers.get("x-request-nonce") or ""}
            self.send_response(status)
            self.send_header("content-type", "application/json")
            self.send_header("content-length", str(len(text)))
            self.send_header("x-answer-signature", node.key.sign({"typ": "answer+jwt"}, {**claims, "req": digest(body), "res": digest(text)}))
            self.end_headers()
            self.wfile.write(text)

        def log_message(self, *_):
            """Says nothing of each request."""

    server = ThreadingHTTPServer(("127.0.0.1", port), Handler)
    server.daemon_threads = True
    threading.Thread(target=server.serve_forever, daemon=True).start()
    return server, f"http://127.0.0.1:{server.server_address[1]}/graphql"
