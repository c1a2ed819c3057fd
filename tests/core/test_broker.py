"""The broker that needs no server: whoever reads finds a message whole, or does not find it."""

import resource
from contextlib import contextmanager

import pytest
from kombu import Connection

from governance.celery import app
from governance.core.broker import Transport
from governance.core.programs import make_broker_folders


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


@contextmanager
def full_after(size: int):
    """No file may grow beyond so many bytes: whoever writes a longer one is stopped halfway."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


def test_a_message_that_was_stopped_halfway_is_found_by_nobody(connection):
    """With the library's own transport the reader takes the half, and ends with an error."""
    queue = connection.SimpleQueue("letters")
    with full_after(1000), pytest.raises(OSError, match="File too large"):
        queue.put({"text": "x" * 10_000})
    with pytest.raises(queue.Empty):
        queue.get(block=False)
    queue.put({"text": "next"})
    assert queue.get(block=False).payload == {"text": "next"}
