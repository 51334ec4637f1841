"""Clones the materials of a lab into a person's folder, before the first start of the person's server.

Usage: python3 labseat_materials.py HOME URL [RESET]

URL is the https:// address of a repository, with #BRANCH for another branch than its own. RESET is a number: a new one moves the work in the
folder aside and clones once more. It prints one line of JSON and ends with 0 whatever happens, because a server starts without materials as
well: {"cloned": true or false, "problem": a sentence or null}. A problem is also in the folder, as MATERIALS-PROBLEM.txt.

It needs Python 3.9, and git 2.37 to hold git to the address that was checked.
"""

import ipaddress
import json
import os
import re
import resource
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from urllib.parse import unquote, urlsplit

max_seconds = float(os.environ.get("LABSEAT_MATERIALS_SECONDS", "60"))
max_bytes = int(os.environ.get("LABSEAT_MATERIALS_BYTES", str(512 * 1024**2)))
max_files = 50_000
problem_file = "MATERIALS-PROBLEM.txt"
state_file = Path(".labseat") / "materials.json"


class Problem(Exception):
    """A sentence for the person and the organisers."""


def folder_name(url):
    name = re.sub(r"\.git$", "", unquote(urlsplit(url).path).rstrip("/").rsplit("/", 1)[-1])
    # A leading dot would hide the folder.
    return re.sub(r"[^\w.-]", "-", name, flags=re.ASCII).lstrip(".-")[:60] or "materials"


def public_address(host, port, allow_inner):
    """An address of the host. Everybody names hosts, so a public name may lead into the network of this machine."""
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except OSError:
        raise Problem(f"There is no server {host}, or it cannot be reached from here.") from None
    addresses = [ipaddress.ip_address(item[4][0].split("%")[0]) for item in found]
    if not allow_inner and not all(address.is_global for address in addresses):
        raise Problem(f"{host} is an address inside a network, and materials must be on the internet.")
    return addresses[0]


def read_url(text, allow_inner):
    url = urlsplit(text)
    if url.scheme != "https" or not url.hostname or url.username or url.password:
        raise Problem("The materials need an https:// address without a password.")
    return url._replace(fragment="").geturl(), unquote(url.fragment), url.hostname, url.port or 443


def git_command(host, port, address):
    settings = {
        # Git itself follows an address of another protocol, a redirect, a hook and a credential helper. Each is refused.
        "protocol.allow": "never",
        "protocol.https.allow": "always",
        "http.followRedirects": "false",
        "http.curloptResolve": f"{host}:{port}:{f'[{address}]' if address.version == 6 else address}",
        "http.lowSpeedLimit": "1000",
        "http.lowSpeedTime": "20",
        "credential.helper": "",
        "core.hooksPath": "/dev/null",
        "core.fsmonitor": "false",
        "core.askPass": "/bin/false",
        "submodule.recurse": "false",
        "transfer.bundleURI": "false",
        "fetch.fsckObjects": "true",
    }
    return ["git", *(part for name, value in settings.items() for part in ("-c", f"{name}={value}"))]


def git_environment():
    kept = ["PATH", "LANG", "LABSEAT_HUB", "GIT_SSL_CAINFO", "SSL_CERT_FILE"]
    return {
        **{name: os.environ[name] for name in kept if name in os.environ},
        "HOME": "/nonexistent",
        "GIT_CONFIG_NOSYSTEM": "1",
        "GIT_CONFIG_GLOBAL": "/dev/null",
        "GIT_TERMINAL_PROMPT": "0",
        "GIT_ALLOW_PROTOCOL": "https",
        "GIT_LFS_SKIP_SMUDGE": "1",
        "LC_ALL": "C",
    }


def limit_files():
    resource.setrlimit(resource.RLIMIT_FSIZE, (max_bytes, max_bytes))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def measure(folder):
    """Bytes and files below a folder, which changes meanwhile."""
    size, count = 0, 0
    for parent, _folders, files in os.walk(folder):
        for name in files:
            try:
                size += os.lstat(os.path.join(parent, name)).st_size
            except OSError:
                continue
            count += 1
    return size, count


too_large = f"The repository is larger than {max_bytes // 1024**2} MiB, which is more than a lab clones."


def watch(process, folder):
    """Waits for git, and ends it with everything that it started when it takes too long or too much room."""
    give_up = time.monotonic() + max_seconds
    while True:
        try:
            return process.wait(timeout=0.2)
        except subprocess.TimeoutExpired:
            size, count = measure(folder)
            problem = None
            if size > max_bytes or count > max_files:
                problem = too_large
            elif time.monotonic() > give_up:
                problem = f"The repository did not arrive within {max_seconds:g} seconds."
            if problem:
                os.killpg(process.pid, signal.SIGKILL)
                process.wait()
                raise Problem(problem) from None


