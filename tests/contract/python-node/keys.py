"""A node's key, and what is signed with keys: compact JWS (RFC 7515) with Ed25519."""

import base64
import hashlib
import json

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat


class Unbelievable(Exception):
    """What is signed is not to be believed; the message says why."""


def encode(raw):
    """Bytes as base64url without padding."""
    return base64.urlsafe_b64encode(raw).rstrip(b"=").decode("ascii")


def decode(text):
    """The bytes of base64url without padding."""
    return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))


def thumbprint(x, curve="Ed25519"):
    """The RFC 7638 thumbprint of a public key: its `kid`."""
    text = json.dumps({"crv": curve, "kty": "OKP", "x": x}, separators=(",", ":"))
    return encode(hashlib.sha256(text.encode()).digest())


def public_x(key):
    """The public half of a private key of either curve, as a JWK has it."""
    return encode(key.public_key().public_bytes(Encoding.Raw, PublicFormat.Raw))


class SigningKey:
    """The key that a node signs with, by its 32 secret bytes."""

    def __init__(self, secret):
        self._key = Ed25519PrivateKey.from_private_bytes(secret)
        self.x = public_x(self._key)
        self.kid = thumbprint(self.x)

    def sign(self, header, claims):
        """A compact JWS of claims."""
        parts = [json.dumps(part, separators=(",", ":")).encode() for part in ({"alg": "EdDSA", "kid": self.kid, **header}, claims)]
        text = ".".join(encode(part) for part in parts)
        return text + "." + encode(self._key.sign(text.encode()))


def verified(text, x_of):
    """The header and the claims of a compact JWS. `x_of` gives the public key of a `kid`, or None. Raises Unbelievable."""
    try:
        header_part, claims_part, signature = text.split(".")
        header, claims = json.loads(decode(header_part)), json.loads(decode(claims_part))
        if header["alg"] != "EdDSA":
            raise Unbelievable("its algorithm is not EdDSA")
        x = x_of(header["kid"])
        if x is None:
            raise Unbelievable("it is not signed with a key of the hub")
        key = Ed25519PublicKey.from_public_bytes(decode(x))
        key.verify(decode(signature), (header_part + "." + claims_part).encode())
        return header, claims
    except InvalidSignature:
        raise Unbelievable("its signature is wrong")
    except (ValueError, KeyError, TypeError, AttributeError):
        raise Unbelievable("it is not a signed JWT")
