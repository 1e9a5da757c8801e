"""What stands in deploy/, asked of the programs it is for."""

import re
import subprocess
from pathlib import Path

import pytest

DEPLOY = Path(__file__).parents[2] / "deploy"


def test_the_unit_is_closed_off():
    """OP-08: systemd itself rates the unit 2.0 or better, and finds nothing in it that it does not understand."""
    rated = subprocess.run(
        ["systemd-analyze", "security", "--offline=true", "--threshold=20", DEPLOY / "casecourier.service"],
        capture_output=True,
        text=True,
    )
    assert rated.returncode == 0, rated.stdout[-600:] + rated.stderr
    level = re.search(r"exposure level for casecourier.service: ([\d.]+)", rated.stdout)
    assert level and float(level.group(1)) <= 2.0
    for word in (
        "NoNewPrivileges=yes",
        "ProtectSystem=strict",
        "PrivateTmp=yes",
        "RestrictAddressFamilies=",
        "SystemCallFilter=",
        "MemoryDenyWriteExecute=yes",
        "Type=notify",
        "SWIFT_BACKTRACE=enable=no",
    ):
        assert word in (DEPLOY / "casecourier.service").read_text(), word
    read = subprocess.run(["systemd-analyze", "verify", DEPLOY / "casecourier.service"], capture_output=True, text=True)
    complaints = [line for line in read.stderr.splitlines() if "casecourier.service" in line]
    assert all("is not executable" in line or "man" in line for line in complaints), complaints


@pytest.fixture(scope="module")
def certificate(tmp_path_factory):
    folder = tmp_path_factory.mktemp("tls")
    subprocess.run(
        ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=updates.example.com"]
        + ["-keyout", folder / "privkey.pem", "-out", folder / "fullchain.pem"],
        check=True,
        capture_output=True,
    )
    return folder


def test_nginx_reads_its_example(certificate, tmp_path):
    """OP-08: nginx takes the example as it stands, but for the certificate's folder and where it logs."""
    text = (DEPLOY / "nginx.conf").read_text()
    text = text.replace("/etc/letsencrypt/live/updates.example.com", str(certificate))
    text = text.replace("/var/log/nginx", str(tmp_path))
    whole = tmp_path / "nginx.conf"
    whole.write_text(f"pid {tmp_path}/pid;\nevents {{}}\nhttp {{\n{text}\n}}\n")
    read = subprocess.run(["nginx", "-t", "-c", whole, "-e", f"{tmp_path}/error"], capture_output=True, text=True)
    assert read.returncode == 0, read.stderr


@pytest.mark.parametrize("name", ["nginx.conf", "Caddyfile"])
def test_proxies_show_no_figures(name):
    """OP-07: both examples keep /metrics and /readyz to themselves."""
    text = (DEPLOY / name).read_text()
    assert "/metrics" in text and "/readyz" in text