def explain(output, branch):
    if re.search(r"Remote branch .* not found", output):
        return f"The repository has no branch {branch}."
    if re.search(r"redirect|error: 30\d", output):
        return "The server sends git to another address. Enter the address that it leads to, which often ends in .git."
    if re.search(r"could not read Username|Authentication failed|error: 40[13]|terminal prompts disabled", output):
        return "The repository is private, or there is none at this address."
    if re.search(r"not found|error: 404|does not appear to be a git repository", output):
        return "There is no repository at this address."
    # Git's helper writes the commits into one file, and ends without a word when the file may not grow.
    if re.search(r"File too large|signal 25|invalid index-pack output", output):
        return too_large
    if re.search(r"certificate|SSL", output):
        return "The server has no valid certificate."
    if re.search(r"Could not resolve|Failed to connect|Connection|Empty reply", output):
        return "The server of the repository cannot be reached from here."
    return "Git did not clone the repository."


def clone(home, text, allow_inner):
    url, branch, host, port = read_url(text, allow_inner)
    if branch.startswith("-"):
        raise Problem("No branch has this name.")
    if not shutil.which("git"):
        raise Problem("This server has no git.")
    address = public_address(host, port, allow_inner)
    target = home / folder_name(url)
    if target.exists():
        return
    (home / ".labseat").mkdir(exist_ok=True)
    incoming = Path(tempfile.mkdtemp(prefix="incoming-", dir=home / ".labseat"))
    try:
        command = [
            *git_command(host, port, address),
            *("clone", "--quiet", "--depth=1", "--single-branch", "--no-tags", "--no-recurse-submodules"),
            *("--template=", *(["--branch", branch] if branch else []), "--", url, str(incoming / "clone")),
        ]
        with tempfile.TemporaryFile() as output:
            process = subprocess.Popen(
                command,
                cwd=incoming,
                env=git_environment(),
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=output,
                start_new_session=True,
                preexec_fn=limit_files,
            )
            status = watch(process, incoming)
            if status != 0:
                output.seek(0)
                said = output.read(20_000).decode(errors="replace")
                raise Problem(too_large if status == -signal.SIGXFSZ else explain(said, branch))
        if measure(incoming)[0] > max_bytes:
            raise Problem(too_large)
        (incoming / "clone").rename(target)
    finally:
        shutil.rmtree(incoming, ignore_errors=True)


def set_aside(home):
    """Moves what people see in the folder into a folder beside it. Earlier ones stay where they are."""
    aside = home / time.strftime("earlier-work-%Y%m%d-%H%M%S", time.gmtime())
    for item in sorted(home.iterdir()):
        if item.name.startswith((".", "earlier-work-")) or item.name == problem_file:
            continue
        aside.mkdir(exist_ok=True)
        item.rename(aside / item.name)


def read_state(home):
    try:
        return json.loads((home / state_file).read_text())
    except (OSError, ValueError):
        return {}


def write_state(home, state):
    (home / ".labseat").mkdir(exist_ok=True)
    (home / state_file).write_text(json.dumps(state))


def prepare(home, url, reset="", allow_inner=False):
    """@returns whether it cloned, and the problem"""
    state = read_state(home)
    if reset and state.get("reset") != reset:
        set_aside(home)
        state = {"reset": reset}
        write_state(home, state)
    if not url or state.get("cloned") == url:
        return {"cloned": False, "problem": None}
    problem = None
    try:
        clone(home, url, allow_inner)
        write_state(home, {**state, "cloned": url})
    except Problem as error:
        problem = str(error)
    except OSError as error:
        problem = f"The materials could not be written: {error.strerror}."
    note = home / problem_file
    try:
        if problem:
            note.write_text(f"{problem}\n\nMaterials: {url}\nRestart your lab to try again, or ask the organisers.\n")
        else:
            note.unlink(missing_ok=True)
    except OSError:
        pass
    return {"cloned": problem is None, "problem": problem}


if __name__ == "__main__":
    arguments = [argument for argument in sys.argv[1:] if argument != "--allow-inner"]
    home, url, reset = [*arguments, "", "", ""][:3]
    try:
        answer = prepare(Path(home), url, reset, allow_inner="--allow-inner" in sys.argv)
    except Exception as error:  # noqa: BLE001
        answer = {"cloned": False, "problem": f"The materials could not be prepared ({type(error).__name__})."}
    print(json.dumps(answer))
