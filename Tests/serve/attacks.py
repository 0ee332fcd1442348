#!/usr/bin/env python3
"""Attacks a running preview server from outside, over plain sockets, and prints each fault; exits with 1 on any.

    Tests/serve/attacks.py HOST PORT MOUNT [--password TEXT] [--events PATH] [--file PATH] [--pid NUMBER]
                           [--never TEXT] [--head-time SECONDS] [--connections NUMBER]

MOUNT is the path that the site lies under, as /branch/. HOST is an address of the machine. The server must be quiet
otherwise: the last attack opens more connections than it takes. --file is a file of the site for ranges (else its home
page), --never a text that lies outside the site and must not come, --pid the server's process, whose memory is watched.
"""

import argparse
import base64
import random
import resource
import socket
import struct
import sys
import time

SAFETY = {
    "x-content-type-options": "nosniff",
    "cross-origin-resource-policy": "same-origin",
    "x-frame-options": "SAMEORIGIN",
    "referrer-policy": "same-origin",
}
PATIENCE = 30
faults = []
checks = 0


def check(holds, text):
    global checks
    checks += 1
    if not holds:
        faults.append(text)
        print("FAULT", text, flush=True)


class Answer:
    def __init__(self, status, fields, body):
        self.status, self.fields, self.body = status, fields, body

    def __getitem__(self, name):
        return self.fields.get(name)


class Wire:
    """One connection."""

    def __init__(self, window=None):
        family = socket.AF_INET6 if ":" in options.host else socket.AF_INET
        self.socket = socket.socket(family, socket.SOCK_STREAM)
        if window:
            self.socket.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, window)
        self.socket.settimeout(PATIENCE)
        self.socket.connect((options.host, options.port))
        self.unread = b""

    def send(self, data):
        """Sends; a server that has closed takes nothing."""
        if isinstance(data, str):
            data = data.encode("latin-1")
        try:
            self.socket.sendall(data)
        except OSError:
            return False
        return True

    def take(self):
        try:
            return self.socket.recv(1 << 16)
        except (ConnectionError, TimeoutError) as error:
            return None if isinstance(error, TimeoutError) else b""

    def until(self, end):
        while end not in self.unread:
            data = self.take()
            if not data:
                return None
            self.unread += data
        text, self.unread = self.unread.split(end, 1)
        return text

    def answer(self, to_head=False):
        """The next answer; None if the server closes or keeps silent."""
        head = self.until(b"\r\n\r\n")
        if head is None:
            return None
        lines = head.decode("latin-1").split("\r\n")
        parts = lines[0].split(" ")
        if len(parts) < 2 or parts[0] != "HTTP/1.1" or not parts[1].isdigit():
            check(False, f"a status line is {lines[0]!r}")
            return None
        fields = {}
        for line in lines[1:]:
            name, _, value = line.partition(":")
            check(name.lower() not in fields, f"the field {name} comes twice")
            fields[name.lower()] = value.strip()
        size = 0 if to_head or int(parts[1]) == 304 else int(fields.get("content-length", "0"))
        while len(self.unread) < size:
            data = self.take()
            if not data:
                break
            self.unread += data
        body, self.unread = self.unread[:size], self.unread[size:]
        check(len(body) == size, f"a body of {size} bytes has {len(body)}")
        return Answer(int(parts[1]), fields, body)

    def is_closed(self):
        """Whether nothing more comes."""
        while True:
            data = self.take()
            if data is None:
                return False
            if not data:
                return True

    def reset(self):
        self.socket.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        self.socket.close()

    def close(self):
        self.socket.close()


def own_host():
    name = f"[{options.host}]" if ":" in options.host else options.host
    return f"{name}:{options.port}"


def head(target, *fields, method="GET", host=None, version="HTTP/1.1", authorized=True):
    lines = [f"{method} {target} {version}"]
    if host != "":
        lines.append(f"Host: {host or own_host()}")
    if options.password is not None and authorized:
        pair = base64.b64encode(f"x:{options.password}".encode()).decode()
        lines.append(f"Authorization: Basic {pair}")
    return "\r\n".join(lines + list(fields)) + "\r\n\r\n"


