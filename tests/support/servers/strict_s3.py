#!/usr/bin/python3
"""A bucket on this machine that believes nobody: strict_s3.py DIR PORT [PAGE].

Checks every signature with botocore (an independent implementation of Signature Version 4), the hash
of every body, and the clock; knows PUT with If-None-Match, GET, HEAD and ListObjectsV2 in pages of
PAGE keys. Bucket "harmony", key id AKIDEXAMPLE, secret "a secret/of+S3", region eu-west-2.
"""
import datetime
import hashlib
import http.server
import os
import sys
import urllib.parse
from xml.sax.saxutils import escape

from botocore.auth import S3SigV4Auth
from botocore.awsrequest import AWSRequest
from botocore.credentials import Credentials

KEY, SECRET, REGION, BUCKET = "AKIDEXAMPLE", "a secret/of+S3", "eu-west-2", "harmony"


def expected_signature(method, url, headers, signed):
    kept = {name: value for name, value in headers.items() if name.lower() in signed}
    request = AWSRequest(method=method, url=url, headers=kept)
    request.context["timestamp"] = headers["x-amz-date"]
    auth = S3SigV4Auth(Credentials(KEY, SECRET), "s3", REGION)
    return auth.signature(auth.string_to_sign(request, auth.canonical_request(request)), request)


class Bucket(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def answer(self, status, body=b"", kind="application/xml", extra=()):
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        for name, value in extra:
            self.send_header(name, value)
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)

    def fault(self, status, code):
        self.answer(status, f"<?xml version='1.0'?><Error><Code>{code}</Code></Error>".encode())

    def believed(self, body):
        auth = self.headers.get("Authorization", "")
        if not auth.startswith("AWS4-HMAC-SHA256 Credential=" + KEY + "/"):
            self.fault(403, "InvalidAccessKeyId")
            return False
        fields = dict(part.strip().split("=", 1) for part in auth[len("AWS4-HMAC-SHA256 "):].split(","))
        if hashlib.sha256(body).hexdigest() != self.headers.get("x-amz-content-sha256"):
            self.fault(400, "XAmzContentSHA256Mismatch")
            return False
        then = datetime.datetime.strptime(self.headers["x-amz-date"], "%Y%m%dT%H%M%SZ")
        if abs((datetime.datetime.utcnow() - then).total_seconds()) > 900:
            self.fault(403, "RequestTimeTooSkewed")
            return False
        url = f"http://{self.headers['Host']}{self.path}"
        signed = fields["SignedHeaders"].split(";")
        if "host" not in signed or expected_signature(
                self.command, url, dict(self.headers.items()), signed) != fields["Signature"]:
            self.fault(403, "SignatureDoesNotMatch")
            return False
        return True

    def file_of(self, path):
        parts = urllib.parse.unquote(path).split("/")[2:]
        return os.path.join(DIR, *parts)

    def serve(self):
        body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        if not self.believed(body):
            return
        url = urllib.parse.urlsplit(self.path)
        bucket = urllib.parse.unquote(url.path).split("/")[1]
        if bucket != BUCKET:
            self.fault(404, "NoSuchBucket")
        elif self.command == "PUT":
            self.put(url.path, body)
        elif url.query:
            self.list(dict(urllib.parse.parse_qsl(url.query, keep_blank_values=True)))
        else:
            self.get(url.path)

    do_GET = do_PUT = do_HEAD = do_DELETE = do_POST = serve

    def put(self, path, body):
        file = self.file_of(path)
        if self.headers.get("If-None-Match") == "*" and os.path.exists(file):
            return self.fault(412, "PreconditionFailed")
        os.makedirs(os.path.dirname(file), exist_ok=True)
        with open(file, "wb") as out:
            out.write(body)
        self.answer(200)

    def get(self, path):
        file = self.file_of(path)
        if not os.path.isfile(file):
            return self.fault(404, "NoSuchKey")
        with open(file, "rb") as stored:
            self.answer(200, stored.read(), "application/octet-stream")

    def list(self, query):
        keys = sorted(os.path.relpath(os.path.join(top, name), DIR)
                      for top, _, names in os.walk(DIR) for name in names)
        after = query.get("continuation-token", query.get("start-after", ""))
        keys = [key for key in keys if key.startswith(query.get("prefix", "")) and key > after]
        page = keys[:PAGE]
        more = len(keys) > len(page)
        token = f"<NextContinuationToken>{escape(page[-1])}</NextContinuationToken>" if more else ""
        objects = "".join(f"<Contents><Key>{urllib.parse.quote(key, safe='')}</Key></Contents>"
                          for key in page)
        self.answer(200, ("<?xml version='1.0' encoding='UTF-8'?><ListBucketResult "
                          "xmlns='http://s3.amazonaws.com/doc/2006-03-01/'>"
                          f"<EncodingType>url</EncodingType><IsTruncated>{str(more).lower()}"
                          f"</IsTruncated>{token}{objects}</ListBucketResult>").encode())

    def log_message(self, *_):
        pass


DIR = sys.argv[1]
PAGE = int(sys.argv[3]) if len(sys.argv) > 3 else 1000
http.server.ThreadingHTTPServer(("127.0.0.1", int(sys.argv[2])), Bucket).serve_forever()
