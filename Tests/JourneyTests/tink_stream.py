"""Google's own implementation of the format in which files are sealed, as a foreign witness.

    python tink_stream.py seal|open KEY ASSOCIATED < input > output        (both in hexadecimal)
"""

import base64
import io
import json
import sys

import tink
from tink import secret_key_access, streaming_aead

SEGMENT = 64 * 1024
SHA256 = 3


def varint(number):
    out = b""
    while number >= 0x80:
        out += bytes([number & 0x7F | 0x80])
        number >>= 7
    return out + bytes([number])


def primitive(key):
    """AesGcmHkdfStreamingKey of tink's aes_gcm_hkdf_streaming.proto: 64 KiB segments, 32-byte derived keys, SHA-256."""
    parameters = b"\x08" + varint(SEGMENT) + b"\x10" + varint(32) + b"\x18" + varint(SHA256)
    value = b"\x12" + varint(len(parameters)) + parameters + b"\x1a" + varint(len(key)) + key
    keyset = {
        "primaryKeyId": 1,
        "key": [
            {
                "keyData": {
                    "typeUrl": "type.googleapis.com/google.crypto.tink.AesGcmHkdfStreamingKey",
                    "value": base64.b64encode(value).decode(),
                    "keyMaterialType": "SYMMETRIC",
                },
                "status": "ENABLED",
                "keyId": 1,
                "outputPrefixType": "RAW",
            }
        ],
    }
    streaming_aead.register()
    handle = tink.json_proto_keyset_format.parse(json.dumps(keyset), secret_key_access.TOKEN)
    return handle.primitive(streaming_aead.StreamingAead)


class Kept(io.BytesIO):
    """Keeps its bytes when the sealing stream closes it."""

    def close(self):
        self.kept = self.getvalue()
        super().close()


def seal(key, associated, plain):
    target = Kept()
    with primitive(key).new_encrypting_stream(target, associated) as stream:
        stream.write(plain)
    return target.kept


def open_sealed(key, associated, sealed):
    with primitive(key).new_decrypting_stream(io.BytesIO(sealed), associated) as stream:
        return stream.read()


if __name__ == "__main__":
    work = {"seal": seal, "open": open_sealed}[sys.argv[1]]
    result = work(bytes.fromhex(sys.argv[2]), bytes.fromhex(sys.argv[3]), sys.stdin.buffer.read())
    sys.stdout.buffer.write(result)
