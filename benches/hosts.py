#!/usr/bin/env python3
"""hosts.py OPSCTL FLOOR FOLDER [HOSTS]: what an inspection of many hosts costs, beside parallel-ssh, ansible and bare libssh2.

One sshd on loopback stands for all hosts: every address of 127.1.0.0/16 is one. Two kinds of host:
  real       the account's shell is /bin/sh: all daily probes really run, so this machine pays for the work of all hosts, and each
             host's `ps` sees the processes of all others
  recorded   the account's shell answers with what such a run printed, two seconds later: the work of a host costs nothing here,
             as it is when hosts are other machines, and what is measured is whoever asks
For ansible a recorded host is one whose python answers with the facts that it really gave once, as late as it gave them then.
Needs root (it makes three accounts and takes them away), sshd, and of the peers those that are there. Prints `name value` a line,
as often as it is measured (the middle one counts):
  NAME.wall  seconds; NAME.cpu  seconds of whoever asks, with its children; NAME.rss  peak MiB of whoever asks
"""

import asyncio
import contextlib
import os
import pathlib
import resource
import shutil
import socket
import subprocess
import sys
import threading
import time

OPSCTL, FLOOR, FOLDER = sys.argv[1:4]
HOSTS = int(sys.argv[4]) if len(sys.argv) > 4 else 200
WORK = pathlib.Path(FOLDER).resolve()
REAL, RECORDED, FACTS = "opsctl-bench-a", "opsctl-bench-b", "opsctl-bench-c"
DELAY = 0.1
# Half a second of CPU is told differently from run to run.
ROUNDS = 5


def address(number):
    return f"127.1.{number // 250}.{number % 250 + 1}"


def free_port():
    with socket.socket() as s:
        s.bind(("", 0))
        return s.getsockname()[1]


def say(name, value):
    print(f"{name} {value:.3f}", flush=True)