def ask(target, *fields, **more):
    wire = Wire()
    wire.send(head(target, *fields, **more))
    answer = wire.answer(to_head=more.get("method") == "HEAD")
    wire.close()
    if answer:
        for name, value in SAFETY.items():
            check(answer[name] == value, f"{target!r}: {name} is {answer[name]!r}")
        if options.never:
            check(options.never.encode() not in answer.body, f"{target!r} shows what lies outside")
        check(b"root:x:" not in answer.body, f"{target!r} shows the users of the machine")
    return answer


def expect(statuses, target, *fields, what=None, **more):
    answer = ask(target, *fields, **more)
    status = answer.status if answer else None
    check(status in statuses, f"{what or target!r}: {status} instead of {sorted(statuses)}")
    return answer


# ---------------------------------------------------------------------- addresses


def addresses():
    mount = options.mount
    home = expect({200}, mount)
    if home:
        check((home["content-type"] or "").lower() == "text/html; charset=utf-8", "the home page is no HTML in UTF-8")
        check("no-" in (home["cache-control"] or ""), "the home page may be kept")
    if mount != "/":
        for target in ["/", mount[:-1]]:
            answer = expect({301, 302, 307, 308}, target + "?a=b")
            location = answer["location"] if answer else None
            check(location == mount + "?a=b", f"{target} leads to {location}")
        expect({404}, "/elsewhere/")
        expect({404}, mount[:-1] + "x/")
    expect({404}, mount + "no-such-page-at-all/")
    ways = [
        "../", "..", "../../../../../../etc/passwd", "%2e%2e/%2e%2e/%2e%2e/%2e%2e/etc/passwd",
        "%2E%2E%2F%2E%2E%2F%2E%2E%2Fetc%2Fpasswd", "..%2f..%2f..%2f..%2fetc%2fpasswd", ".%2e/etc/passwd",
        "%2e./etc/passwd", "..%5c..%5cetc%5cpasswd", "..\\..\\etc\\passwd", "%5c..%5c", "./index.html",
        "%252e%252e%252f%252e%252e%252fetc/passwd", "%25%32%65%25%32%65/etc/passwd", "..;/etc/passwd",
        "..%00/etc/passwd", "index.html%00", "%00", "%c0%ae%c0%ae/%c0%ae%c0%ae/etc/passwd",
        "%e0%80%ae%e0%80%ae/etc/passwd", "%f0%80%80%ae/x", "%c0%af%c0%af", "%ed%a0%80", "%ff", "%", "%2", "%zz",
        "%u002e%u002e/x", "%0d%0aSet-Cookie:%20a=b", "%0a", "%1b[31m", "%7f", "%c2%85", "....//....//etc/passwd",
        "/etc/passwd", "//etc/passwd", "///", "site.yml", "../content/site.yml", ".branchpress/", ".git/config",
        "~root", "file:///etc/passwd", "a/../../../../etc/passwd", "index.html/../../../etc/passwd",
        "index.html/", "index.html/x", "con/aux", "%20", "%2e", "%2e/", "a" * 2000, "a/" * 2000,
    ]
    for way in ways:
        for start in {mount, "/"}:
            answer = expect({400, 403, 404, 301, 302, 307, 308}, start + way, what=start + way[:60])
            if answer and answer.status < 400:
                location = answer["location"] or ""
                check(location.startswith("/") and not location.startswith("//"), f"{way} leads to {location!r}")
            if answer:
                check("set-cookie" not in answer.fields, f"{way} sets a cookie")
    for target in ["//evil.example", "//evil.example/", "//evil.example/%2e%2e", "/%2f/evil.example", "/\\evil.example",
                   "///evil.example/..", "/.//evil.example", mount + "/evil.example", mount + "%2f%2fevil.example"]:
        answer = ask(target)
        location = (answer["location"] or "") if answer else ""
        check(not location or location.startswith("/") and not location.startswith(("//", "/\\")),
              f"{target} leads to {location!r}")
    for target in ["http://evil.example/", "https://" + own_host() + mount, "*", own_host(), "", "evil"]:
        expect({400, 403}, target)


