# SPDX-License-Identifier: Apache-2.0
"""A substitute for a machine with Docker: an SSH server with a shell, and a program in place of Docker.

SSH and the shell are real. The program accepts only the options of `docker compose` that Nghe's scripts
use, reads the files, substitutes variables as Compose does, and records which containers would run. A
container whose image name contains "broken" never becomes healthy; an image is pulled only once.
No container runs.
"""

import asyncio
import json
import os
import shlex
import sys
import threading
from pathlib import Path

import asyncssh

DOCKER = Path(__file__).with_name("docker.py")


class Machine:
    """Serves on a free local port from start() to stop() and stores all files in "folder"."""

    def __init__(self, folder):
        self.folder = folder
        self.home = folder / "nghe"
        self.commands = []
        self.loop = asyncio.new_event_loop()

    def start(self):
        """Returns a configuration for ssh with the host name "machine"."""
        (self.folder / "bin").mkdir()
        docker = self.folder / "bin" / "docker"
        docker.write_text(
            f"#!/bin/sh\nexec {shlex.quote(sys.executable)} {shlex.quote(str(DOCKER))} "
            f'{shlex.quote(str(self.folder / "state.json"))} "$@"\n',
            "utf-8",
        )
        docker.chmod(0o755)
        for name in ("host", "user"):
            key = asyncssh.generate_private_key("ssh-ed25519")
            key.write_private_key(self.folder / name)
            key.write_public_key(self.folder / f"{name}.pub")
            (self.folder / name).chmod(0o600)
        threading.Thread(target=self.loop.run_forever, daemon=True).start()
        self.server = asyncio.run_coroutine_threadsafe(self.listen(), self.loop).result(30)
        port = self.server.get_port()
        host = (self.folder / "host.pub").read_text("utf-8")
        (self.folder / "known").write_text(f"[127.0.0.1]:{port} {host}", "utf-8")
        config = self.folder / "config"
        config.write_text(
            f"Host machine\n  HostName 127.0.0.1\n  Port {port}\n  User deploy\n"
            f"  IdentityFile {self.folder}/user\n  IdentitiesOnly yes\n"
            f"  UserKnownHostsFile {self.folder}/known\n",
            "utf-8",
        )
        return config

    def stop(self):
        async def close():
            self.server.close()
            await self.server.wait_closed()

        asyncio.run_coroutine_threadsafe(close(), self.loop).result(30)
        self.loop.call_soon_threadsafe(self.loop.stop)

    async def listen(self):
        return await asyncssh.listen(
            "127.0.0.1", 0,
            server_host_keys=[str(self.folder / "host")],
            authorized_client_keys=str(self.folder / "user.pub"),
            process_factory=self.execute,
            encoding=None,
        )

    async def execute(self, process):
        self.commands.append(process.command)
        pipe = asyncio.subprocess.PIPE
        path = f"{self.folder}/bin:{os.environ['PATH']}"
        child = await asyncio.create_subprocess_shell(
            process.command, stdin=pipe, stdout=pipe, stderr=pipe, cwd=self.folder, env={"PATH": path}
        )
        out, err = await child.communicate(await process.stdin.read())
        process.stdout.write(out)
        process.stderr.write(err)
        process.exit(child.returncode)

    def state(self):
        """Running containers by service name, and pulled images."""
        return json.loads((self.folder / "state.json").read_text("utf-8"))

    def serves(self):
        running = self.state()["running"]
        return running["api"]["image"], running["ui"]["image"]