def measure(name, command, **options):
    """Runs a command; prints its wall time, CPU with children, and peak memory; gives the wall time."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    began = time.monotonic()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, **options)
    errors = process.stderr.read()
    _, status, usage = os.wait4(process.pid, 0)
    wall = time.monotonic() - began
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    say(f"{name}.wall", wall)
    say(f"{name}.cpu", after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime)
    say(f"{name}.rss", usage.ru_maxrss / 1024)
    if os.waitstatus_to_exitcode(status) not in (0, 1, 2, 4):
        sys.exit(f"{name}: exit {os.waitstatus_to_exitcode(status)}: {errors[-500:].decode(errors='replace')}")
    return wall


class Site:
    """A server, two accounts, and configurations for whoever asks."""

    def __init__(self):
        shutil.rmtree(WORK, ignore_errors=True)
        WORK.mkdir(parents=True)
        os.chmod(WORK, 0o755)
        for key in ("id", "host"):
            subprocess.run(["ssh-keygen", "-qt", "ed25519", "-N", "", "-f", WORK / key], check=True)
        shutil.copy(WORK / "id.pub", WORK / "authorized")
        self.port, self.far = free_port(), free_port()
        public = (WORK / "host.pub").read_text()
        (WORK / "known").write_text("".join(f"[127.1.*]:{port} {public}" for port in (self.port, self.far)))
        (WORK / "sshd_config").write_text(
            f"Port {self.port}\nHostKey {WORK}/host\nAuthorizedKeysFile {WORK}/authorized\nStrictModes no\nUsePAM no\n"
            f"PidFile none\nLogLevel QUIET\nMaxStartups 2000:100:2000\nPrintMotd no\nPrintLastLog no\n"
        )
        os.makedirs("/run/sshd", exist_ok=True)
        self.server = subprocess.Popen(["/usr/sbin/sshd", "-D", "-f", WORK / "sshd_config"])
        self.script = WORK / "collect.sh"
        self.script.write_bytes(subprocess.run([OPSCTL, "inspect", "host", "--script"], capture_output=True, check=True).stdout)
        self.account(REAL, "/bin/sh")
        self.record()
        self.account(RECORDED, str(WORK / "recorded"))
        self.facts()
        self.account(FACTS, str(WORK / "python"))

    def account(self, name, shell):
        subprocess.run(["userdel", name], stderr=subprocess.DEVNULL, check=False)
        subprocess.run(["useradd", "-M", "-d", "/", "-s", shell, "-p", "*", name], check=True)

    def record(self):
        """A login shell that answers any script with one recorded output under that script's mark, two seconds later."""
        output = subprocess.run(["/bin/sh", self.script], capture_output=True, check=True).stdout
        # What earlier runs of this file left in the records of logins is not what a host says: the runs would differ by it.
        output = b"".join(line for line in output.splitlines(True) if not line.startswith(b"opsctl-bench-"))
        mark = output[output.index(b"#opsctl-") :][:24]
        (WORK / "output").write_bytes(output.replace(mark, b"@MARK@"))
        shell = WORK / "recorded"
        shell.write_text(f"#!/bin/sh\nm=`sed -n \"s/^N='\\(.*\\)'/\\1/p\"`\nsleep 2\nexec sed \"s/@MARK@/$m/\" {WORK}/output\n")
        os.chmod(shell, 0o755)

    def facts(self):
        """A login shell in which ansible's module runs once, and is answered for from then on."""
        shell, kept = WORK / "python", WORK / "facts"
        kept.mkdir()
        os.chmod(kept, 0o777)
        shell.write_text(
            "#!/bin/sh\ncase $2 in *python*AnsiballZ_setup.py*) ;; *) exec /bin/sh \"$@\" ;; esac\n"
            f"[ -s {kept}/late ] && {{ sleep `cat {kept}/late`; exec cat {kept}/said; }}\n"
            f"from=`date +%s%N`\n/bin/sh \"$@\" | tee {kept}/said\n"
            f"awk -v from=$from -v to=`date +%s%N` 'BEGIN {{ printf \"%.2f\\n\", (to - from) / 1e9 }}' > {kept}/late\n"
        )
        os.chmod(shell, 0o755)

    def targets(self, name, user, count, port=None, dead=0):
        """A configuration folder of opsctl."""
        folder = WORK / f"site-{name}"
        folder.mkdir(exist_ok=True)
        (folder / "opsctl.toml").write_text('data-dir = "data"\n[defaults.host]\nconnect-timeout = 3\n')
        head = f'kind = "host"\nuser = "{user}"\nkeys = ["{WORK}/id"]\nknown-hosts = ["{WORK}/known"]\n'
        live = [f'[target.h{i:04}]\naddress = "{address(i)}"\nport = {port or self.port}\n{head}' for i in range(count)]
        gone = [f'[target.d{i:04}]\naddress = "127.2.0.{i + 1}"\nport = {self.far}\n{head}' for i in range(dead)]
        (folder / "targets.toml").write_text("".join(live + gone))
        return [OPSCTL, "--config", str(folder), "inspect", "host"]

    def close(self):
        self.server.terminate()
        self.server.wait()
        for name in (REAL, RECORDED, FACTS):
            subprocess.run(["pkill", "-u", name], check=False)
            subprocess.run(["userdel", name], check=False)


def floor(site, name, user, count):
    """The bare loop with the same bytes."""
    names = [address(i) for i in range(count)]
    measure(name, [FLOOR, str(site.port), user, str(WORK / "id"), str(site.script), "128", *names])


def peers(site, kind, user, count):
    """The bare loop, and parallel-ssh with the same script."""
    names = [address(i) for i in range(count)]
    floor(site, f"{kind}.floor", user, count)
    if shutil.which("parallel-ssh"):
        (WORK / "hosts").write_text("".join(f"{user}@{name}:{site.port}\n" for name in names))
        options = ["-O", f"UserKnownHostsFile={WORK}/known", "-O", f"IdentityFile={WORK}/id", "-x", "-F none"]
        command = ["parallel-ssh", "-h", str(WORK / "hosts"), "-p", "32", "-t", "0", *options, "-o", str(WORK / "out"), "-I", "/bin/sh"]
        with open(site.script, "rb") as script:
            measure(f"{kind}.pssh", command, stdin=script)
        shutil.rmtree(WORK / "out", ignore_errors=True)


