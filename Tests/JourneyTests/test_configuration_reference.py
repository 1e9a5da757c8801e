"""The written reference of all settings is the one that the program prints."""

import os
import subprocess
from pathlib import Path

ROOT = Path(__file__).parents[2]


def test_reference_is_current():
    """The reference in docs/configuration.md is what `casecourier config --reference` prints."""
    printed = subprocess.run([os.environ["CASECOURIER_BINARY"], "config", "--reference"], capture_output=True, check=True)
    assert printed.stdout.decode() == (ROOT / "docs/configuration.md").read_text()
