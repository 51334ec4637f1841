"""Pages of a hub that belong to Labseat: the way in, the download of a person's work, and the end of the lab."""

import asyncio
import hashlib
import hmac
import json
import os
import queue
import stat
import threading
import time
import zipfile
from pathlib import Path
from urllib.parse import urlencode

from jupyterhub.handlers.base import BaseHandler
from jupyterhub.utils import url_path_join
from tornado.iostream import StreamClosedError
from tornado.web import HTTPError, authenticated

chunk_bytes = 256 * 1024
max_downloads = 4


class Aborted(Exception):
    pass


class Pipe:
    """A file that a thread writes and the event loop reads. A slow browser holds the thread, so memory stays small."""

    def __init__(self):
        self.chunks = queue.Queue(maxsize=8)
        self.partial = bytearray()
        self.is_aborted = False

    def put(self, chunk):
        while not self.is_aborted:
            try:
                return self.chunks.put(chunk, timeout=1)
            except queue.Full:
                continue
        raise Aborted

    def write(self, data):
        self.partial += data
        if len(self.partial) >= chunk_bytes:
            self.put(bytes(self.partial))
            self.partial.clear()
        return len(data)

    def flush(self):
        pass

    def end(self):
        if self.partial:
            self.put(bytes(self.partial))
        self.put(None)


def regular_files(home):
    """What people see in their folder. A link could lead to files of other people, and a pipe would never end."""
    for parent, folders, files in os.walk(home):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(files):
            if not name.startswith("."):
                yield Path(parent) / name


def add_file(archive, path, name):
    """Adds a file as it is now. A file that is gone or unreadable is left out."""
    try:
        descriptor = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK)
    except OSError:
        return
    with os.fdopen(descriptor, "rb") as source:
        found = os.fstat(descriptor)
        if not stat.S_ISREG(found.st_mode):
            return
        # The format begins in 1980.
        at = max(time.gmtime(found.st_mtime)[:6], (1980, 1, 1, 0, 0, 0))
        info = zipfile.ZipInfo(str(name), date_time=at)
        info.compress_type = zipfile.ZIP_DEFLATED
        info.external_attr = 0o644 << 16
        with archive.open(info, "w", force_zip64=True) as target:
            while chunk := source.read(chunk_bytes):
                target.write(chunk)


def write_archive(home, pipe):
    try:
        with zipfile.ZipFile(pipe, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
            for path in regular_files(home):
                add_file(archive, path, path.relative_to(home))
        pipe.end()
    except Aborted:
        pass
    except Exception:  # noqa: BLE001
        # Without its end the archive is broken, and the browser says so.
        pipe.is_aborted = True
        raise


def signature_of(key, name, expires):
    return hmac.new(key.encode(), f"work {name} {expires}".encode(), hashlib.sha256).hexdigest()


class WorkHandler(BaseHandler):
    """A person's folder as a ZIP file. Labseat signs the address for a few minutes, so it works also without a session and a server."""

    running = 0

    def initialize(self, key, people):
        self.key = key
        self.people = Path(people)

    async def get(self, name):
        expires = self.get_argument("expires", "")
        expected = signature_of(self.key, name, expires)
        if not hmac.compare_digest(expected, self.get_argument("signature", "")):
            raise HTTPError(403, reason="This address was not made by Labseat")
        if not expires.isdigit() or int(expires) < time.time():
            raise HTTPError(410, reason="This address is too old. Start the download again from Labseat")
        if WorkHandler.running >= max_downloads:
            raise HTTPError(503, reason="Other people download their work. Try again in a minute")
        home = self.people / name
        if not home.is_dir():
            raise HTTPError(404, reason="There is no work to download")
        WorkHandler.running += 1
        try:
            await self.send(home)
        finally:
            WorkHandler.running -= 1

    async def send(self, home):
        self.set_header("Content-Type", "application/zip")
        self.set_header("Content-Disposition", 'attachment; filename="my-lab.zip"')
        self.set_header("Cache-Control", "no-store")
        pipe = Pipe()
        threading.Thread(target=write_archive, args=(home, pipe), daemon=True).start()
        try:
            while True:
                try:
                    chunk = pipe.chunks.get_nowait()
                except queue.Empty:
                    if pipe.is_aborted:
                        raise HTTPError(500, reason="The work could not be read")
                    await asyncio.sleep(0.02)
                    continue
                if chunk is None:
                    return
                self.write(chunk)
                await self.flush()
        except StreamClosedError:
            return
        finally:
            pipe.is_aborted = True


class EnterHandler(BaseHandler):
    """The way in. It starts a server that ended meanwhile, so nobody sees the hub's page of a server that does not run."""

    def get(self, name):
        user = self.current_user
        if user is not None and user.name != name and not self.get_argument("again", ""):
            # Somebody else signed in at this hub in the same browser. The person signs in once, and then enters as who they are.
            self.clear_login_cookie()
            address = f"{self.request.path}?{urlencode({'again': 1})}"
            self.redirect(f"{self.get_login_url()}?{urlencode({'next': address})}")
        else:
            self.enter()

    @authenticated
    def enter(self):
        is_ready = self.current_user.spawner.ready
        self.redirect(url_path_join(self.hub.base_url, "user-redirect/" if is_ready else "spawn"))


class EndHandler(BaseHandler):
    """When the lab ends. Labseat writes it each minute, and the pages of notebooks read it."""

    ends_at = None

    def initialize(self, token):
        self.token = token

    def check_xsrf_cookie(self):
        """Only Labseat knows the token, and no browser sends it by itself."""

    async def get(self):
        self.set_header("Content-Type", "application/json")
        self.set_header("Cache-Control", "no-store")
        self.finish(json.dumps({"endsAt": EndHandler.ends_at}))

    async def post(self):
        if not hmac.compare_digest(self.request.headers.get("authorization", ""), f"token {self.token}"):
            raise HTTPError(403)
        EndHandler.ends_at = json.loads(self.request.body)["endsAt"]
        self.set_status(204)
        self.finish()


class EndScriptHandler(BaseHandler):
    """The script that tells people in a notebook when the lab ends."""

    async def get(self):
        self.set_header("Content-Type", "text/javascript")
        self.finish((Path(__file__).parent / "end.js").read_text())


def pages_of(token, key=None, people=None):
    """For `JupyterHub.extra_handlers`. @param key signs downloads of what is below `people`; without it there are none"""
    pages = [
        (r"/labseat/enter/([0-9a-f]{32})", EnterHandler),
        (r"/labseat/end", EndHandler, {"token": token}),
        (r"/labseat/end\.js", EndScriptHandler),
    ]
    work = (r"/labseat/work/([0-9a-f]{32})", WorkHandler, {"key": key, "people": people})
    return [*pages, work] if key else pages
