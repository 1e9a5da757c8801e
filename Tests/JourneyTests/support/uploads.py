"""Uploads that a test holds in its hand: begun, not ended."""

import socket
import urllib.parse


def begin_upload(office, draft, name, announced, sent):
    """Sends the head and the first bytes of a raw upload; gives the open connection."""
    form = office.browser.get(draft.url).form("Add to the update")
    head = (
        f"POST {form.element.get('data-upload')} HTTP/1.1\r\nHost: 127.0.0.1:{office.service.port}\r\n"
        f"Cookie: {'; '.join(f'{k}={v}' for k, v in office.browser.cookies.items())}\r\n"
        f"Origin: {office.service.origin}\r\nSec-Fetch-Site: same-origin\r\n"
        f"X-File-Name: {urllib.parse.quote(name)}\r\nX-Form-Token: {dict(form.fields())['_token']}\r\n"
        f"Content-Type: application/octet-stream\r\nContent-Length: {announced}\r\n\r\n"
    )
    connection = socket.create_connection(("127.0.0.1", office.service.port), timeout=60)
    connection.sendall(head.encode() + sent)
    return connection
