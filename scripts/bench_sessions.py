"""Many people asking at the same instant: how long each waits, and what it costs in memory.

In: nothing; each round ingests the shipped corpus into a temporary folder. Out: a table. Usage:
`make bench`, or `.venv/bin/python scripts/bench_sessions.py [SESSIONS]` (20 if not given).

The server is the real one, `linked-learning serve`, started anew in each round. The sessions are
scripted: each speaks to the server as a browser's page does, over a websocket, and draws nothing,
because twenty browsers would keep this machine busier than the server does. Every question is
asked once unmeasured, then by a session that is alone, then by all sessions together.
"""

from __future__ import annotations

import asyncio
import os
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import AsyncExitStack, contextmanager, suppress
from dataclasses import dataclass
from itertools import cycle, islice
from pathlib import Path
from typing import Any
from urllib.error import URLError
from urllib.request import urlopen

import psutil
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.Element_pb2 import Element
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.asyncio.client import ClientConnection, connect
from websockets.typing import Origin, Subprotocol

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from scripts import bench  # noqa: E402
from ui import strings  # noqa: E402

ROUNDS = 3
SESSIONS = 20
START_S = 120
ANSWER_S = 120
MB = 1024 * 1024
QUESTIONS = (
    *bench.QUESTIONS,
    "What does a Linked Learning coach do?",
    "How are career academies certified?",
    "What do employers contribute to work-based learning?",
    "How does a master schedule keep a cohort together?",
    "What did the evaluation find about graduation rates?",
    "Which nine districts took part in the initiative?",
    "How do pathways serve English learners?",
    "What does it cost to run a pathway?",
)
COMMAND = (sys.executable, "-m", "commands.main")
CHIP = 'href="#cite-'
REFUSALS = {f"**{line}**" for line in (*strings.REASONS.values(), strings.NO_REASON)}


@dataclass(frozen=True, slots=True)
class Measured:
    """What one row of the table holds: seconds, and the server's megabytes."""

    median_s: float
    worst_s: float
    before_mb: float
    after_mb: float


