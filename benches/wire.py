#!/usr/bin/env python3
"""wire.py OPSCTL LAB PYTHON FOLDER: what an inspection costs on the wire, against the Oracle laboratory `oralab` in LAB.

A relay between opsctl and the server counts round trips (the direction turns from question to answer) and the seconds between
the last byte of a question and the last byte of its answer. Prints `name value` a line:
  trips      round trips a check that asks, beyond logon and session; a statement that fails (a view that is not there) has two,
             as the protocol itself answers an error with a reset
  wall       wall time of the whole process / time spent waiting for the server
  parallel   wall time of 20 databases at once / of one, where every statement sleeps two seconds in the server"""

import json
import os
import select
import socket
import subprocess
import sys
import threading
import time

OPSCTL, LAB, PYTHON, FOLDER = sys.argv[1:5]


class Relay:
    """Forwards connections to a port; `trips` and `waited` add up over all of them."""

    def __init__(self, port):
        self.port, self.trips, self.waited = port, 0, 0.0
        self.listener = socket.create_server(("127.0.0.1", 0), backlog=64)
        threading.Thread(target=self.accept, daemon=True).start()

    def accept(self):
        while True:
            client, _ = self.listener.accept()
            threading.Thread(target=self.forward, args=(client,), daemon=True).start()

    def forward(self, client):
        server = socket.create_connection(("127.0.0.1", self.port))
        for end in (client, server):
            end.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        asked = answered = None
        while True:
            ready, _, _ = select.select([client, server], [], [])
            end = ready[0]
            try:
                data = end.recv(1 << 20)
            except OSError:
                data = b""
            now = time.monotonic()
            if end is client:
                if answered is not None:
                    self.waited += answered - asked
                asked, answered = now, None
            elif data:
                self.trips += answered is None
                answered = now
            if not data:
                break
            (server if end is client else client).sendall(data)
        client.close()
        server.close()


def serve(*options):
    """A server of the laboratory: its process and its port."""
    command = [PYTHON, "-B", f"{LAB}/serve.py", "--port", "0", "--scenario", f"{LAB}/scenarios/healthy", *options]
    server = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
    for line in server.stdout:
        if " at 127.0.0.1:" in line:
            return server, int(line.split(" at 127.0.0.1:")[1].split("/")[0])
    sys.exit("the laboratory did not start")


def inspect(port, databases, *options):
    """Seconds, and how many round trips the statements of a database need: one, and one more where it failed."""
    with open(f"{FOLDER}/targets.toml", "w") as file:
        for i in range(databases):
            file.write(f'[target.db{i}]\nkind = "oracle"\naddress = "127.0.0.1:{port}/SBFPDB"\nuser = "lab"\npassword = {{ file = "pw" }}\n')
    began = time.monotonic()
    command = [OPSCTL, "--config", FOLDER, "inspect", "db", "--no-store", "--format", "json", "--jobs", "20", *options]
    done = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, env={**os.environ, "OPSCTL_NOW": "2026-11-22T08:00:00+08:00"})
    took = time.monotonic() - began
    targets = json.loads(done.stdout)["targets"]
    need = lambda o: ("select" in o.get("step", {}).get("text", "")) * (1 if o["state"] == "judged" else 2)
    asked = [sum(map(need, t["outcomes"])) for t in targets]
    if len(asked) != databases or min(asked) != max(asked) or asked[0] == 0:
        sys.exit(f"not every database was inspected: {asked}")
    return took, asked[0]


def main():
    os.makedirs(FOLDER, exist_ok=True)
    with open(f"{FOLDER}/opsctl.toml", "w") as file:
        file.write('data-dir = "data"\n')
    with open(os.open(f"{FOLDER}/pw", os.O_CREAT | os.O_WRONLY | os.O_TRUNC, 0o600), "w") as file:
        file.write("lab\n")

    server, port = serve()
    relay = Relay(port)
    port = relay.listener.getsockname()[1]
    inspect(port, 1)  # the laboratory loads its tables at the first question
    relay.trips = 0
    inspect(port, 1, "--check", "db.identity")
    alone = relay.trips
    best = None
    for _ in range(3):
        relay.trips, relay.waited = 0, 0.0
        took, asked = inspect(port, 1, "--cadence", "daily")
        trips = (relay.trips - alone) / (asked - 1)
        best = min(best or 99, took / relay.waited)
    server.kill()
    print(f"trips {trips:.3f}\nwall {best:.3f}")

    # The stand-in computes in Python: what 20 of them would compete for is this machine's processor, so they sleep instead.
    server, port = serve("--fault", "slow:V$LOG=2")
    few = ["--check", "db.redo-log"]
    inspect(port, 1, *few)
    one, _ = inspect(port, 1, *few)
    many, _ = inspect(port, 20, *few)
    server.kill()
    print(f"parallel {many / one:.3f}")


main()
