"""The community's pseudonym key on its way: a compact JWE, ECDH-ES+A256KW with X25519 and A256GCM (RFC 7516, 7518, 8037)."""

import hashlib
import json
import os
import struct

from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.keywrap import aes_key_unwrap, aes_key_wrap

from keys import decode, encode, public_x, thumbprint

ALGORITHM = "ECDH-ES+A256KW"


def receiving_key(private):
    """What the hub is told of an X25519 key for which it is to seal."""
    x = public_x(private)
    return {"kid": thumbprint(x, "X25519"), "x": x}


def _wrapping_key(shared):
    """The key that wraps, derived from the shared secret (RFC 7518, 4.6.2): one round of Concat KDF."""
    algorithm = ALGORITHM.encode()
    info = struct.pack(">I", len(algorithm)) + algorithm + struct.pack(">II", 0, 0) + struct.pack(">I", 256)
    return hashlib.sha256(struct.pack(">I", 1) + shared + info).digest()


def open_sealed(text, private, community):
    """The key in a JWE that was sealed for us, and for this community."""
    header_part, wrapped, nonce, ciphertext, tag = text.split(".")
    header = json.loads(decode(header_part))
    if (header["alg"], header["enc"], header["sub"]) != (ALGORITHM, "A256GCM", community):
        raise ValueError("Expected a pseudonym key sealed for this community.")
    shared = private.exchange(X25519PublicKey.from_public_bytes(decode(header["epk"]["x"])))
    content_key = aes_key_unwrap(_wrapping_key(shared), decode(wrapped))
    return AESGCM(content_key).decrypt(decode(nonce), decode(ciphertext) + decode(tag), header_part.encode())


def seal(key, community, to):
    """A JWE of a key that only whoever has the private half of `to` can open."""
    private, content_key, nonce = X25519PrivateKey.generate(), os.urandom(32), os.urandom(12)
    ephemeral = {"kty": "OKP", "crv": "X25519", "x": public_x(private)}
    header = {"alg": ALGORITHM, "enc": "A256GCM", "kid": to["kid"], "sub": community, "epk": ephemeral}
    header_part = encode(json.dumps(header, separators=(",", ":")).encode())
    shared = private.exchange(X25519PublicKey.from_public_bytes(decode(to["x"])))
    wrapped = aes_key_wrap(_wrapping_key(shared), content_key)
    sealed = AESGCM(content_key).encrypt(nonce, key, header_part.encode())
    return ".".join([header_part, *map(encode, (wrapped, nonce, sealed[:-16], sealed[-16:]))])
