#!/usr/bin/env python3
"""`./dev bench`: each row of the table against its raw limit, interleaved, medians. See README.md."""
import argparse
import json
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from pathlib import Path
from statistics import median

sys.path.insert(0, str(Path(__file__).parent))
from http_load import Client, intake_script, reading_script, wrk  # noqa: E402

ROOT = Path(__file__).resolve().parent.parent
PROGRAM = ROOT / "build/release/weicheng"
RAW = ROOT / "build/release/weicheng_bench"
KEPT = ROOT / "build/bench"


def free_port():
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return one.getsockname()[1]


class Server:
    """The product on a data folder."""

    def __init__(self, data, *settings):
        self.port = free_port()
        self.base = f"http://127.0.0.1:{self.port}"
        began = time.monotonic()
        self.process = subprocess.Popen(
            [PROGRAM, "serve", "--data", data, "--listen", f"127.0.0.1:{self.port}", "--rate-sign-in", "0",
             "--rate-reads", "0", "--log-level", "error", *settings], stdout=subprocess.DEVNULL)
        while True:
            try:
                urllib.request.urlopen(f"{self.base}/healthz")
                break
            except OSError:
                if self.process.poll() is not None:
                    raise SystemExit("the server did not start")
                time.sleep(0.005)
        self.started_seconds = time.monotonic() - began

    def resident_mb(self):
        for line in Path(f"/proc/{self.process.pid}/status").read_text().splitlines():
            if line.startswith("VmRSS"):
                return int(line.split()[1]) / 1024

    def stop(self):
        self.process.send_signal(signal.SIGTERM)
        self.process.wait()


class Nginx:
    """nginx with a constant string at /text and files of given sizes."""

    def __init__(self):
        self.folder = Path(tempfile.mkdtemp(prefix="weicheng-nginx."))
        self.folder.chmod(0o755)
        self.port = free_port()
        self.base = f"http://127.0.0.1:{self.port}"
        self.texts = {}
        self.configure()
        self.process = subprocess.Popen(["nginx", "-c", self.folder / "nginx.conf", "-g", "daemon off;"],
                                        stderr=subprocess.DEVNULL)
        time.sleep(0.5)

    def configure(self):
        more = "".join(f" location = /text-{size} {{ return 200 '{text}'; }}" for size, text in self.texts.items())
        text = '{"status":"ok","database":"ok","version":"0"}'
        (self.folder / "nginx.conf").write_text(f"""
worker_processes 2; pid {self.folder}/pid; error_log {self.folder}/error.log;
events {{ worker_connections 4096; }}
http {{ access_log off; sendfile on; open_file_cache max=100; keepalive_requests 100000000;
  client_body_temp_path {self.folder}/a; proxy_temp_path {self.folder}/b; fastcgi_temp_path {self.folder}/c;
  uwsgi_temp_path {self.folder}/d; scgi_temp_path {self.folder}/e;
  server {{ listen 127.0.0.1:{self.port} reuseport; root {self.folder}; default_type application/json;
    location = /text {{ return 200 '{text}'; }}{more} }} }}
""")

    def file_of(self, size):
        (self.folder / f"file-{size}").write_bytes(b"x" * size)
        return f"{self.base}/file-{size}"

    def text_of(self, size):
        """An address that returns a string of that size from the configuration."""
        self.texts[size] = "x" * size
        self.configure()
        self.process.send_signal(signal.SIGHUP)
        time.sleep(0.5)
        return f"{self.base}/text-{size}"

    def stop(self):
        self.process.terminate()
        self.process.wait()
        shutil.rmtree(self.folder)


