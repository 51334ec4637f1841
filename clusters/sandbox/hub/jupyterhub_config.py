"""JupyterHub of one sandbox cluster on this machine.

LABSEAT_HUB names its folder: hub.json has the settings, secrets.json what nobody else may read, and the rest is written by the hub.
"""

import asyncio
import hashlib
import json
import math
import os
import resource
import shutil
import signal
import sys
import threading
import time
from importlib.util import find_spec
from pathlib import Path

from jupyterhub.spawner import SimpleLocalProcessSpawner

shared = Path(__file__).parents[2] / "shared" / "apps" / "hub"
sys.path[:0] = [str(Path(__file__).parent), str(shared)]
folder = Path(os.environ["LABSEAT_HUB"])
settings = json.loads((folder / "hub.json").read_text())
secrets = json.loads((folder / "secrets.json").read_text())

c = get_config()  # noqa: F821

c.JupyterHub.bind_url = settings["url"]
c.JupyterHub.hub_bind_url = f"http://127.0.0.1:{settings['hubPort']}"
c.ConfigurableHTTPProxy.api_url = f"http://127.0.0.1:{settings['proxyPort']}"
c.ConfigurableHTTPProxy.pid_file = str(folder / "proxy.pid")
c.JupyterHub.db_url = f"sqlite:///{folder / 'jupyterhub.sqlite'}"
c.JupyterHub.cookie_secret_file = str(folder / "cookie_secret")
c.CryptKeeper.keys = [bytes.fromhex(secrets["cryptKey"])]
c.JupyterHub.active_server_limit = settings["maxServers"]
# A request to start a server is answered at once. Labseat follows the start by itself.
c.JupyterHub.tornado_settings = {"slow_spawn_timeout": 0}
# A hub that ends takes the servers of people with it.
c.JupyterHub.cleanup_servers = True

c.JupyterHub.services = [{"name": "labseat", "api_token": secrets["serviceToken"]}]
c.JupyterHub.load_roles = [
    {
        "name": "labseat",
        "scopes": ["admin:users", "admin:servers", "tokens", "access:servers"],
        "services": ["labseat"],
    }
]

from labseat_pages import pages_of  # noqa: E402

people = folder / "people"
c.JupyterHub.extra_handlers = pages_of(secrets["serviceToken"], secrets.get("workKey"), people)

if find_spec("oauthenticator"):
    c.JupyterHub.authenticator_class = "oauthenticator.generic.GenericOAuthenticator"
else:
    c.JupyterHub.authenticator_class = "labseat_authenticator.GenericOAuthenticator"
c.GenericOAuthenticator.client_id = secrets["clientId"]
c.GenericOAuthenticator.client_secret = secrets["clientSecret"]
c.GenericOAuthenticator.oauth_callback_url = f"{settings['url']}hub/oauth_callback"
c.GenericOAuthenticator.authorize_url = settings["authorizeUrl"]
c.GenericOAuthenticator.token_url = settings["tokenUrl"]
c.GenericOAuthenticator.userdata_url = settings["userdataUrl"]
c.GenericOAuthenticator.scope = ["openid", "profile", "groups"]
c.GenericOAuthenticator.enable_pkce = True
c.GenericOAuthenticator.enable_auth_state = True
c.GenericOAuthenticator.auto_login = True
# The provider decides who may enter, at each sign-in and at each refresh.
c.GenericOAuthenticator.allow_all = True
c.GenericOAuthenticator.auth_refresh_age = settings["refreshSeconds"]
# The pseudonym: it is no name, never changes, and differs between clusters.
c.GenericOAuthenticator.username_claim = "sub"
c.GenericOAuthenticator.username_pattern = "^[0-9a-f]{32}$"

memory_bytes = settings["memoryMb"] * 1024**2
file_bytes = 1024**3
process_room = 256
cores = math.ceil(settings["cores"]) if settings.get("cores") else None
materials = settings.get("materials") or ""
# On a machine without the internet, materials may come from inside its network. {"certificates": FILE} names the authority to trust.
inner_materials = settings.get("innerMaterials")
has_lab = find_spec("jupyterlab") is not None


def count_threads(uid):
    """Threads of a system user. Linux compares RLIMIT_NPROC with them."""
    total = 0
    for process in Path("/proc").glob("[0-9]*"):
        try:
            if process.stat().st_uid == uid:
                total += len(os.listdir(process / "task"))
        except OSError:
            pass
    return total


def processors_of(name):
    """A share of this machine's processors, always the same for a person."""
    if cores is None or not hasattr(os, "sched_getaffinity"):
        return None
    present = sorted(os.sched_getaffinity(0))
    first = int(hashlib.sha256(name.encode()).hexdigest(), 16) % len(present)
    return {present[(first + index) % len(present)] for index in range(min(cores, len(present)))}


