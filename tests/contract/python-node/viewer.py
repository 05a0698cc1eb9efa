"""Who asks: the tokens that the hub's gateway signs for this node."""

import json
import threading
import time
import urllib.request

from keys import Unbelievable, verified


class HubKeys:
    """The hub's published keys; fetched anew when a token names one that is not known, every 5 seconds at most."""

    def __init__(self, hub):
        self._url = hub + "/.well-known/jwks.json"
        self._keys, self._fetched, self._lock = {}, 0.0, threading.Lock()

    def x_of(self, kid):
        """The public key of a `kid`; None when the hub has none of that name."""
        with self._lock:
            if kid not in self._keys and time.monotonic() - self._fetched > 5:
                with urllib.request.urlopen(self._url, timeout=3) as answer:
                    self._keys = {key["kid"]: key["x"] for key in json.load(answer)["keys"] if key.get("crv") == "Ed25519"}
                self._fetched = time.monotonic()
            return self._keys.get(kid)


def read_viewer(authorization, hub_keys, community):
    """The claims of whoever asks. Raises Unbelievable for a token that is not the hub's for this node, of this moment."""
    kind, _, token = (authorization or "").partition(" ")
    if kind.lower() != "bearer" or not token:
        raise Unbelievable("there is none")
    _, claims = verified(token, hub_keys.x_of)
    audience = claims.get("aud")
    now = time.time()
    if claims.get("iss") != "hub":
        raise Unbelievable("its issuer is not the hub")
    if f"node:{community}" not in (audience if isinstance(audience, list) else [audience]):
        raise Unbelievable("it was issued for another audience")
    if not isinstance(claims.get("exp"), (int, float)) or claims["exp"] + 5 <= now:
        raise Unbelievable("it has expired")
    if not isinstance(claims.get("iat"), (int, float)) or not claims.get("sub") or not claims.get("role"):
        raise Unbelievable("it does not say who asks, and when")
    return claims


def reaches_down(claims, community):
    """Whether the division that a viewer acts for holds the community: its code without the zeros that pad it begins the other."""
    division = claims.get("division") or ""
    while division.endswith("00") and len(division) > 2:
        division = division[:-2]
    return division != "" and community.startswith(division)