class PostGis:
    """A throwaway PostgreSQL with the areas of `weicheng_bench areas` in a GiST index."""

    bin = Path("/usr/lib/postgresql/15/bin")

    def __init__(self):
        self.folder = Path(tempfile.mkdtemp(prefix="weicheng-postgis."))
        self.port = free_port()
        self.user = ["runuser", "-u", "postgres", "--"] if os.getuid() == 0 else []
        if self.user:
            shutil.chown(self.folder, "postgres")
        self.run(self.bin / "initdb", "-D", self.folder / "data", "-U", "bench", "-A", "trust", "-E", "UTF8", "--locale=C")
        self.run(self.bin / "pg_ctl", "-D", self.folder / "data", "-w", "-l", self.folder / "log", "-o",
                 f"-p {self.port} -k {self.folder} -c listen_addresses=127.0.0.1", "start")
        self.psql("CREATE EXTENSION postgis; CREATE TABLE areas (id serial PRIMARY KEY, shape geometry(Polygon, 4326))")
        areas = raw_text("areas").splitlines()
        self.psql("".join(f"INSERT INTO areas (shape) VALUES ('{area}');" for area in areas))
        self.psql("CREATE INDEX areas_by_shape ON areas USING gist (shape); ANALYZE areas")
        self.script = self.folder / "locate.sql"
        self.script.write_text("\\set east random(0, 2500000)\n\\set north random(0, 2000000)\n"
                               "SELECT id FROM areas WHERE ST_Contains(shape, ST_SetSRID(ST_MakePoint("
                               "118 + :east / 1e7, 34 + :north / 1e7), 4326));\n")

    def run(self, *words):
        subprocess.run([*self.user, *map(str, words)], check=True, capture_output=True)

    def psql(self, sql):
        subprocess.run(["psql", "-q", "-h", "127.0.0.1", "-p", str(self.port), "-U", "bench", "postgres"],
                       input=sql, text=True, check=True, capture_output=True)

    def look_ups(self):
        said = subprocess.run([self.bin / "pgbench", "-n", "-M", "prepared", "-c1", "-T3", "-f", self.script, "-h",
                               "127.0.0.1", "-p", str(self.port), "-U", "bench", "postgres"],
                              check=True, capture_output=True, text=True).stdout
        return float(re.search(r"tps = ([\d.]+)", said)[1])

    def stop(self):
        self.run(self.bin / "pg_ctl", "-D", self.folder / "data", "-m", "immediate", "stop")
        shutil.rmtree(self.folder)


class Table:
    def __init__(self, rounds):
        self.rounds = rounds

    def compare(self, name, aim, ours, limit, unit="/s", higher_is_better=True):
        """Both sides in turns; the ratio is ours to the limit's, the other way round where less is better."""
        mine, theirs = [], []
        for turn in range(self.rounds):
            for side, taken in ((ours, mine), (limit, theirs)) if turn % 2 == 0 else ((limit, theirs), (ours, mine)):
                taken.append(side())
        a, b = median(mine), median(theirs)
        ratio = a / b if higher_is_better else b / a
        spread = f"{min(mine):,.4g}–{max(mine):,.4g} : {min(theirs):,.4g}–{max(theirs):,.4g}"
        print(f"| {name} | {a:,.4g} {unit} | {b:,.4g} {unit} | **{ratio:.2f}** | {aim} | {spread} |", flush=True)

    @staticmethod
    def fact(name, aim, value):
        print(f"| {name} | {value} | | | {aim} | |", flush=True)


def raw(what, *words):
    """One figure of the raw program; it prints a number."""
    return float(subprocess.run([RAW, what, *map(str, words)], capture_output=True, text=True, check=True).stdout)


def store_of(cases, weeks):
    """A data folder with that many cases, made once."""
    folder = KEPT / f"{cases}"
    if not (folder / "weicheng.db").exists():
        print(f"making a store with {cases:,} cases in {folder}", file=sys.stderr, flush=True)
        shutil.rmtree(folder, ignore_errors=True)
        began = time.monotonic()
        subprocess.run([PROGRAM, "demo", "--data", folder, "--cases", str(cases), "--weeks", str(weeks)],
                       check=True, stdout=subprocess.DEVNULL)
        print(f"took {time.monotonic() - began:.0f} s", file=sys.stderr, flush=True)
    return folder


def copy_of(folder):
    fresh = Path(tempfile.mkdtemp(prefix="weicheng-bench.", dir=KEPT)) / "data"
    shutil.copytree(folder, fresh)
    return fresh


