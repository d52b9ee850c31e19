#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""A stand-in for GOV.UK Notify, written from its public REST documentation alone.

    notify_stand_in.py FOLDER PORT NOW TOLERANCE [SEED]

NOW: what its clock says, in seconds since 1970 ("real" for the machine's); a token is good for
TOLERANCE seconds around it. It checks every token by its own HMAC. What it accepts is a line of
FOLDER/accepted.jsonl. The recipient says what happens: local part or last three digits 400, 403,
429 (rate), 430 (daily), 500 (not accepted), 501 (accepted, answers 500), 598 (hangs up before),
599 (accepts, hangs up), 600 (permanent-failure later); only the first time it is asked. With SEED
each request meets a fault by chance.
"""

import base64
import hashlib
import hmac
import json
import random
import sys
import time
import uuid
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import parse_qs, urlparse

SERVICE = "26785a09-ab16-4eb0-8407-a37497a57506"
SECRET = "3d844edf-8d35-48ac-975b-e847b4f122b0"
folder, port, tolerance = Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[4])
fixed = None if sys.argv[3] == "real" else int(sys.argv[3])
chance = random.Random(int(sys.argv[5])) if len(sys.argv) > 5 else None
accepted = {}
seen = {}
FAULTS = {
    400: ("BadRequestError", "Template not found"),
    403: ("AuthError", "Invalid token: API key not found"),
    429: ("RateLimitError", "Exceeded rate limit for key type LIVE of 3000 requests per 60 seconds"),
    430: ("TooManyRequestsError", "Exceeded send limits (250000) for today"),
    500: ("Exception", "Internal server error"),
}


def now():
    return time.time() if fixed is None else fixed


def unpadded(text):
    return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))


def fault_of_token(header):
    """Nothing, or what is wrong with it."""
    if not header.startswith("Bearer ") or header.count(".") != 2:
        return "Unauthorized: authentication bearer scheme must be used"
    head, claims, signature = header[7:].split(".")
    made = hmac.new(SECRET.encode(), f"{head}.{claims}".encode(), hashlib.sha256).digest()
    if not hmac.compare_digest(made, unpadded(signature)):
        return "Invalid token: API key not found"
    if json.loads(unpadded(head)) != {"typ": "JWT", "alg": "HS256"}:
        return "Invalid token: algorithm used is not HS256"
    said = json.loads(unpadded(claims))
    if set(said) != {"iss", "iat"} or said["iss"] != SERVICE:
        return "Invalid token: service not found"
    if abs(said["iat"] - now()) > tolerance:
        return "Error: Your system clock must be accurate to within 30 seconds"
    return None


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def log_message(self, *words):
        pass

    def date_time_string(self, timestamp=None):
        return super().date_time_string(now())

    def answer(self, status, body):
        text = json.dumps(body).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(text)))
        self.end_headers()
        self.wfile.write(text)

    def refuse(self, code):
        error, message = FAULTS[code]
        status = 429 if code == 430 else code
        self.answer(status, {"status_code": status, "errors": [{"error": error, "message": message}]})

    def hang_up(self):
        self.close_connection = True
        self.connection.close()

    def let_in(self):
        fault = fault_of_token(self.headers.get("Authorization", ""))
        if fault:
            self.answer(403, {"status_code": 403, "errors": [{"error": "AuthError", "message": fault}]})
        return not fault

    def fate(self, recipient):
        if chance is not None:
            return chance.choice([500, 501, 598, 599, 429, 0, 0, 0, 0, 0])
        local = recipient.split("@")[0]
        code = int(local[-3:]) if local[-3:].isdigit() else 0
        seen[recipient] = seen.get(recipient, 0) + 1
        return code if seen[recipient] == 1 or code == 600 else 0

    def accept(self, order):
        one = {
            "id": str(uuid.uuid4()),
            "reference": order["reference"],
            "to": order.get("phone_number") or order.get("email_address"),
            "personalisation": order["personalisation"],
        }
        accepted.setdefault(order["reference"], []).append(one)
        with open(folder / "accepted.jsonl", "a", encoding="utf-8") as file:
            file.write(json.dumps(one) + "\n")
        return one

    def do_POST(self):
        body = self.rfile.read(int(self.headers.get("Content-Length", "0")))
        if not self.let_in():
            return
        order = json.loads(body)
        text = self.path == "/v2/notifications/sms"
        due = {"phone_number" if text else "email_address", "template_id", "personalisation", "reference"}
        places = {"message"} if text else {"message", "subject"}
        if set(order) != due or set(order["personalisation"]) != places:
            self.refuse(400)
            return
        code = self.fate(order.get("phone_number") or order.get("email_address"))
        if code == 598:
            self.hang_up()
            return
        if code in FAULTS:
            self.refuse(code)
            return
        one = self.accept(order)
        if code == 599:
            self.hang_up()
        elif code == 501:
            self.refuse(500)
        else:
            self.answer(201, {"id": one["id"], "reference": one["reference"]})

    def do_GET(self):
        if not self.let_in():
            return
        way = urlparse(self.path)
        if chance is not None and chance.random() < 0.2:
            self.refuse(500)
            return
        if way.path == "/v2/notifications":
            found = accepted.get(parse_qs(way.query)["reference"][0], [])
            self.answer(200, {"notifications": [{**one, "status": "sending"} for one in found], "links": {}})
            return
        wanted = way.path.rsplit("/", 1)[1]
        for list_of_one in accepted.values():
            for one in list_of_one:
                if one["id"] == wanted:
                    failed = one["to"].split("@")[0][-3:] == "600"
                    self.answer(200, {**one, "status": "permanent-failure" if failed else "delivered"})
                    return
        self.answer(404, {"status_code": 404, "errors": [{"error": "NoResultFound", "message": "No result found"}]})


ThreadingHTTPServer(("127.0.0.1", port), Handler).serve_forever()
