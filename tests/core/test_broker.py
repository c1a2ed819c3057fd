"""The broker that needs no server: whoever reads finds a message whole, or does not find it."""

import threading

import pytest
from kombu import Connection

from governance.celery import app
from governance.core.broker import Transport
from governance.core.programs import make_broker_folders

LARGE = 3_000_000


@pytest.fixture
def connection(tmp_path):
    folders = dict.fromkeys(("data_folder_in", "data_folder_out"), str(tmp_path))
    told = folders | {"control_folder": str(tmp_path / "control")}
    with Connection("filesystem://localhost", transport=Transport, transport_options=told) as connection:
        yield connection


def test_it_is_the_one_that_tasks_are_sent_with():
    make_broker_folders()
    with app.connection_for_write() as connection:
        assert type(connection.transport) is Transport


def test_a_message_is_read_once_and_in_the_order_of_sending(connection):
    queue = connection.SimpleQueue("numbers")
    for number in range(20):
        queue.put({"number": number})
    assert [queue.get(block=False).payload["number"] for _n in range(20)] == list(range(20))
    with pytest.raises(queue.Empty):
        queue.get(block=False)


def test_who_reads_all_the_time_never_finds_half_a_message(connection):
    """Large ones, which take a while to write: with the library's own transport this fails one time in three."""
    sender, stopped = connection.clone(), threading.Event()

    def send() -> None:
        with sender, sender.SimpleQueue("letters") as queue:
            for _n in range(10):
                queue.put({"text": "x" * LARGE})
        stopped.set()

    thread, found = threading.Thread(target=send), 0
    queue = connection.SimpleQueue("letters")
    thread.start()
    while found < 10:
        try:
            found += len(queue.get(block=False).payload["text"]) == LARGE
        except queue.Empty:
            assert not stopped.is_set() or queue.qsize()
    thread.join()