def ansible(site, name, user, count):
    if not shutil.which("ansible"):
        return
    common = f"ansible_port={site.port} ansible_user={user} ansible_ssh_private_key_file={WORK}/id"
    arguments = f"ansible_ssh_common_args='-F none -o UserKnownHostsFile={WORK}/known'"
    (WORK / "inventory").write_text("".join(f"{address(i)} {common} {arguments}\n" for i in range(count)))
    environment = {**os.environ, "ANSIBLE_LOCAL_TEMP": str(WORK / "local"), "ANSIBLE_REMOTE_TMP": "/tmp/opsctl-bench-ansible"}
    measure(name, ["ansible", "all", "-i", str(WORK / "inventory"), "-m", "setup"], env=environment)
    shutil.rmtree("/tmp/opsctl-bench-ansible", ignore_errors=True)


def far_away(site):
    """A relay that holds every piece back by 0.1 s, each way: what `tc netem delay 100ms` on both sides does, where kernels have it."""
    loop = asyncio.new_event_loop()

    async def pump(reader, writer):
        queue = asyncio.Queue()

        async def later():
            while (item := await queue.get()) is not None:
                due, piece = item
                await asyncio.sleep(max(0.0, due - loop.time()))
                writer.write(piece)
            writer.close()

        task = loop.create_task(later())
        while piece := await reader.read(65536):
            queue.put_nowait((loop.time() + DELAY, piece))
        queue.put_nowait(None)
        await task

    async def accept(reader, writer):
        there, back = await asyncio.open_connection("127.0.0.1", site.port)
        # The streams of asyncio complain of a connection that is cancelled: it just ends.
        with contextlib.suppress(asyncio.CancelledError):
            await asyncio.gather(pump(reader, back), pump(there, writer), return_exceptions=True)

    async def serve():
        await asyncio.start_server(accept, "0.0.0.0", site.far, backlog=2048)

    def end():
        tasks = asyncio.all_tasks(loop)
        for task in tasks:
            task.cancel()
        # Stopped before they have heard of it, they would complain, each of hundreds.
        asyncio.gather(*tasks, return_exceptions=True).add_done_callback(lambda _: loop.stop())

    loop.run_until_complete(serve())
    thread = threading.Thread(target=loop.run_forever, daemon=True)
    thread.start()
    return lambda: (loop.call_soon_threadsafe(end), thread.join(5))


def dead_ends(site):
    """A listener whose queue is full: whoever connects hears nothing, as behind a firewall that drops."""
    listener = socket.socket()
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    listener.bind(("0.0.0.0", site.far))
    listener.listen(0)
    fillers = [socket.socket() for _ in range(4)]
    for filler in fillers:
        filler.setblocking(False)
        filler.connect_ex(("127.0.0.1", site.far))
    return listener, fillers


def main():
    site = Site()
    try:
        time.sleep(0.5)
        quiet = ["--no-store", "--quiet"]
        measure("real.opsctl", site.targets("real", REAL, HOSTS) + quiet)
        peers(site, "real", REAL, HOSTS)
        for _ in range(ROUNDS):
            measure("recorded.opsctl", site.targets("recorded", RECORDED, HOSTS) + quiet)
            peers(site, "recorded", RECORDED, HOSTS)
        some = min(HOSTS, 20)
        measure("some.opsctl", site.targets("some", REAL, some) + quiet)
        floor(site, "some.floor", REAL, some)
        ansible(site, "some.ansible", REAL, some)
        ansible(site, "once", FACTS, 1)
        ansible(site, "recorded.ansible", FACTS, HOSTS)
        measure("thousand.opsctl", site.targets("thousand", RECORDED, 1000) + quiet)
        again = site.targets("again", RECORDED, 1000) + ["--quiet"]
        subprocess.run(again, stdout=subprocess.DEVNULL, check=False)
        measure("again.opsctl", again)
        minute = site.targets("minute", RECORDED, 100) + ["--cadence", "interval", "--quiet"]
        for _ in range(3):
            subprocess.run(minute, stdout=subprocess.DEVNULL, check=False)
        measure("minute.opsctl", minute)
        listener, fillers = dead_ends(site)
        few = ["--check", "host.identity", *quiet]
        measure("dead.opsctl", site.targets("dead", REAL, 20, dead=100) + few)
        measure("alive.opsctl", site.targets("alive", REAL, 20) + few)
        for end in (listener, *fillers):
            end.close()
        end = far_away(site)
        measure("far.opsctl", site.targets("far", RECORDED, HOSTS, port=site.far) + quiet)
        end()
    finally:
        site.close()


main()