def sites_of(client):
    return [site["point"] for site in json.loads(client.get("/api/v1/sites?limit=200"))["items"]]


def read_rows(table, big, nginx, wanted):
    server = Server(big)
    try:
        client = Client(server.base)
        cookie = (client.cookie(),)
        ids = [one["id"] for one in json.loads(client.get("/api/v1/cases?limit=50&sort=-reported"))["items"]]
        path = f"/api/v1/cases/{ids[0]}"
        page = "/api/v1/cases?limit=50&sort=-reported"
        if wanted("constant GET"):
            text = nginx.text_of(len(client.get("/p/")))
            table.compare("constant GET (the citizens' page), 64 clients · nginx returning a string of that size", "≥ 1.0",
                          lambda: wrk(f"{server.base}/p/").per_second, lambda: wrk(text).per_second)
            table.compare("/healthz, which asks the store, 64 clients · nginx returning a string", "",
                          lambda: wrk(f"{server.base}/healthz").per_second, lambda: wrk(f"{nginx.base}/text").per_second)
        if wanted("read a case"):
            file = nginx.file_of(len(client.get(path)))
            script = reading_script(ids)
            table.compare("read a case by id, 64 clients, one of the 50 newest each time · nginx file of that size", "≥ 0.85",
                          lambda: wrk(server.base + path, script=script, headers=cookie).per_second,
                          lambda: wrk(file).per_second)
        if wanted("page of 50"):
            table.compare("page of 50 newest, 8 clients · the bare query in one process", "≥ 0.6",
                          lambda: wrk(server.base + page, clients=8, headers=cookie).per_second,
                          lambda: raw("page", big))
        if wanted("map box"):
            box = json.loads(raw_text("box", big))
            query = f"/api/v1/case-map?bbox={box['bbox']}&zoom=19"
            table.compare(f"map box of {box['cases']} cases from the image · R*Tree with join, both in one process", "≥ 10",
                          lambda: raw("image", big), lambda: raw("rtree", big))
            table.compare(f"the same over HTTP, with words and signed in, 8 clients · R*Tree with join in one process", "",
                          lambda: wrk(server.base + query, clients=8, headers=cookie).per_second,
                          lambda: raw("rtree", big))
        if wanted("rank"):
            day = time.strftime("%Y-%m-%d", time.gmtime(time.time() + 8 * 3600))
            fortnight = time.strftime("%Y-%m-%d", time.gmtime(time.time() + 8 * 3600 - 13 * 86400))
            query = f"/api/v1/case-rates?from={fortnight}&to={day}&by=grid"
            table.compare("rates of every grid over two weeks, 8 clients · covering-index GROUP BY", "≥ 20",
                          lambda: wrk(server.base + query, clients=8, headers=cookie).per_second,
                          lambda: raw("group-by", big))
    finally:
        server.stop()


def raw_text(what, *words):
    return subprocess.run([RAW, what, *map(str, words)], capture_output=True, text=True, check=True).stdout


def intake(server, points, clients, seconds=3):
    load = wrk(f"{server.base}/api/v1/cases", clients=clients, seconds=seconds,
               script=intake_script(server.client, points))
    if load.refused:
        raise SystemExit(f"{load.refused} reports were refused")
    return load.per_second


def intake_rows(table, small, big, wanted):
    folders, servers = [], []

    def serve(data, *settings):
        folders.append(copy_of(data))
        server = Server(folders[-1], *settings)
        server.client = Client(server.base)
        servers.append(server)
        return server

    try:
        grouped = serve(small)
        points = sites_of(grouped.client)
        if wanted("intake raw"):
            intake(grouped, points, 32)  # so that there are rows to copy
            table.compare("take in a case, 256 clients · the same rows, plain SQLite, 128 to a commit", "≥ 0.65",
                          lambda: intake(grouped, points, 256), lambda: raw("rows", folders[0], 128))
        if wanted("intake one"):
            single = serve(small, "--commit-batch", "1")
            for clients, aim in ((32, "≥ 4"), (256, "≥ 7")):
                table.compare(f"take in a case, {clients} clients · a commit for each", aim,
                              lambda: intake(grouped, points, clients), lambda: intake(single, points, clients))
        if wanted("intake million") or wanted("mixed"):
            full = serve(big)
            if wanted("intake million"):
                table.compare("take in a case, 64 clients, the big store · the small store", "≥ 0.8",
                              lambda: intake(full, points, 64), lambda: intake(grouped, points, 64))
            if wanted("mixed"):
                mixed(table, full, points)
    finally:
        for server in servers:
            server.stop()
        for folder in folders:
            shutil.rmtree(folder.parent)