# ------------------------------------------------------------------------- origin


def origins():
    mount = options.mount
    port = options.port
    for host in ["evil.example", f"evil.example:{port}", f"localhost.evil.example:{port}", "localhost", f"localhost:{port + 1}",
                 f"evil@localhost:{port}", f"localhost:{port}@evil.example", f"localhost:{port}.evil.example", f"x{port}",
                 f"2130706433:{port}", f"0x7f.1:{port}", f"localhost.:{port}x", f"[::1:{port}", f"{port}", ".", "localhost:"]:
        expect({400, 403, 421}, mount, host=host, what=f"Host: {host}")
    for host in [f"localhost:{port}", f"127.0.0.1:{port}", f"LOCALHOST:{port}", f"[::1]:{port}"]:
        expect({200}, mount, host=host, what=f"Host: {host}")
    expect({400}, mount, host="", what="no Host")
    expect({400}, mount, f"Host: {own_host()}", what="two Hosts")
    expect({400}, mount, "Host: evil.example", what="two Hosts")
    for origin in ["http://evil.example", "null", f"http://evil.example:{port}", f"http://localhost:{port + 1}", "file://", "http://localhost"]:
        for target in [mount, options.events]:
            expect({403}, target, f"Origin: {origin}", what=f"Origin: {origin} {target}")
        expect({403, 405}, mount, f"Origin: {origin}", method="POST", what=f"POST from {origin}")
    expect({200}, mount, f"Origin: http://{own_host()}", what="our own Origin")
    for site in ["cross-site", "same-site"]:
        for mode, kind in [("no-cors", "script"), ("no-cors", "image"), ("cors", "empty"), ("navigate", "iframe"),
                           ("navigate", "frame"), ("navigate", "object"), ("websocket", "websocket"), ("navigate", "embed")]:
            fields = [f"Sec-Fetch-Site: {site}", f"Sec-Fetch-Mode: {mode}", f"Sec-Fetch-Dest: {kind}"]
            expect({403}, mount, *fields, what=f"{site} {mode} {kind}")
            expect({403}, options.events, *fields, what=f"{site} {mode} {kind} events")
        expect({403}, mount, f"Sec-Fetch-Site: {site}", what=site)
        link = [f"Sec-Fetch-Site: {site}", "Sec-Fetch-Mode: navigate", "Sec-Fetch-Dest: document"]
        expect({200}, mount, *link, what=f"a link {site}")
        expect({403, 405}, mount, *link, method="POST", what=f"a form {site}")
    if options.password is not None:
        answer = expect({401}, mount, authorized=False, what="no password")
        check(answer and (answer["www-authenticate"] or "").startswith("Basic "), "no WWW-Authenticate")
        for text in ["", "x", options.password + "x", options.password[:-1], options.password * 2, "\u00e9"]:
            pair = base64.b64encode(f"x:{text}".encode()).decode()
            expect({401, 429}, mount, f"Authorization: Basic {pair}", authorized=False, what="a wrong password")
        for value in ["Basic", "Basic =", "Basic ====", "Bearer x", "Basic " + "A" * 4000, ""]:
            expect({401, 429}, options.events, f"Authorization: {value}", authorized=False, what="no real password")
        time.sleep(1.2)
        expect({200}, mount, what="the right password after wrong ones")


# ------------------------------------------------------------------------ methods


