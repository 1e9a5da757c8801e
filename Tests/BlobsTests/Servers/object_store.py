#!/usr/bin/python3
"""OpenStack Swift with its S3 interface, whole in one process: `object_store.py FOLDER PORT [BUCKET…]`.

One replica of everything under FOLDER, on loopback only. It answers under PORT for the users below, whose signatures it
checks. Prints its port when the buckets are there, and ends when its standard input does: so it never outlives a test.
Needs Debian's `python3-swift` and nothing that runs beside it.

Besides the S3 interface there is a back door for tests, at `/-/`: files read and put without a signature, and faults that
the next requests shall meet.
"""

import io
import json
import os
import pathlib
import sys

import eventlet

eventlet.monkey_patch(all=False, socket=True, select=True, thread=True, time=True)

from eventlet import wsgi  # noqa: E402
from swift.common import utils  # noqa: E402
from swift.common.ring import RingBuilder  # noqa: E402
from swift.common.swob import Request  # noqa: E402
from swift.common.wsgi import SwiftHttpProtocol, loadapp  # noqa: E402

# Access key "test:tester", secret "testing".
USERS = """
user_test_tester = testing .admin
user_test_guest = guesting
user_other_owner = owning .admin
"""

PROXY = """
[DEFAULT]
swift_dir = {folder}
log_level = ERROR
[pipeline:main]
pipeline = catch_errors gatekeeper s3api tempauth bulk slo dlo proxy-server
[filter:catch_errors]
use = egg:swift#catch_errors
[filter:gatekeeper]
use = egg:swift#gatekeeper
[filter:s3api]
use = egg:swift#s3api
location = eu-central-1
max_bucket_listing = 3
[filter:tempauth]
use = egg:swift#tempauth
{users}
[filter:bulk]
use = egg:swift#bulk
[filter:slo]
use = egg:swift#slo
[filter:dlo]
use = egg:swift#dlo
[app:proxy-server]
use = egg:swift#proxy
account_autocreate = true
"""

STORAGE = """
[DEFAULT]
devices = {folder}/devices
mount_check = false
swift_dir = {folder}
log_level = ERROR
[pipeline:main]
pipeline = {kind}
[app:{kind}]
use = egg:swift#{kind}
"""


class Cache(dict):
    """What Swift keeps in memcached: here in the memory of the one process that asks."""

    def __bool__(self):
        return True

    def set(self, key, value, **_):
        self[key] = value

    def get(self, key, **_):
        return super().get(key)

    def delete(self, key, **_):
        self.pop(key, None)

    def incr(self, key, delta=1, **_):
        self[key] = super().get(key, 0) + delta
        return self[key]


def make_ring(folder, kind, port):
    """One device holds the one replica of every part."""
    builder = RingBuilder(4, 1, 0)
    builder.add_dev(
        {"id": 0, "region": 1, "zone": 1, "ip": "127.0.0.1", "port": port, "device": "one", "weight": 1.0,
         "replication_ip": "127.0.0.1", "replication_port": port, "meta": ""})
    builder.rebalance()
    builder.get_ring().save(str(folder / f"{kind}.ring.gz"))


def serve(listener, configuration, wrap=lambda application: application):
    """Answers what comes in on `listener` until the process ends."""
    swift, cache = loadapp(str(configuration)), Cache()

    def application(environment, start_response):
        environment["swift.cache"] = cache
        return swift(environment, start_response)

    eventlet.spawn(
        wsgi.server, listener, wrap(application), log=open(os.devnull, "w"), log_output=False, protocol=SwiftHttpProtocol,
        capitalize_response_headers=False, max_size=256)
    return application


def write(folder, name, text):
    """A configuration file as Swift reads it."""
    path = folder / name
    path.write_text(text)
    return path


