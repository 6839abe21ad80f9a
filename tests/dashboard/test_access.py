"""Only pages of this server talk to it: other web sites, and names that were made to lead here, are refused."""

import base64
import http.client
import socket
import subprocess
import sys
import time

import pytest

from coprod.interfaces.dashboard.access import Names
from tests.dashboard.conftest import ROOT, TOKEN, Server, free_port

HOME = Names.of(["localhost"])
WIDE = Names.of(["0.0.0.0", "lab.example.org"])
UPGRADE = {"Connection": "Upgrade", "Upgrade": "websocket", "Sec-WebSocket-Version": "13",
           "Sec-WebSocket-Key": base64.b64encode(b"0123456789abcdef").decode()}
DOOR = "/jupyter/api/kernels/solara-id/kernel-1?session_id=x"


def test_whose_requests_pass():
    may = [(HOME, "localhost:8765", None), (HOME, "127.0.0.1:8765", None), (HOME, "[::1]:8765", None), (HOME, "LOCALHOST", None),
           (HOME, "127.3.2.1", None), (HOME, "localhost:8765", "http://localhost:8765"), (HOME, "localhost", "http://localhost"),
           (HOME, "[::1]:8765", "http://[::1]:8765"), (HOME, "localhost", "https://localhost:443"),
           (WIDE, "lab.example.org", "https://lab.example.org"), (WIDE, "192.168.1.5:8765", "http://192.168.1.5:8765"),
           (WIDE, socket.gethostname(), None), (WIDE, "localhost:1", None)]
    may_not = [(HOME, None, None), (HOME, "", None), (HOME, "evil.example", None), (HOME, "localhost.evil.example", None),
               (HOME, "192.168.1.5:8765", None), (HOME, "0.0.0.0:8765", None), (HOME, "localhost:8765, evil.example", None),
               (HOME, "user@localhost", None), (HOME, "localhost:8765/", None), (WIDE, "evil.example", None),
               (HOME, "localhost:8765", "http://evil.example"), (HOME, "localhost:8765", "null"),
               (HOME, "localhost:8765", ""), (HOME, "localhost:8765", "http://localhost:9999"),
               (HOME, "localhost:8765", "http://localhost"), (HOME, "localhost:8765", "http://127.0.0.1:8765"),
               (HOME, "localhost:8765", "http://localhost:8765.evil.example"), (HOME, "localhost:8765", "http://localhost:x"),
               (HOME, "localhost:8765", "ftp://localhost:8765"), (HOME, "localhost:8765", "http://[::1"),
               (WIDE, "192.168.1.5:8765", "http://192.168.1.6:8765")]
    assert [case for case in may if case[0].refusal(*case[1:])] == []
    assert [case for case in may_not if not case[0].refusal(*case[1:])] == []


@pytest.fixture(scope="module")
def own():
    pytest.importorskip("solara")
    running = Server()
    yield running
    running.stop()


def asked(port, path, **headers):
    connection = http.client.HTTPConnection("localhost", port, timeout=20)
    connection.putrequest("GET", path, skip_host=True)
    for name, value in headers.items():
        connection.putheader(name, value)
    connection.endheaders()
    answer = connection.getresponse()
    status, text = answer.status, "" if answer.status == 101 else answer.read().decode()
    connection.close()
    return status, text, answer.headers


def test_the_server_refuses_other_sites_on_http_and_websocket(own):
    here, site = f"localhost:{own.port}", "http://evil.example"
    assert asked(own.port, "/", Host=here)[0] == 200
    assert asked(own.port, DOOR, Host=here, Origin=f"http://{here}", **UPGRADE)[0] == 101
    for path, headers in (("/", {}), (DOOR, UPGRADE), ("/static/public/x", {}), ("/resourcez", {})):
        assert asked(own.port, path, Host=here, Origin=site, **headers)[0] == 403
        assert asked(own.port, path, Host="evil.example", **headers)[0] == 403
    _, text, _ = asked(own.port, "/", Host="evil.example")
    assert text.startswith("Refused: asked for as 'evil.example'") and "--host NAME" in text


def test_statistics_of_the_server_need_its_token(own):
    here = f"localhost:{own.port}"
    for path in ("/resourcez", "/readyz", "/resourcez/", "/resourcez?verbose=1"):
        assert asked(own.port, path, Host=here)[0] == 404
        assert asked(own.port, path, Host=here, Authorization="Bearer guessed")[0] == 404
    assert asked(own.port, "/resourcez", Host=here, Authorization=f"Bearer {TOKEN}")[0] == 200


