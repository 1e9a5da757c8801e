"""A real object store: OpenStack Swift with its S3 interface, in one process that can be stopped, killed and started again."""

import json
import pathlib
import subprocess
import urllib.request

from .ports import free_port

_PROGRAM = pathlib.Path(__file__).parents[2] / "BlobsTests/Servers/object_store.py"
BUCKET = "cases"


class ObjectStore:
    """One store with one bucket; what is in it outlives a restart."""

    def __init__(self, folder):
        self.folder = pathlib.Path(folder)
        self.folder.mkdir(parents=True, exist_ok=True)
        self.port = free_port()
        self.process = None

    @property
    def settings(self):
        """What a service is told to keep its files here."""
        return {
            "BLOBS_URL": f"s3://{BUCKET}/firm",
            "AWS_ACCESS_KEY_ID": "test:tester",
            "AWS_SECRET_ACCESS_KEY": "testing",
            "AWS_REGION": "eu-central-1",
            "AWS_ENDPOINT_URL_S3": f"http://127.0.0.1:{self.port}",
        }

    def start(self):
        """Starts the store and waits until it has its bucket. It ends with this process at the latest."""
        self.process = subprocess.Popen(
            ["/usr/bin/python3", str(_PROGRAM), str(self.folder), str(self.port), BUCKET],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
        )
        said = self.process.stdout.readline()
        assert said, "the object store does not start: is python3-swift there (Tests/packages.txt)?"
        return self

    def kill(self):
        """Takes the store away as a power cut does."""
        self.process.kill()
        self.process.wait(10)

    def meet(self, *rules):
        """What the next requests shall meet; see `Faults` in the program."""
        self._back_door("rules", json.dumps(rules).encode())

    def asked(self):
        """What was asked since this was last called."""
        return self._back_door("asked").decode().splitlines()

    def names(self, prefix="firm/"):
        """The complete files under the service's prefix."""
        return self._back_door(f"{BUCKET}?prefix={prefix}").decode().splitlines()

    def content(self, name):
        return self._back_door(f"{BUCKET}/{name}")

    def replace(self, name, content):
        self._back_door(f"{BUCKET}/{name}", content, "PUT")

    def _back_door(self, path, content=None, method=None):
        request = urllib.request.Request(f"http://127.0.0.1:{self.port}/-/{path}", content, method=method)
        with urllib.request.urlopen(request, timeout=30) as answer:
            return answer.read()