class Faults:
    """Stands before the store, and does to requests what tests ask for.

    A rule names what it meets (`method`, and what `path` and `query` hold), how often (`times`), and what it does:

    - `status`: the answer is this status with this S3 `code`; the store never hears of the request
    - `close`: the connection breaks off before the store has heard, `close-after` once the store has done it
    - `spoil`: one byte of what is sent is changed on its way; `spoil-answer`: the same, of what is answered
    - `cut`: the answer breaks off after `bytes`
    - `hang`: nothing comes for `seconds`
    - `ok-with-error`: the store never hears, and the answer is a 200 with an S3 error in it
    """

    def __init__(self, store):
        self.store, self.rules, self.asked = store, [], []

    def __call__(self, environment, start_response):
        path = environment["PATH_INFO"]
        if path.startswith("/-/"):
            return self.back_door(path[3:], environment, start_response)
        query = environment.get("QUERY_STRING", "")
        self.asked.append(f"{environment['REQUEST_METHOD']} {path}?{query}")
        for rule in self.rules:
            meets = rule.get("method", environment["REQUEST_METHOD"]) == environment["REQUEST_METHOD"]
            if meets and rule.get("path", "") in path and rule.get("query", "") in query and rule["times"] > 0:
                rule["times"] -= 1
                return getattr(self, rule["do"].replace("-", "_"))(rule, environment, start_response)
        return self.store(environment, start_response)

    def back_door(self, name, environment, start_response):
        """`rules` sets them, `asked` tells and forgets; anything else is a path of Swift's own interface."""
        if name == "rules":
            self.rules = json.loads(environment["wsgi.input"].read(int(environment["CONTENT_LENGTH"])))
        if name in ("rules", "asked"):
            answer, self.asked = "\n".join(self.asked).encode(), []
            start_response("200 OK", [("Content-Length", str(len(answer)))])
            return [answer]
        everything = {"swift.authorize_override": True, "swift.authorize": lambda _: None}
        environment = dict(environment) | everything | {"PATH_INFO": f"/v1/AUTH_test/{name}"}
        return self.store(environment, start_response)

    def status(self, rule, environment, start_response):
        answer = f"<?xml version='1.0'?><Error><Code>{rule.get('code', '')}</Code></Error>".encode()
        read_all(environment)
        head = [("Content-Type", "application/xml"), ("Content-Length", str(len(answer)))]
        start_response(f"{rule['status']} So it is", head)
        return [] if environment["REQUEST_METHOD"] == "HEAD" else [answer]

    def ok_with_error(self, rule, environment, start_response):
        return self.status(rule | {"status": 200}, environment, start_response)

    def close(self, rule, environment, start_response):
        environment["wsgi.input"].get_socket().shutdown(2)
        start_response("500 Gone", [])
        return []

    def close_after(self, rule, environment, start_response):
        list(self.store(environment, lambda *_: None))
        return self.close(rule, environment, start_response)

    def hang(self, rule, environment, start_response):
        eventlet.sleep(rule["seconds"])
        return self.close(rule, environment, start_response)

    def spoil(self, rule, environment, start_response):
        content = bytearray(read_all(environment))
        content[len(content) // 2] ^= 1
        return self.store(dict(environment) | {"wsgi.input": io.BytesIO(content)}, start_response)

    def spoil_answer(self, rule, environment, start_response):
        content = bytearray(b"".join(self.store(environment, start_response)))
        content[len(content) // 2] ^= 1
        return [bytes(content)]

    def cut(self, rule, environment, start_response):
        content = b"".join(self.store(environment, start_response))

        def part():
            yield content[: rule["bytes"]]
            environment["wsgi.input"].get_socket().shutdown(2)

        return part()


def read_all(environment):
    """The whole content of a request."""
    return environment["wsgi.input"].read(int(environment.get("CONTENT_LENGTH") or 0))


def make_bucket(proxy, bucket):
    """Makes a bucket of the first user's, as an operator of the store would."""
    everything = {"REQUEST_METHOD": "PUT", "swift.authorize_override": True, "swift.authorize": lambda _: None}
    request = Request.blank(f"/v1/AUTH_test/{bucket}", environ=everything)
    answer = request.get_response(proxy)
    assert answer.status_int in (201, 202), answer.status


def main(folder, port, *buckets):
    """Starts the four servers, the innermost first."""
    folder = pathlib.Path(folder).resolve()
    (folder / "devices" / "one").mkdir(parents=True, exist_ok=True)
    write(folder, "swift.conf", "[swift-hash]\nswift_hash_path_suffix = test\n[storage-policy:0]\nname = only\ndefault = yes\n")
    utils.set_swift_dir(str(folder))
    utils.validate_configuration()
    for kind in ("account", "container", "object"):
        listener = eventlet.listen(("127.0.0.1", 0))
        make_ring(folder, kind, listener.getsockname()[1])
        serve(listener, write(folder, f"{kind}.conf", STORAGE.format(folder=folder, kind=kind)))
    listener = eventlet.listen(("127.0.0.1", int(port)))
    proxy = serve(listener, write(folder, "proxy.conf", PROXY.format(folder=folder, users=USERS)), Faults)
    for bucket in buckets:
        make_bucket(proxy, bucket)
    print(listener.getsockname()[1], flush=True)
    eventlet.tpool.execute(sys.stdin.buffer.read)


if __name__ == "__main__":
    main(*sys.argv[1:])
