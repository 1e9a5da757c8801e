"""Reads one mail from standard input with Python's own parser and prints what it found as JSON."""
import email
import email.policy
import json
import sys
from email.header import decode_header, make_header
from email.utils import getaddresses

octets = sys.stdin.buffer.read()
mail = email.message_from_bytes(octets, policy=email.policy.default)
parts = [
    {
        "type": part.get_content_type(), "text": part.get_content() if part.get_content_maintype() == "text" else "",
        "name": part.get_filename(), "octets": list(part.get_payload(decode=True)) if part.is_attachment() else [],
        "defects": [str(d) for d in part.defects],
    }
    for part in mail.walk()
    if not part.is_multipart()
]
headers = [{"name": name, "value": str(value)} for name, value in mail.items()]
# The newer interface of Python puts spaces between the encoded words of a display name (RFC 2047 section 6.2 says
# none); the older one does not.
plain = email.message_from_bytes(octets)
addresses = {
    name: [
        {"name": str(make_header(decode_header(phrase))) if phrase else "", "address": address}
        for phrase, address in getaddresses([plain[name]])
    ]
    for name in ("From", "To", "Reply-To")
    if mail[name]
}
defects = [str(d) for d in mail.defects] + [str(d) for h in mail.values() for d in getattr(h, "defects", [])]
longest = max(len(line) for line in octets.split(b"\r\n"))
json.dump(
    {
        "type": mail.get_content_type(), "headers": headers, "parts": parts, "addresses": addresses,
        "defects": defects, "longestLine": longest,
    },
    sys.stdout,
)
