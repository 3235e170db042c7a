"""The web application around the screens: its settings, its headers, and its own faults."""

import os
import subprocess
import sys

from core.settings import ROOT
from ui import strings

SERVER = """
from starlette.testclient import TestClient
from streamlit import config
import app

with TestClient(app.app) as client:
    reply = client.get("/ready")
    print(reply.status_code, reply.json(), *sorted(reply.headers))
print("telemetry", config.get_option("browser.gatherUsageStats"))
print("details", config.get_option("client.showErrorDetails"))
"""


def test_server_is_ready_with_its_headers_and_settings_from_any_folder(tmp_path):
    """Any ASGI server may start it, and then nobody but `app.py` looks for the settings file."""
    run = subprocess.run(
        [sys.executable, "-c", SERVER],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=True,
        timeout=120,
    )
    first, *rest = run.stdout.splitlines()
    assert first.startswith("200 {'status': 'ok'}")
    for header in ("content-security-policy", "referrer-policy", "x-content-type-options"):
        assert header in first
    assert rest == ["telemetry False", "details none"]


def test_fault_of_the_program_is_one_line(monkeypatch):
    import app

    shown = []
    monkeypatch.setattr("streamlit.error", lambda line, **look: shown.append(line))
    assert app.show_crash(RuntimeError("a secret")) is True
    assert shown == [strings.CRASHED]