def main() -> None:
    """Run the rounds and print the table."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else SESSIONS
    rounds = []
    for _ in range(ROUNDS):
        with tempfile.TemporaryDirectory() as scratch, served(Path(scratch)) as (server, port):
            rounds.append(asyncio.run(measure_round(server, port, count)))
        print(f"  {rounds[-1]}", file=sys.stderr)
    print_table({1: [alone for alone, _ in rounds], count: [many for _, many in rounds]})


def print_table(rows: dict[int, list[Measured]]) -> None:
    """Print the medians of the rounds, and how busy the machine was."""
    heads = ("median s", "worst s", "MB before", "MB after")
    print(f"{'sessions at once':18}" + "".join(f"{head:>11}" for head in heads))
    for sessions, rounds in rows.items():
        seconds = (
            statistics.median(row.median_s for row in rounds),
            statistics.median(row.worst_s for row in rounds),
        )
        memory = (
            statistics.median(row.before_mb for row in rounds),
            statistics.median(row.after_mb for row in rounds),
        )
        shown = [f"{value:11.2f}" for value in seconds] + [f"{value:11.0f}" for value in memory]
        print(f"{sessions:<18}" + "".join(shown))
    load = ", ".join(f"{value:.1f}" for value in psutil.getloadavg())
    print(
        "seconds from submitting a question until its answer is there; medians of"
        f" {ROUNDS} rounds; {psutil.cpu_count()} processors, load over 1, 5 and 15 minutes: {load}"
    )


async def measure_round(server: psutil.Process, port: int, count: int) -> tuple[Measured, Measured]:
    """Measure sessions that ask alone, one after the other, and then all at once."""
    questions = list(islice(cycle(QUESTIONS), count))
    await one_by_one(port, questions)
    before = server.memory_info().rss / MB
    waited = await one_by_one(port, questions)
    between = server.memory_info().rss / MB
    async with AsyncExitStack() as stack:
        sessions = [await stack.enter_async_context(Session(port)) for _ in questions]
        pairs = zip(sessions, questions, strict=True)
        waited_together = await asyncio.gather(*(session.ask(asked) for session, asked in pairs))
        after = server.memory_info().rss / MB  # while everybody is still there
    return (
        Measured(statistics.median(waited), max(waited), before, between),
        Measured(statistics.median(waited_together), max(waited_together), between, after),
    )


async def one_by_one(port: int, questions: Sequence[str]) -> list[float]:
    """Ask each question in a session of its own, with nobody else there."""
    waited = []
    for question in questions:
        async with Session(port) as session:
            waited.append(await session.ask(question))
    return waited


class Session:
    """One visitor's page, without a browser: `async with Session(port) as session`."""

    def __init__(self, port: int):
        self._address = f"127.0.0.1:{port}"
        self._chat_input = ""
        self._page = ""

    async def __aenter__(self) -> Session:
        """Open the page and wait until it is drawn, so that there is something to type into."""
        self._socket: ClientConnection = await connect(
            f"ws://{self._address}/_stcore/stream",
            origin=Origin(f"http://{self._address}"),
            subprotocols=[Subprotocol("streamlit")],
            max_size=None,
            proxy=None,
        )
        opened = BackMsg()
        opened.rerun_script.query_string = ""
        await self._socket.send(opened.SerializeToString())
        await asyncio.wait_for(self._run(), ANSWER_S)
        if not self._chat_input:
            raise RuntimeError("the page came without its field for questions")
        return self

    async def __aexit__(self, *_: object) -> None:
        await self._socket.close()

    async def ask(self, question: str) -> float:
        """Submit a question; return the seconds until its answer came, once all is drawn."""
        submitted = BackMsg()
        submitted.rerun_script.page_script_hash = self._page
        state = submitted.rerun_script.widget_states.widgets.add(id=self._chat_input)
        state.chat_input_value.data = question
        start = time.perf_counter()
        await self._socket.send(submitted.SerializeToString())
        answered = await asyncio.wait_for(self._run(), ANSWER_S)
        if answered is None:
            raise RuntimeError(f"no answer came to: {question}")
        return answered - start

    async def _run(self) -> float | None:
        """Follow one run of the page's script to its end; return when an answer came, if it did."""
        answered = None
        while True:
            message = ForwardMsg()
            message.ParseFromString(await self._socket.recv(decode=False))
            kind = message.WhichOneof("type")
            if kind == "new_session":
                self._page = message.new_session.page_script_hash
            elif kind == "delta":
                element = message.delta.new_element
                self._chat_input = element.chat_input.id or self._chat_input
                if answered is None and is_answer(element):
                    answered = time.perf_counter()
            elif kind == "script_finished":
                if message.script_finished == ForwardMsg.FINISHED_SUCCESSFULLY:
                    return answered
                if message.script_finished != ForwardMsg.FINISHED_EARLY_FOR_RERUN:
                    raise RuntimeError("the page's script broke off: see the server's log")


def is_answer(element: Element) -> bool:
    """Tell whether this is an answer's text with a citation, or the line that says there is none.

    Asking for a field that an element does not have gives an empty one.
    """
    return CHIP in element.html.body or element.markdown.body in REFUSALS


@contextmanager
def served(folder: Path) -> Iterator[tuple[psutil.Process, int]]:
    """Ingest the shipped corpus into a folder, and run the real server over it."""
    place: dict[str, Any] = {
        "cwd": folder,
        "env": environment(folder),
        "stdout": subprocess.DEVNULL,
    }
    subprocess.run([*COMMAND, "ingest"], check=True, **place)
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    server = psutil.Popen([*COMMAND, "serve", "--port", str(port)], **place)
    try:
        wait_for(f"http://127.0.0.1:{port}/_stcore/health", server)
        yield server, port
    finally:
        with suppress(psutil.NoSuchProcess):  # it may have ended on its own
            server.terminate()
        server.wait(30)


def wait_for(address: str, server: psutil.Popen) -> None:
    """Wait until the server answers."""
    end = time.monotonic() + START_S
    while time.monotonic() < end:
        if server.poll() is not None:
            raise RuntimeError("the server ended while starting: what it said is above")
        try:
            with urlopen(address, timeout=5):
                return
        except (URLError, ConnectionError, TimeoutError):
            time.sleep(0.1)
    raise RuntimeError(f"{address} did not answer within {START_S} seconds")


def environment(folder: Path) -> dict[str, str]:
    """Return the environment without the reader's settings: no chat model, an index of its own."""
    kept = {name: v for name, v in os.environ.items() if not name.startswith("LINKED_LEARNING_")}
    data = {"LINKED_LEARNING_DATA_DIR": str(folder / "data"), "PYTHONPATH": str(ROOT)}
    return {**kept, **data}


if __name__ == "__main__":
    main()