class LabSpawner(SimpleLocalProcessSpawner):
    """A server is a process and a folder. Limits hold for each process of a server, because ulimit knows no groups of processes."""

    step = "Starting the server"

    async def progress(self):
        told = None
        while True:
            if self.step != told:
                told = self.step
                yield {"progress": 50, "message": told}
            await asyncio.sleep(0.2)

    async def prepare_materials(self):
        """Clones the materials. Whatever happens, the server starts."""
        home = Path(self.home_dir)
        home.mkdir(parents=True, exist_ok=True, mode=0o700)
        if not has_lab:
            # Notebook 6 loads this file on each of its pages. JupyterLab looks below JUPYTER_PATH.
            custom = home / ".jupyter" / "custom"
            custom.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(shared / "end.js", custom / "custom.js")
        reset = str((self.user_options or {}).get("resetId", ""))
        if not materials and not reset:
            return
        self.step = "Cloning the materials"
        command = [sys.executable, str(shared / "labseat_materials.py"), str(home), materials, reset]
        environment = dict(os.environ)
        if inner_materials:
            command.append("--allow-inner")
            environment["GIT_SSL_CAINFO"] = inner_materials["certificates"]
        process = await asyncio.create_subprocess_exec(
            *command,
            env=environment,
            stdin=asyncio.subprocess.DEVNULL,
            stdout=asyncio.subprocess.DEVNULL,
        )
        try:
            await asyncio.wait_for(process.wait(), 120)
        except asyncio.TimeoutError:
            process.kill()
        self.step = "Starting the server"

    def make_preexec_fn(self, name):
        enter_home = super().make_preexec_fn(name)
        limits = [
            (resource.RLIMIT_AS, memory_bytes),
            (resource.RLIMIT_FSIZE, file_bytes),
            (resource.RLIMIT_NPROC, count_threads(os.getuid()) + process_room),
            (resource.RLIMIT_CORE, 0),
        ]
        processors = processors_of(self.user.name)

        def prepare():
            os.umask(0o077)
            enter_home()
            for kind, limit in limits:
                hard = resource.getrlimit(kind)[1]
                value = limit if hard == resource.RLIM_INFINITY else min(limit, hard)
                resource.setrlimit(kind, (value, value))
            if processors:
                os.sched_setaffinity(0, processors)

        return prepare


idle_seconds = settings["idleSeconds"]
c.JupyterHub.spawner_class = LabSpawner
c.Spawner.cmd = [str(Path(sys.executable).parent / "jupyterhub-singleuser")]
c.Spawner.args = [
    *(["--allow-root"] if os.getuid() == 0 else []),
    # A server asks the hub about a token this often, in seconds. The token of an organiser ends with the consent of the person.
    "--HubOAuth.cache_max_age=15",
    # A kernel without work ends first, then the server without kernels.
    f"--MappingKernelManager.cull_idle_timeout={idle_seconds}",
    f"--{'ServerApp' if has_lab else 'NotebookApp'}.shutdown_no_activity_timeout={idle_seconds}",
]
c.Spawner.pre_spawn_hook = lambda spawner: spawner.prepare_materials()
c.Spawner.default_url = "/lab" if has_lab else "/tree"
c.Spawner.mem_limit = memory_bytes
c.Spawner.start_timeout = 60
c.Spawner.http_timeout = 60
c.Spawner.poll_interval = 10
# Nothing else of the hub's environment reaches a person. LABSEAT_HUB names the hub that a process belongs to.
c.Spawner.env_keep = ["PATH", "LANG", "LC_ALL"]
c.Spawner.environment = {
    "LABSEAT_HUB": str(folder),
    "JUPYTER_PATH": str(shared),
    # Libraries for numbers start a thread for each processor otherwise.
    **({"OMP_NUM_THREADS": str(cores), "CPU_LIMIT": str(settings["cores"])} if cores else {}),
}
c.SimpleLocalProcessSpawner.home_dir_template = str(people / "{username}")


def is_running(pid, born):
    try:
        stat = Path(f"/proc/{pid}/stat").read_text()
        fields = stat[stat.rindex(")") + 2 :].split()
        return fields[0] not in "ZX" and fields[19] == born
    except FileNotFoundError:
        if Path("/proc/self").exists():
            return False
    try:
        os.kill(pid, 0)
        return True
    except OSError:
        return False


def end_with(pid, born):
    """Ends the hub in order when the stack has crashed."""
    while is_running(pid, born):
        time.sleep(1)
    os.kill(os.getpid(), signal.SIGTERM)


if settings.get("stack"):
    stack = settings["stack"]
    threading.Thread(target=end_with, args=(stack["pid"], stack["born"]), daemon=True).start()
