"""The servers that ours is measured beside: nginx with signed links, and Flask with itsdangerous under gunicorn."""

import base64
import hashlib
import os
import pathlib
import secrets
import signal
import subprocess
import sys
import time

from processes import Processes
from support.ports import free_port, listens
from support.waiting import eventually

NGINX = """\
worker_processes auto;
daemon off;
pid {folder}/nginx.pid;
error_log {folder}/error.log error;
events {{ worker_connections 8192; }}
http {{
    # As it comes: one line of log a request, like ours.
    access_log {folder}/access.log;
    sendfile on;
    tcp_nopush on;
    keepalive_requests 1000000;
    client_body_temp_path {folder}/bodies;
    client_max_body_size 2g;
    default_type application/octet-stream;
    server {{
        listen 127.0.0.1:{port};
        root {folder}/files;
        location /plain/ {{ }}
        location /files/ {{
            secure_link $arg_md5,$arg_expires;
            secure_link_md5 "$secure_link_expires$uri {secret}";
            if ($secure_link = "") {{ return 403; }}
            if ($secure_link = "0") {{ return 410; }}
        }}
        location /uploads/ {{ dav_methods PUT; create_full_put_path on; }}
    }}
}}
"""


class Peer:
    """A server of somebody else's, in a folder of its own at a port of its own."""

    name = ""

    def __init__(self, folder):
        self.folder = pathlib.Path(folder)
        self.port = free_port()
        self.origin = f"http://127.0.0.1:{self.port}"
        self.secret = secrets.token_urlsafe(32)

    def _run(self, command, **options):
        log = open(self.folder / "output.log", "ab")
        self.process = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=log, stderr=log, **options)
        self.processes = Processes(self.process.pid)
        eventually(lambda: listens(self.port), 20, f"{self.name} at its port")
        return self

    def stop(self):
        self.process.send_signal(signal.SIGTERM)
        self.process.wait(20)


class Nginx(Peer):
    name = "nginx"

    def start(self):
        for part in ("files/files", "files/plain", "files/uploads", "bodies"):
            (self.folder / part).mkdir(parents=True)
        # The workers give up root.
        subprocess.run(["chmod", "-R", "a+rwX", self.folder], check=True)
        file = self.folder / "nginx.conf"
        file.write_text(NGINX.format(folder=self.folder, port=self.port, secret=self.secret))
        return self._run(["nginx", "-p", str(self.folder), "-c", str(file)])

    def put(self, name, content, part="files"):
        path = self.folder / "files" / part / name
        path.write_bytes(content)
        path.chmod(0o644)

    def adopt(self, file, name):
        """A file that is there already, under another name and without a copy."""
        os.link(file, self.folder / "files/files" / name)

    def signed(self, name, forged=False):
        expires, path = int(time.time()) + 86_400, f"/files/{name}"
        digest = hashlib.md5(f"{expires}{path} {'forged' if forged else self.secret}".encode()).digest()
        tag = base64.urlsafe_b64encode(digest).decode().rstrip("=")
        return f"{path}?md5={tag}&expires={expires}"


class FlaskPeer(Peer):
    """Workers of gunicorn's usual kind, as many as its manual advises for two cores; they close each connection after its answer."""

    name = "Flask"

    def start(self, files):
        environment = os.environ | {"PEER_SECRET": self.secret, "PEER_FILES": str(files)}
        return self._run(
            [
                sys.executable, "-m", "gunicorn", "--bind", f"127.0.0.1:{self.port}", "--workers", "5",
                "--no-control-socket", "--log-level", "error", "flask_peer:app",
            ],
            env=environment, cwd=pathlib.Path(__file__).parent,
        )

    def signed(self, name):
        import itsdangerous

        return "/f/" + itsdangerous.URLSafeTimedSerializer(self.secret, salt="link").dumps(name)