def test_the_mirror_of_packages_hands_out_what_is_installed_and_nothing_else(own, tmp_path, monkeypatch):
    from solara.server import settings

    from coprod.interfaces.dashboard.doors import is_closed

    unknown = "/_solara/cdn/no-such-package@1.0.0/it.js"
    assert is_closed(unknown) and asked(own.port, unknown, Host=f"localhost:{own.port}")[:2] == (404, "")  # our door's own answer
    (tmp_path / "pack@1" / "dist").mkdir(parents=True)
    (tmp_path / "pack@1" / "dist" / "it.js").write_text("1", encoding="utf-8")
    (tmp_path.parent / "secret.js").write_text("1", encoding="utf-8")
    monkeypatch.setattr(settings.assets, "proxy_cache_dir", tmp_path)
    assert not is_closed("/_solara/cdn/pack@1/dist/it.js")
    for path in ("pack@1/dist", "pack@1/dist/", "pack@1", "pack@1/other.js", "../secret.js", "", "a\x00b/c"):
        assert is_closed(f"/_solara/cdn/{path}"), path


def test_other_sites_cannot_frame_the_page(own):
    headers = asked(own.port, "/", Host=f"localhost:{own.port}")[2]
    assert "frame-ancestors 'self'" in headers["content-security-policy"] and headers["x-frame-options"] == "SAMEORIGIN"


def test_each_refusal_is_one_line_of_the_log():
    pytest.importorskip("solara")
    server = Server()
    for _ in range(3):
        asked(server.port, "/", Host=f"localhost:{server.port}", Origin="http://evil.example")
    server.stop()
    log = server.process.stdout.read()
    assert log.count("Refused: a page of 'http://evil.example' asked") == 1 and "Traceback" not in log


@pytest.mark.parametrize("app", ["app.py", "coprod.interfaces.dashboard.solaraviz"])
def test_a_server_started_by_hand_refuses_them_too(app):
    pytest.importorskip("solara")
    if app.endswith("solaraviz"):
        pytest.importorskip("altair")
    port = free_port()
    command = [sys.executable, "-m", "solara", "run", app, "--production", "--no-open", "--port", str(port)]
    server = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        assert wait_for(port, server) == 200
        assert asked(port, "/", Host="evil.example")[0] == 403
        assert asked(port, DOOR, Host=f"localhost:{port}", Origin="http://evil.example", **UPGRADE)[0] == 403
    finally:
        server.kill()
        server.wait()


def wait_for(port, server):
    for _ in range(600):
        assert server.poll() is None
        try:
            return asked(port, "/", Host=f"localhost:{port}")[0]
        except OSError:
            time.sleep(0.1)
    raise TimeoutError


def test_a_name_that_is_not_this_machine_is_told(capsys):
    pytest.importorskip("solara")
    from coprod.interfaces.entry import main

    for host in ("no-such-machine.invalid", "192.0.2.1"):
        with pytest.raises(SystemExit) as leaving:
            main(["dashboard", "--host", host, "--lang", "en"])
        said = capsys.readouterr().err
        assert leaving.value.code == 2 and f"--host = '{host}'" in said and "cannot be served" in said


def test_the_report_is_that_of_the_folder_on_show_whatever_the_browser_says(tmp_path, monkeypatch):
    solara = pytest.importorskip("solara")
    from coprod.interfaces.dashboard import findings
    from coprod.interfaces.dashboard.pages import laboratory
    from coprod.interfaces.dashboard.parts import Part
    from coprod.interfaces.dashboard.state import State

    written = []
    monkeypatch.setattr(findings, "report", lambda folder, language: written.append(folder) or b"page")
    monkeypatch.setattr(laboratory, "what_was_found", lambda folder, outcome, state: (None, ""))
    monkeypatch.setattr(laboratory, "finished_sweeps", lambda: {"results/mine": tmp_path})
    for opened, expected in (({}, []), ({"open": "results/mine"}, ["results/mine"])):
        _, context = solara.render(laboratory.LaboratoryPage(State(lab=opened), lambda said: None), handle_error=False)
        context.find(Part).widget.event = {"do": "report", "folder": "/etc", "n": 1}
        assert [str(folder) for folder in written] == expected
        context.close()
