#!/usr/bin/python3
"""A WebDAV store with a bad character: hostile_store.py DIR PORT.

The first part of the path says which: http://127.0.0.1:PORT/<behaviour>/office/... A behaviour that is
not named below ("honest") does everything right, so that each test has its control. Objects lie in
DIR/<behaviour>/.
"""
import http.server
import os
import shutil
import socket
import sys
import time
import urllib.parse

PAGE = b"<html><body>Welcome to the hotel. Please sign in.</body></html>"


class Store(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    # --- the right way ---

    def answer(self, status, body=b"", kind="application/octet-stream", headers=()):
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        for name, value in headers:
            self.send_header(name, value)
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)

    def file(self, path=None):
        parts = urllib.parse.unquote(path or self.path).strip("/").split("/")
        return os.path.join(DIR, *parts)

    def body(self):
        return self.rfile.read(int(self.headers.get("Content-Length") or 0))

    def honest_put(self, data):
        os.makedirs(os.path.dirname(self.file()), exist_ok=True)
        with open(self.file(), "wb") as out:
            out.write(data)
        self.answer(201)

    def honest_get(self):
        if not os.path.isfile(self.file()):
            return self.answer(404, PAGE, "text/html")
        with open(self.file(), "rb") as stored:
            self.answer(200, stored.read())

    def honest_move(self):
        target = self.file(urllib.parse.urlsplit(self.headers["Destination"]).path)
        if os.path.exists(target) and self.headers.get("Overwrite") == "F":
            return self.answer(412)
        shutil.move(self.file(), target)
        self.answer(201)

    def entries(self):
        folder = self.file()
        return sorted(os.listdir(folder)) if os.path.isdir(folder) else None

    def multistatus(self, hrefs, before="", after=""):
        rows = "".join(f"<D:response><D:href>{href}</D:href></D:response>" for href in hrefs)
        xml = (f"<?xml version='1.0'?>{before}<D:multistatus xmlns:D='DAV:'>{rows}{after}"
               "</D:multistatus>")
        self.answer(207, xml.encode(), "application/xml")

    def honest_list(self):
        names = self.entries()
        if names is None:
            return self.answer(404)
        here = urllib.parse.urlsplit(self.path).path.rstrip("/") + "/"
        self.multistatus([here] + [here + urllib.parse.quote(name) for name in names])

    # --- the wrong ways ---

    def drop(self):
        self.close_connection = True
        self.connection.shutdown(socket.SHUT_RDWR)

    def bad_status(self, status, headers=()):
        self.body()
        self.answer(status, b"", "text/plain", headers)

    def put(self, how):
        if how.startswith("breaks_at_"):
            self.rfile.read(int(self.headers["Content-Length"]) * int(how[10:]) // 100)
            return self.drop()
        data = self.body()
        if how == "stores_nothing":
            return self.answer(201)
        if how == "stores_empty":
            return self.honest_put(b"")
        if how == "stores_half":
            return self.honest_put(data[:len(data) // 2])
        if how == "stores_other":
            return self.honest_put(bytes(byte ^ 1 for byte in data))
        if how == "stores_more":
            return self.honest_put(data + b"!")
        if how == "put_is_portal":
            return self.answer(200, PAGE, "text/html")
        self.honest_put(data)

    def get(self, how):
        if how == "get_is_portal":
            return self.answer(200, PAGE, "text/html")
        stored = os.path.isfile(self.file())
        if how == "get_breaks" and stored:
            self.send_response(200)
            self.send_header("Content-Length", "1000000")
            self.end_headers()
            self.wfile.write(b"x" * 1000)
            return self.drop()
        if how == "get_endless" and stored:
            self.send_response(200)
            self.send_header("Transfer-Encoding", "chunked")
            self.end_headers()
            try:
                while True:
                    self.wfile.write(b"10000\r\n" + b"x" * 65536 + b"\r\n")
            except OSError:
                return self.drop_quietly()
        if how.startswith("cuts_") and stored:  # the line breaks after every 40 kB
            return self.cut(how)
        if how == "get_garbled" and stored:
            return self.answer(200, b"something else")
        if how == "get_zipped" and stored:
            return self.answer(200, b"\x1f\x8b not zipped", headers=[("Content-Encoding", "gzip")])
        self.honest_get()

    def cut(self, how):
        with open(self.file(), "rb") as stored:
            whole = stored.read()
        wanted = self.headers.get("Range")
        start = int(wanted.removeprefix("bytes=").rstrip("-")) if wanted else 0
        same = self.headers.get("If-Range") in (None, '"first"')
        if how == "cuts_ignores_range" or not same:
            start = 0
        if how == "cuts_wrong_part" and start:
            start += 1
        piece = whole[start:start + (100 if how == "cuts_dead" else 40000)]
        self.send_response(206 if start else 200)
        self.send_header("ETag", '"first"')
        self.send_header("Content-Length", str(len(whole) - start))
        if start:
            self.send_header("Content-Range", f"bytes {start}-{len(whole) - 1}/{len(whole)}")
        self.end_headers()
        self.wfile.write(piece)
        if start + len(piece) < len(whole):
            self.drop()

    def drop_quietly(self):
        self.close_connection = True

    def move(self, how):
        if how == "move_says_so":
            return self.answer(201)
        if how == "move_says_there":
            return self.answer(412)
        if how == "move_refused":
            return self.answer(405)
        if how == "move_half":
            target = self.file(urllib.parse.urlsplit(self.headers["Destination"]).path)
            with open(self.file(), "rb") as part, open(target, "wb") as out:
                out.write(part.read()[:10])
            return self.answer(201)
        self.honest_move()

    def list(self, how):
        here = urllib.parse.urlsplit(self.path).path.rstrip("/") + "/"
        if how == "list_no_xml":
            return self.answer(207, b"<<<< no", "application/xml")
        if how == "list_portal":
            return self.answer(200, PAGE, "text/html")
        if how == "list_entities":
            bomb = "<!DOCTYPE a [<!ENTITY b 'bbbbbbbb'><!ENTITY c '&b;&b;&b;&b;'>]>"
            return self.multistatus([here + "&c;"], before=bomb)
        if how == "list_deep":
            return self.multistatus([here], after="<a>" * 100000 + "</a>" * 100000)
        if how == "list_climbs":
            return self.multistatus([here + "../../../etc/passwd", "/etc/passwd", "..", here + "..",
                                     "http://elsewhere.example/" + here + "a", here + "%2e%2e%2fa"])
        if how == "list_many":
            return self.multistatus([here + f"{n:07}.txt" for n in range(150000)])
        if how == "list_loops":  # every folder holds the same folders
            return self.multistatus([here, here + "up/", here + "all/", here + "survey/"])
        if how == "list_endless":
            self.send_response(207)
            self.send_header("Transfer-Encoding", "chunked")
            self.end_headers()
            try:
                while True:
                    self.wfile.write(b"10000\r\n" + b"<a></a> " * 8192 + b"\r\n")
            except OSError:
                return self.drop_quietly()
        self.honest_list()

    def all_methods(self, how):
        """True when the behaviour is the same whatever is asked."""
        if how.startswith("status_"):
            self.bad_status(int(how[7:]))
        elif how == "busy":
            self.bad_status(503, [("Retry-After", "600")])
        elif how == "moved_away":
            self.bad_status(302, [("Location", "http://hotel.example/login")])
        elif how == "moved_here":
            self.bad_status(301, [("Location", "/elsewhere/")])
        elif how == "hangs_up":
            self.drop()
        elif how == "no_http":
            self.connection.sendall(b"SSH-2.0-OpenSSH_9.2\r\n")
            self.drop()
        elif how == "endless_headers":
            self.connection.sendall(b"HTTP/1.1 200 OK\r\n")
            try:
                for n in range(100000):
                    self.connection.sendall(b"X-%d: %s\r\n" % (n, b"y" * 500))
            except OSError:
                pass
            self.drop_quietly()
        elif how == "trickles":
            self.connection.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n")
            try:
                for _ in range(1000):
                    self.connection.sendall(b"x")
                    time.sleep(0.2)
            except OSError:
                pass
            self.drop_quietly()
        elif how == "silent":
            time.sleep(30)
            self.drop_quietly()
        elif how == "negative_length":
            self.connection.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: -5\r\n\r\nabc")
            self.drop()
        elif how == "huge_length":
            self.connection.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 99999999999999\r\n\r\nabc")
            self.drop()
        else:
            return False
        return True

    def serve(self):
        how = self.path.split("/")[1]
        try:
            if self.all_methods(how):
                return
            if self.command == "PUT":
                self.put(how)
            elif self.command in ("GET", "HEAD"):
                self.get(how)
            elif self.command == "MOVE":
                self.move(how)
            elif self.command == "PROPFIND":
                self.body()
                self.list(how)
            elif self.command == "MKCOL":
                there = os.path.isdir(self.file())
                os.makedirs(self.file(), exist_ok=True)
                self.answer(405 if there else 201)
            elif self.command == "DELETE":
                if os.path.isfile(self.file()):
                    os.remove(self.file())
                self.answer(204)
        except (BrokenPipeError, ConnectionResetError):
            self.drop_quietly()

    do_GET = do_HEAD = do_PUT = do_MOVE = do_PROPFIND = do_MKCOL = do_DELETE = serve

    def do_CONNECT(self):
        """Asked to be a proxy: it wants a password."""
        self.answer(407, b"", "text/plain", [("Proxy-Authenticate", "Basic realm=council")])

    def log_message(self, *_):
        pass


class Server(http.server.ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, *_):
        pass


DIR = sys.argv[1]
Server(("127.0.0.1", int(sys.argv[2])), Store).serve_forever()