def mixed(table, server, points):
    """Reading by id while reports come in as fast as they are taken."""
    one = json.loads(server.client.get("/api/v1/cases?limit=1&sort=-reported"))["items"][0]["id"]
    url, cookie = f"{server.base}/api/v1/cases/{one}", (server.client.cookie(),)
    script = intake_script(server.client, points)

    def under_load():
        load = subprocess.Popen(["wrk", "-t1", "-c32", "-d5s", "-s", script, f"{server.base}/api/v1/cases"],
                                stdout=subprocess.DEVNULL)
        time.sleep(1)
        read = wrk(url, clients=32, headers=cookie)
        load.wait()
        return read.per_second

    table.compare("read by id, 32 clients, while intake saturates · alone", "≥ 0.6", under_load,
                  lambda: wrk(url, clients=32, headers=cookie).per_second)


def photo_row(table):
    """CPU seconds of a 12-megapixel photo, each program alone on one core."""
    with tempfile.TemporaryDirectory() as folder:
        photo = Path(folder) / "photo.jpg"
        subprocess.run(["vips", "gaussnoise", f"{folder}/noise.v", "4000", "3000", "--mean", "128", "--sigma", "25"], check=True)
        subprocess.run(["vips", "bandjoin", f"{folder}/noise.v {folder}/noise.v {folder}/noise.v", f"{folder}/rgb.v"], check=True)
        subprocess.run(["vips", "cast", f"{folder}/rgb.v", f"{photo}[Q=85]", "uchar"], check=True)

        def cpu_of(command):
            before = os.times()
            subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
            after = os.times()
            return after.children_user + after.children_system - before.children_user - before.children_system

        table.compare("photo to 1600 + 256 px, CPU · ImageMagick", "≥ 3",
                      lambda: cpu_of([PROGRAM.parent / "weicheng-photo", "take", "--from", photo, f"{folder}/c.jpg", f"{folder}/d.jpg"]),
                      lambda: cpu_of(["convert", str(photo), "-auto-orient", "-resize", "1600x1600>", "-strip", "-write",
                                      f"{folder}/a.jpg", "-resize", "256x256", f"{folder}/b.jpg"]),
                      unit="s", higher_is_better=False)


def main():
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--cases", type=int, default=1_000_000)
    options.add_argument("--weeks", type=int, default=150)
    options.add_argument("--rounds", type=int, default=5)
    options.add_argument("rows", nargs="*")
    chosen = options.parse_args()
    KEPT.mkdir(parents=True, exist_ok=True)

    def wanted(name):
        return not chosen.rows or any(word in name for word in chosen.rows)

    table = Table(chosen.rounds)
    big, small = store_of(chosen.cases, chosen.weeks), store_of(40, 1)
    print("| work · held against | ours | the limit | ratio | aim | least–most |\n|---|---|---|---|---|---|")
    nginx = Nginx()
    try:
        read_rows(table, big, nginx, wanted)
        intake_rows(table, small, big, wanted)
    finally:
        nginx.stop()
    if wanted("locate"):
        postgis = PostGis()
        table.compare("locate a point among 500 grids · PostGIS per look-up", "≥ 100",
                      lambda: raw("locate"), postgis.look_ups)
        postgis.stop()
    if wanted("photo"):
        photo_row(table)
    if wanted("start"):
        server = Server(big)
        table.fact("start with the big store until the first answer", "< 1 s", f"{server.started_seconds:.2f} s")
        time.sleep(20)
        table.fact("resident memory, idle, the big store", "< 60 MB", f"{server.resident_mb():.0f} MB")
        server.stop()


main()
