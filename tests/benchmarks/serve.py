"""How the preview server bears a crowd, slow clients and a burst of changes, and how fast it is.

    python tests/benchmarks/serve.py [--count 1000] [--keep DIR]

Builds `--count` generated articles (or takes the project in DIR), serves them, and prints: seconds
until the first page of an archive that was built before, 200 requests at once, a request beside
150 clients that never finish theirs, seconds from a changed article to its reload and to that of
the whole site, reloads after 1,000 touched files, and seconds until it has stopped. Asserts
nothing.
"""

import argparse
import signal
import socket
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from pathlib import Path

from build import installed
from generate import write_articles

CROWD, SLOW, TOUCHED = 200, 150, 1000
ADDRESS = "127.0.0.1"
READY, TOLD = 600.0, 900.0  # seconds that a large archive may take
PER_ARTICLE = 0.001  # seconds, more than a build takes after one change, for each article


def connect(port: int) -> socket.socket:
    return socket.create_connection((ADDRESS, port), timeout=READY)


def get(port: int, path: str) -> tuple[float, bytes]:
    """Seconds that an answer took, and the whole of it."""
    started = time.perf_counter()
    with connect(port) as client:
        head = f"GET {path} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"
        client.sendall(head.encode())
        answer = b"".join(iter(lambda: client.recv(1 << 16), b""))
    return time.perf_counter() - started, answer


def first_page(port: int, since: float) -> float:
    """Seconds until the front page is there."""
    while time.perf_counter() - since < READY:
        try:
            if b" 200 " in get(port, "/")[1][:20]:
                break
        except OSError:
            pass
        time.sleep(0.01)
    return time.perf_counter() - since


def free_port() -> int:
    with socket.socket() as one:
        one.bind((ADDRESS, 0))
        return int(one.getsockname()[1])


class Listener:
    """A page that listens for reloads; their times."""

    def __init__(self, port: int) -> None:
        self.told: list[float] = []
        self._client = connect(port)
        head = f"GET /-hemero/events HTTP/1.1\r\nHost: localhost:{port}\r\n"
        self._client.sendall(f"{head}Origin: http://localhost:{port}\r\n\r\n".encode())
        threading.Thread(target=self._listen, daemon=True).start()

    def _listen(self) -> None:
        while data := self._client.recv(4096):
            now = time.perf_counter()
            self.told += [now] * sum(1 for line in data.split(b"\n") if line.startswith(b"data:"))

    def wait(self, since: float, quiet: float) -> list[float]:
        """Seconds from `since` of all reloads, once there were none for `quiet` seconds."""
        while time.perf_counter() - since < TOLD:
            time.sleep(0.01)
            told = [at for at in self.told if at >= since]
            if told and time.perf_counter() - told[-1] > quiet:
                break
        return [at - since for at in self.told if at >= since]


def articles(project: Path) -> Iterator[Path]:
    return (path for path in sorted((project / "content").rglob("*.txt")))


def measure(project: Path) -> None:
    """Print all figures of one project that was built before."""
    port = free_port()
    command = [sys.executable, "-m", "hemero", "serve", str(project), "--port", str(port)]
    environment = installed()
    started = time.perf_counter()
    served = subprocess.Popen(
        command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env=environment
    )
    print(f"first page                        {first_page(port, started):7.3f} s", flush=True)
    listener = Listener(port)
    with ThreadPoolExecutor(CROWD) as crowd:
        began = time.perf_counter()
        answers = list(crowd.map(lambda _: get(port, "/"), range(CROWD)))
        right = sum(b" 200 " in answer[:20] for _, answer in answers)
        print(f"{right} of {CROWD} requests at once      {time.perf_counter() - began:7.3f} s")
    with ExitStack() as held:
        for _ in range(SLOW):
            slow = held.enter_context(connect(port))
            slow.sendall(b"GET / HTTP/1.1\r\nHost: lo")
        waits = sorted(get(port, "/")[0] for _ in range(20))
        print(f"beside {SLOW} slow clients           {waits[10]:7.3f} s, at most {waits[-1]:.3f} s")
    time.sleep(3)  # the first look at all files, and what it found, are behind it
    files = list(articles(project))
    one = files[len(files) // 2]
    since = time.perf_counter()
    one.write_text(one.read_text().replace(".", " encore.", 1))
    told = listener.wait(since, 2 + PER_ARTICLE * len(files)) or [TOLD]
    print(f"a changed article on screen       {told[0]:7.3f} s")
    print(f"the site up to date, {len(told)} reloads   {told[-1]:7.3f} s", flush=True)
    since = time.perf_counter()
    for file in files[:TOUCHED]:
        file.write_text(file.read_text() + "\nEt encore une ligne.\n")
    told = listener.wait(since, 5 + PER_ARTICLE * len(files))
    many = min(TOUCHED, len(files))
    last = told[-1] if told else TOLD
    print(f"{many} touched files, {len(told)} reloads   {last:7.3f} s", flush=True)
    since = time.perf_counter()
    served.send_signal(signal.SIGINT)
    served.wait()
    print(f"stopped after                     {time.perf_counter() - since:7.3f} s")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--count", type=int, default=1000)
    parser.add_argument("--keep", type=Path, help="serve this project, which was built before")
    options = parser.parse_args()
    shm = Path("/dev/shm")
    with tempfile.TemporaryDirectory(dir=shm if shm.is_dir() else None) as temporary:
        project = options.keep or Path(temporary)
        if not options.keep:
            write_articles(project / "content", options.count)
            subprocess.run(
                [sys.executable, "-m", "hemero", "build", str(project)],
                check=True, stdout=subprocess.DEVNULL, env=installed(),
            )  # fmt: skip
        measure(project)


if __name__ == "__main__":
    main()
