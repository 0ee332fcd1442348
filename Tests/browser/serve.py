"""A built site on loopback, and one page of every kind in it."""
import contextlib
import functools
import http.server
import re
import sys
import threading
import urllib.parse

MOUNT = "/deep/portal/"


class Server(http.server.ThreadingHTTPServer):
    """Serves a folder under MOUNT and nothing else, as a static host would."""
    daemon_threads = True

    def handle_error(self, request, client_address):
        """A browser that goes on to the next page closes connections; that is no fault."""
        if not isinstance(sys.exc_info()[1], ConnectionError):
            super().handle_error(request, client_address)


class Handler(http.server.SimpleHTTPRequestHandler):
    policy = None

    def translate_path(self, path):
        path = urllib.parse.urlsplit(path).path
        return super().translate_path("/" + path[len(MOUNT):] if path.startswith(MOUNT) else "/no-such-page")

    def end_headers(self):
        if self.policy:
            self.send_header("Content-Security-Policy", self.policy)
        super().end_headers()

    def log_message(self, *arguments):
        pass


@contextlib.contextmanager
def serve(site, policy=None):
    """Serves the site while the block runs, under a content security policy if one is given; gives the host's address, below
    which it is at MOUNT."""
    handler = type("PoliteHandler", (Handler,), {"policy": policy})
    server = Server(("127.0.0.1", 0), functools.partial(handler, directory=str(site)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}"
    finally:
        server.shutdown()


def icons(site):
    """The icons that pages link, with their files, by the addresses that they will have: feed readers cannot complete others."""
    head = (site / "index.html").read_text("utf-8").partition("</head>")[0]
    base = re.search(r'<link rel="canonical" href="([^"]+)"', head)[1]
    found = re.findall(r'<link rel="(?:icon|apple-touch-icon)"[^>]*? href="([^"]+)"', head)
    return {address: site / urllib.parse.unquote(address.removeprefix(base)) for address in found}


def serve_icons(page, site):
    """Answers a page's requests for icons with the files of the site."""
    def answer(file):
        return lambda route: route.fulfill(path=file)
    for address, file in icons(site).items():
        page.route(address, answer(file))


def pages_of_every_kind(site):
    """Kind (as the body's class names it) to the address of its largest page, and the addresses of all pages."""
    found = {}
    for path in sorted(site.rglob("*.html")):
        text = path.read_text("utf-8")
        kind = re.search(r'<body class="kind-([a-z-]+)"', text)
        if kind and path.name == "index.html":
            relative = path.parent.relative_to(site).as_posix()
            address = "" if relative == "." else relative + "/"
            best = found.get(kind[1])
            if best is None or len(text) > best[0]:
                found[kind[1]] = (len(text), address)
    return {kind: address for kind, (_, address) in found.items()}
