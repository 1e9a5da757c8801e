"""The way to PostgreSQL, encrypted and checked."""

import os
import pathlib
import pwd
import shutil
import subprocess
import tempfile

import pytest
from support.office import Office
from support.ports import free_port
from support.postgres import Cluster
from support.service import Service


def certificate(folder, name):
    """A self-signed certificate for `localhost` and its key, which the server's user can read."""
    key, chain = folder / f"{name}.key", folder / f"{name}.crt"
    subprocess.run(
        ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-keyout", key, "-out", chain]
        + ["-subj", "/CN=localhost", "-addext", "subjectAltName=DNS:localhost"],
        check=True,
        capture_output=True,
    )
    key.chmod(0o600)
    if os.geteuid() == 0:
        os.chown(key, pwd.getpwnam("postgres").pw_uid, -1)
    return key, chain


@pytest.fixture
def secured():
    """A cluster behind TLS: where it is reached, the certificate to trust, and one that is none of its own."""
    folder = pathlib.Path(tempfile.mkdtemp(prefix="cc-tls-", dir="/tmp"))
    folder.chmod(0o755)
    key, chain = certificate(folder, "server")
    _, foreign = certificate(folder, "foreign")
    port = free_port()
    cluster = Cluster(
        "listen_addresses=localhost", f"port={port}", "ssl=on", f"ssl_cert_file={chain}", f"ssl_key_file={key}"
    )
    database = cluster.new_database()
    name = database.split("///")[1].split("?")[0]
    yield cluster, database + f"&port={port}", f"postgres://probe@localhost:{port}/{name}", chain, foreign
    cluster.end()
    shutil.rmtree(folder)


def test_the_line_to_the_database_is_encrypted_and_checked(secured, tmp_path):
    """MH-02: with sslmode=verify-full every connection is encrypted; a server with another certificate is refused."""
    cluster, administrator, url, chain, foreign = secured
    server = Service(tmp_path / "own", DATABASE_URL=f"{url}?sslmode=verify-full&sslrootcert={chain}")
    server.add_staff("Ida Chief", "chief@local.test")
    server.start()
    Office(server).sign_in()
    lines = cluster.ask(
        administrator,
        "SELECT ssl FROM pg_stat_ssl JOIN pg_stat_activity USING (pid) WHERE application_name = 'casecourier'",
    )
    assert len(lines) >= 2 and all(line == ["t"] for line in lines), lines
    server.stop()
    wrong = Service(tmp_path / "own", DATABASE_URL=f"{url}?sslmode=verify-full&sslrootcert={foreign}")
    done = wrong.run("serve")
    assert done.returncode == 78 and b"certificate verify failed" in done.stderr, done.stderr