def methods():
    mount = options.mount
    for method in ["POST", "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "CONNECT", "PROPFIND", "MKCOL"]:
        wire = Wire()
        wire.send(head(mount if method != "CONNECT" else "evil.example:443", method=method))
        answer = wire.answer()
        check(answer and answer.status == 405, f"{method}: {answer and answer.status} instead of 405")
        check(answer and answer["allow"] == "GET, HEAD", f"{method}: Allow is {answer and answer['allow']}")
        check(wire.is_closed(), f"{method}: the connection stays open")
    for method in ["FETCH", "get", "G\x00T", "GET\t"]:
        wire = Wire()
        wire.send(head(mount, method=method))
        answer = wire.answer()
        check(answer and answer.status in (400, 405, 501), f"{method!r}: {answer and answer.status}")
    for target in [mount, mount + "none/", mount[:-1] or "/", mount + "%00", options.file]:
        wire = Wire()
        wire.send(head(target, method="HEAD"))
        first = wire.answer(to_head=True)
        wire.send(head(target))
        second = wire.answer()
        check(first and second and first.status == second.status
              and first["content-length"] == second["content-length"], f"HEAD {target} is not as GET")
    before = memory()
    for fields in [["Content-Length: 1000000000"], ["Transfer-Encoding: chunked"],
                   ["Content-Length: 1000000000", "Expect: 100-continue"]]:
        wire = Wire()
        wire.send(head(mount, *fields, method="POST"))
        answer = wire.answer()
        check(answer and answer.status == 405, f"a body of {fields}: {answer and answer.status}")
        block, sent = b"x" * (1 << 20), 0
        while sent < 300 and wire.send(block):
            sent += 1
        check(sent < 300, f"{fields}: 300 MB of a body were taken")
    check(memory() < before + (50 << 20), f"bodies cost {(memory() - before) >> 20} MB")
    expect({400, 413}, mount, "Content-Length: 5", what="GET with a body")


# -------------------------------------------------------------------------- heads


def heads():
    mount = options.mount
    long = "a" * 70000
    before = memory()
    for what, text in [
        ("a long target", head(mount + long)), ("a long value", head(mount, "A: " + long)),
        ("a long name", head(mount, long + ": a")), ("many fields", head(mount, *[f"A{n}: b" for n in range(500)])),
        ("a long query", head(mount + "?" + long)), ("a long cookie", head(mount, "Cookie: a=" + long)),
    ]:
        wire = Wire()
        wire.send(text)
        answer = wire.answer()
        check(answer and answer.status in (414, 431), f"{what}: {answer and answer.status}")
        check(wire.is_closed(), f"{what}: the connection stays open")
    for start in ["GET /", "GET / HTTP/1.1\r\nA: ", "GET / HTTP/1.1\r\n", "", "\r\n"]:
        wire = Wire()
        wire.send(start)
        sent = 0
        while sent < 3000 and wire.send(b"\r\n" * 8000 if start == "\r\n" else b"a" * 16000):
            sent += 1
        answer = wire.answer()
        check(answer is None or answer.status in (400, 408, 414, 431), f"an endless {start!r}: {answer and answer.status}")
        wire.close()
    check(memory() < before + (50 << 20), f"heads cost {(memory() - before) >> 20} MB")
    for fields in [
        ["Content-Length: 5", "Transfer-Encoding: chunked"], ["Content-Length: 5", "Content-Length: 6"],
        ["Content-Length: 0", "Transfer-Encoding: identity"], ["Transfer-Encoding: chunked, identity"],
        ["Content-Length: -1"], ["Content-Length: 0x5"], ["Content-Length: 5 5"], ["Content-Length: 99999999999999999999999"],
        ["A b: c"], ["A : b"], [": b"], ["A: b\x00c"], ["A\x00: b"], ["A: b\rB: c"], ["A"], [" A: b"], ["A(: b"],
        ["Transfer-Encoding:\x0bchunked"],
    ]:
        wire = Wire()
        wire.send(head(mount, *fields))
        answer = wire.answer()
        check(answer and answer.status in (400, 403, 405, 413, 501), f"{fields}: {answer and answer.status} instead of 400")
        check(wire.is_closed(), f"{fields}: the connection stays open")
    # A request that hides in another one is not answered.
    wire = Wire()
    wire.send(head(mount, "Content-Length: 40") + head(mount))
    check(wire.answer() and wire.answer() is None, "a request within a body is answered")
    for text in ["GET\r\n\r\n", "GET / HTTP/9.9\r\n\r\n", "GET / HTTP/1.1 x\r\n\r\n", "GET / XTTP/1.1\r\n\r\n", "\x16\x03\x01\x00\xa5\x01",
                 "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", "HELO x\r\n", "\x00" * 100, "GET  / HTTP/1.1\r\n\r\n", "GET /\x01 HTTP/1.1\r\n\r\n"]:
        wire = Wire()
        wire.send(text)
        answer = wire.answer()
        check(answer is None or answer.status in (400, 403, 405, 408, 501, 505), f"{text[:20]!r}: {answer and answer.status}")


# ------------------------------------------------------------------------- ranges


def ranges():
    whole = expect({200}, options.file)
    if not whole:
        return
    size, body = len(whole.body), whole.body
    check(whole["accept-ranges"] == "bytes", "no Accept-Ranges")
    for field, first, last in [("0-0", 0, 0), ("0-", 0, size - 1), ("-1", size - 1, size - 1), (f"{size - 1}-{size + 99}", size - 1, size - 1),
                               ("-99999999999999999999", 0, size - 1), ("0-99999999999999999999", 0, size - 1)]:
        answer = expect({206}, options.file, f"Range: bytes={field}", what=f"bytes={field}")
        if answer:
            check(answer.body == body[first:last + 1], f"bytes={field}: wrong bytes")
            check(answer["content-range"] == f"bytes {first}-{last}/{size}", f"bytes={field}: {answer['content-range']}")
    for field in [f"{size}-", f"{size + 5}-{size + 9}", "99999999999999999999-", "-0"]:
        answer = expect({416}, options.file, f"Range: bytes={field}", what=f"bytes={field}")
        check(answer and answer["content-range"] == f"bytes */{size}", f"bytes={field}: no size in Content-Range")
    for field in ["bytes=5-1", "bytes=a-b", "bytes=-", "bytes=--1", "lines=1-2", "bytes", "bytes=1-2-3", "bytes=0x1-2", "",
                  "bytes=" + ",".join(f"{n}-{n}" for n in range(1500))]:
        answer = expect({200, 206, 416}, options.file, f"Range: {field}", what=field[:40])
        check(answer is None or answer.status != 200 or answer.body == body, f"{field[:40]}: wrong bytes")
        check(answer is None or len(answer.body) <= 2 * size + 1000, f"{field[:40]}: more bytes than there are")
    if whole["etag"]:
        answer = expect({304}, options.file, f"If-None-Match: {whole['etag']}")
        check(answer and not answer.body, "304 has a body")
        expect({206}, options.file, "Range: bytes=0-0", f"If-Range: {whole['etag']}")
        expect({200}, options.file, "Range: bytes=0-0", 'If-Range: "other"')


# -------------------------------------------------------------------------- crowds


def crowds():
    mount = options.mount
    wire = Wire()
    wire.send(head(mount) * 100)
    answers = [wire.answer() for _ in range(100)]
    check(all(a and a.status == 200 for a in answers), "100 requests at once are not answered")
    # A head that does not come to its end, alone and byte by byte.
    slow, drop = Wire(), Wire()
    start = time.monotonic()
    slow.send(f"GET {mount} HTTP/1.1\r\nHost: ")
    slow.socket.settimeout(options.head_time + PATIENCE)
    while drop.send("G" if time.monotonic() == start else "a") and time.monotonic() < start + options.head_time / 2:
        time.sleep(options.head_time / 20)
    answer = slow.answer()
    took = time.monotonic() - start
    check(answer and answer.status == 408, f"a slow head: {answer and answer.status} instead of 408")
    check(took < options.head_time + 10, f"a slow head has {took:.0f} s")
    check(slow.is_closed(), "a slow head: the connection stays open")
    drop.close()
    # Clients that ask and take nothing, and clients that go at once.
    before = memory()
    silent = [Wire(window=4096) for _ in range(100)]
    for wire in silent:
        wire.send(head(options.file) * 20)
    for _ in range(300):
        wire = Wire()
        wire.send(head(options.file))
        wire.reset()
    generator = random.Random(20)
    for _ in range(200):
        wire = Wire()
        text = bytearray(head(mount, "Range: bytes=0-5").encode())
        for _ in range(generator.randrange(1, 8)):
            text[generator.randrange(len(text))] = generator.randrange(256)
        wire.send(bytes(text))
        wire.socket.shutdown(socket.SHUT_WR)
        answer = wire.answer()
        check(answer is None or answer.status in (200, 206, 301, 302, 304, 400, 401, 403, 404, 405, 408, 416, 429, 431, 505),
              f"{bytes(text)!r}: {answer and answer.status}")
        wire.close()
    expect({200}, mount, what="a request beside silent clients")
    check(memory() < before + (100 << 20), f"silent clients cost {(memory() - before) >> 20} MB")
    for wire in silent:
        wire.close()


def events():
    wires = []
    for _ in range(20):
        wire = Wire()
        wire.send(head(options.events))
        text = wire.until(b"\r\n\r\n")
        check(text and text.startswith(b"HTTP/1.1 200") and b"text/event-stream" in text, f"{options.events} is no stream of events")
        check(text and b"access-control" not in text.lower(), "the events are open to other origins")
        wires.append(wire)
    for wire in wires:
        wire.send(head(options.mount) * 3)
    expect({200}, options.mount, what="a request beside streams of events")
    for wire in wires[::2]:
        wire.reset()
    for wire in wires[1::2]:
        wire.close()


def idle():
    limit = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (min(limit[1], 8192), limit[1]))
    count = min(1000, options.connections - 10)
    before = memory()
    wires = [Wire() for _ in range(count)]
    start = time.monotonic()
    expect({200}, options.mount, what=f"a request beside {count} idle connections")
    took = time.monotonic() - start
    check(took < 5, f"a request beside {count} idle connections takes {took:.1f} s")
    check(memory() < before + (100 << 20), f"{count} idle connections cost {(memory() - before) >> 20} MB")
    beyond, refused = [], 0
    for _ in range(options.connections - count + 50):
        wire = Wire()
        wire.socket.settimeout(0.2)
        beyond.append(wire)
    for wire in beyond[-40:]:
        wire.socket.settimeout(PATIENCE)
        answer = wire.answer()
        refused += answer is None or answer.status == 503
    check(refused == 40, f"{40 - refused} of 40 connections beyond {options.connections} are open")
    for wire in wires + beyond:
        wire.close()
    deadline = time.monotonic() + PATIENCE
    answer = None
    while time.monotonic() < deadline and not (answer and answer.status == 200):
        time.sleep(0.1)
        answer = ask_quietly(options.mount)
    check(answer and answer.status == 200, "nothing is answered after the crowd has gone")


