"""Stands between the programs and MariaDB's socket, and can kill a program exactly before or after its COMMIT.

Bytes pass as they are. What a client sends is looked at for one thing alone: the packet of the statement COMMIT."""

import asyncio
import os
import signal
import socket
import struct
import threading

COMMIT = b"\x03COMMIT"  # COM_QUERY and its text; four bytes of length and number stand before it
PIECE = 65536
WAYS = ("killed before COMMIT", "killed after COMMIT", "cut off before COMMIT", "cut off after COMMIT")


class Commits(threading.Thread):
    """Listens at `path` until the process ends. `armed` are the ways in which the next COMMITs end; `struck` what was
    done to whom, as (way, the program's name)."""

    def __init__(self, path, server):
        super().__init__(daemon=True)
        self.path, self.server = path, server
        self.armed, self.struck = [], []
        self.passed = 0
        self.ready = threading.Event()

    def run(self):
        asyncio.run(self._serve())

    def arm(self, way):
        self.armed.append(way)

    async def _serve(self):
        server = await asyncio.start_unix_server(self._pass, path=str(self.path), backlog=128, limit=PIECE)
        os.chmod(self.path, 0o777)
        self.ready.set()
        await server.serve_forever()

    async def _pass(self, client, to_client):
        pid = struct.unpack("3i", to_client.get_extra_info("socket").getsockopt(
            socket.SOL_SOCKET, socket.SO_PEERCRED, struct.calcsize("3i")))[0]
        try:
            server, to_server = await asyncio.open_unix_connection(str(self.server), limit=PIECE)
        except OSError:  # MariaDB is away
            to_client.transport.abort()
            return
        ends = asyncio.Event()
        state = {"strike_answer": None}
        pumps = [asyncio.create_task(self._to_server(client, to_server, pid, state, ends)),
                 asyncio.create_task(self._to_client(server, to_client, pid, state, ends))]
        await ends.wait()
        for pump in pumps:
            pump.cancel()
        for writer in (to_client, to_server):
            writer.transport.abort()

    async def _to_server(self, client, to_server, pid, state, ends):
        try:
            while piece := await client.read(PIECE):
                if piece[4:] == COMMIT:
                    self.passed += 1
                    way = self.armed.pop(0) if self.armed else None
                    if way and "before" in way:
                        self._strike(way, pid)
                        return
                    state["strike_answer"] = way
                to_server.write(piece)
                await to_server.drain()
        except ConnectionError:
            pass
        finally:
            ends.set()

    async def _to_client(self, server, to_client, pid, state, ends):
        try:
            while piece := await server.read(PIECE):
                if state["strike_answer"]:  # MariaDB has said that all is written; nobody hears it
                    self._strike(state["strike_answer"], pid)
                    return
                to_client.write(piece)
                await to_client.drain()
        except ConnectionError:
            pass
        finally:
            ends.set()

    def _strike(self, way, pid):
        self.struck.append((way, name_of(pid)))
        if way.startswith("killed"):
            try:
                os.kill(pid, signal.SIGKILL)
            except ProcessLookupError:
                pass


def name_of(pid):
    try:
        with open(f"/proc/{pid}/comm") as file:
            return file.read().strip()
    except OSError:
        return "gone"
