"""Load by wrk against one server, and a signed-in client for what has to be known beforehand."""
import json
import re
import subprocess
import tempfile
import urllib.request
import uuid
from dataclasses import dataclass


@dataclass
class Load:
    """What one run of wrk saw: requests a second, the 99th percentile in milliseconds, answers that were no success."""

    per_second: float
    p99_ms: float
    refused: int


UNITS = {"us": 0.001, "ms": 1, "s": 1000, "m": 60000}


def wrk(url, clients=64, seconds=3, script=None, headers=()):
    command = ["wrk", "-t2", f"-c{max(clients, 2)}", f"-d{seconds}s", "--latency"]
    for header in headers:
        command += ["-H", header]
    if script:
        command += ["-s", script]
    said = subprocess.run(command + [url], capture_output=True, text=True, check=True).stdout
    p99 = re.search(r"^\s+99%\s+([\d.]+)(us|ms|s|m)\s*$", said, re.M)
    refused = re.search(r"Non-2xx or 3xx responses: (\d+)", said)
    return Load(float(re.search(r"Requests/sec:\s+([\d.]+)", said)[1]),
                float(p99[1]) * UNITS[p99[2]], int(refused[1]) if refused else 0)


class Client:
    """An account of the demo county, signed in."""

    def __init__(self, base, login="office", password="qingfeng-2026"):
        self.base = base
        self.headers = {"Content-Type": "application/json"}
        answer = urllib.request.urlopen(urllib.request.Request(
            f"{base}/api/v1/sessions", json.dumps({"login": login, "password": password}).encode(), self.headers))
        self.headers["Cookie"] = answer.headers["Set-Cookie"].split(";")[0]
        self.headers["X-CSRF-Token"] = json.load(answer)["csrf_token"]

    def get(self, path):
        return urllib.request.urlopen(urllib.request.Request(f"{self.base}{path}", headers=self.headers)).read()

    def cookie(self):
        return f"Cookie: {self.headers['Cookie']}"


def intake_script(client, points):
    """A telephone report without a photo: located, numbered, filed and dispatched by the server."""
    places = ",".join("{%.7f,%.7f}" % (point["lon"], point["lat"]) for point in points)
    lua = f"""
local places = {{{places}}}
local thread, made = 0, 0
function setup(t) thread = thread + 1 t:set("mine", thread) end
function init() math.randomseed(mine * 7919) end
function request()
  made = made + 1
  local p = places[math.random(#places)]
  local body = string.format('{{"kind":"posters","condition":null,"summary":"","place":{{"point":{{"lon":%.7f,"lat":%.7f}},'
    .. '"words":"","grid_id":null,"site_id":null}},"source":"hotline","before_photos":[],"after_photos":[],'
    .. '"found_at":null,"hotline_caller":null}}', p[1], p[2])
  return wrk.format("POST", nil, {{
    ["Content-Type"] = "application/json", ["Cookie"] = "{client.headers['Cookie']}",
    ["X-CSRF-Token"] = "{client.headers['X-CSRF-Token']}",
    ["Idempotency-Key"] = string.format("{uuid.uuid4().hex[:16]}%02x%014x", mine, made)}}, body)
end
"""
    script = tempfile.NamedTemporaryFile("w", suffix=".lua", delete=False)
    script.write(lua)
    script.close()
    return script.name


def reading_script(ids):
    """Another of these cases each time."""
    paths = ",".join(f'"/api/v1/cases/{one}"' for one in ids)
    script = tempfile.NamedTemporaryFile("w", suffix=".lua", delete=False)
    script.write(f"local paths = {{{paths}}}\nlocal at = 0\n"
                 "function request() at = at % #paths + 1 return wrk.format(nil, paths[at]) end\n")
    script.close()
    return script.name