def ask_quietly(target):
    wire = Wire()
    wire.send(head(target))
    answer = wire.answer()
    wire.close()
    return answer


def memory():
    """The memory of the server in bytes; 0 if its process is not known."""
    if not options.pid:
        return 0
    with open(f"/proc/{options.pid}/statm") as file:
        return int(file.read().split()[1]) * resource.getpagesize()


def arguments():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("host")
    parser.add_argument("port", type=int)
    parser.add_argument("mount")
    parser.add_argument("--password")
    parser.add_argument("--events", default="/__branchpress/events")
    parser.add_argument("--file")
    parser.add_argument("--pid", type=int)
    parser.add_argument("--never")
    parser.add_argument("--head-time", type=float, default=10)
    parser.add_argument("--connections", type=int, default=1024)
    options = parser.parse_args()
    options.file = options.file or options.mount
    return options


if __name__ == "__main__":
    options = arguments()
    for attack in [addresses, origins, methods, heads, ranges, crowds, events, idle]:
        start = time.monotonic()
        try:
            attack()
        except OSError as error:
            check(False, f"{attack.__name__}: {error}")
        print(f"{attack.__name__}: {time.monotonic() - start:.1f} s", flush=True)
    print(f"{checks} checks, {len(faults)} faults")
    sys.exit(1 if faults or checks < 500 else 0)
