#!/usr/bin/python3
"""Makes tests/data/s3_signatures.json with botocore, an independent implementation of AWS Signature
Version 4: make_s3_vectors.py > tests/data/s3_signatures.json"""
import hashlib
import json
import urllib.parse

from botocore.auth import S3SigV4Auth
from botocore.awsrequest import AWSRequest
from botocore.credentials import Credentials

KEY, SECRET, REGION, DATE = "AKIDEXAMPLE", "a secret/of+S3", "eu-west-2", "20260330T090000Z"
HOST = "store.example.org:8443"
CASES = [
    ("plain object", "GET", "/bucket/hk1-a0a1a2a3/down/all/f", [], {}, ""),
    ("write once", "PUT", "/bucket/hk1-a0a1a2a3/up/x.hkb", [], {"if-none-match": "*"}, "sealed"),
    ("listing", "GET", "/bucket", [("list-type", "2"), ("prefix", "hk1-a0a1a2a3/up/"),
                                   ("max-keys", "1000"), ("encoding-type", "url")], {}, ""),
    ("token with signs", "GET", "/bucket", [("list-type", "2"),
                                            ("continuation-token", "a+b/c=&d e%")], {}, ""),
    ("space and plus in a key", "GET", "/bucket/a b+c", [], {}, ""),
    ("letters of Urdu in a key", "GET", "/bucket/گلی", [], {}, ""),
    ("tilde, star, bracket", "GET", "/bucket/~a*(b)'!", [], {}, ""),
    ("two slashes stay two", "GET", "/bucket//a", [], {}, ""),
    ("empty value", "GET", "/bucket", [("prefix", ""), ("list-type", "2")], {}, ""),
    ("range", "GET", "/bucket/a", [], {"range": "bytes=5-"}, ""),
    ("head", "HEAD", "/bucket/a", [], {}, ""),
    ("same names in another order", "GET", "/bucket", [("b", "2"), ("a", "1"), ("B", "3")], {}, ""),
]


def quote(text, safe=""):
    return urllib.parse.quote(text, safe=safe + "-._~")


made = []
for name, method, path, query, headers, body in CASES:
    target = quote(path, "/") + ("?" + "&".join(
        f"{quote(k)}={quote(v)}" for k, v in sorted(query)) if query else "")
    digest = hashlib.sha256(body.encode()).hexdigest()
    request = AWSRequest(method=method, url="https://" + HOST + target,
                         headers={**headers, "host": HOST, "x-amz-date": DATE,
                                  "x-amz-content-sha256": digest})
    request.context["timestamp"] = DATE
    auth = S3SigV4Auth(Credentials(KEY, SECRET), "s3", REGION)
    signature = auth.signature(auth.string_to_sign(request, auth.canonical_request(request)), request)
    made.append({"name": name, "method": method, "path": path, "query": query, "headers": headers,
                 "body": body, "target": target, "signature": signature})
print(json.dumps({"made_by": "botocore, tests/sync/make_s3_vectors.py", "key": KEY, "secret": SECRET,
                  "region": REGION, "host": HOST, "date": "2026-03-30T09:00:00Z", "cases": made},
                 indent=1, ensure_ascii=False))
