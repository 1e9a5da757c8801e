"""A server with more heavy work than it takes on."""

import concurrent.futures
import http.client
import statistics
import threading
import time
import urllib.parse

import pytest
from support.browser import Browser
from support.service import Service


@pytest.fixture(scope="module")
def alone(tmp_path_factory):
    server = Service(tmp_path_factory.mktemp("busy"))
    server.add_staff("Ida Chief", "chief@local.test")
    server.start()
    yield server
    server.kill()


def test_more_sign_ins_than_the_queue_takes_are_put_off(alone):
    """RL-05: of 100 sign-ins at once those beyond the queue are answered 503 with Retry-After, and other pages stay quick."""
    gate = threading.Barrier(100)

    def sign_in(number):
        browser = Browser(alone.origin)
        token = dict(browser.get("/sign-in").form("Sign in").fields())["_token"]
        typed = {"email": f"nobody-{number}@local.test", "password": "not the right password at all", "_token": token}
        gate.wait(60)
        try:
            page = browser.post("/sign-in", urllib.parse.urlencode(typed), follow=False, timeout=10)
        except TimeoutError:
            return None, None
        return page.status, page.header("Retry-After")

    times, over = [], threading.Event()

    def look():
        while not over.is_set():
            begin = time.monotonic()
            connection = http.client.HTTPConnection("127.0.0.1", alone.port, timeout=20)
            connection.request("GET", "/help", headers={"Host": alone.host})
            assert connection.getresponse().status == 200
            connection.close()
            times.append(time.monotonic() - begin)
            time.sleep(0.05)

    watcher = threading.Thread(target=look)
    watcher.start()
    try:
        with concurrent.futures.ThreadPoolExecutor(100) as pool:
            answers = list(pool.map(sign_in, range(100)))
    finally:
        over.set()
        watcher.join()
    put_off = [wait for status, wait in answers if status == 503]
    assert len(put_off) >= 10 and all(int(wait) > 0 for wait in put_off), answers
    assert {status for status, _ in answers} <= {None, 422, 429, 503}, answers
    assert statistics.median(times) < 0.5, times
    assert alone.is_running
