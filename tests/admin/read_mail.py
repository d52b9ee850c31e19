#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Reads an email with Python's own library and prints what it says as JSON.

    read_mail.py FILE
"""

import email
import email.policy
import json
import sys
from email.utils import parseaddr
from pathlib import Path

message = email.message_from_bytes(Path(sys.argv[1]).read_bytes(), policy=email.policy.default)
parts = {part.get_content_type(): part for part in message.walk() if not part.is_multipart()}
calendar = parts.get("text/calendar")
address = message["from"].addresses[0]
print(
    json.dumps(
        {
            "subject": message["subject"],
            "from": [address.display_name, address.addr_spec],
            "to": parseaddr(message["to"])[1],
            "message_id": message["message-id"],
            "date": message["date"].datetime.isoformat(),
            "plain": parts["text/plain"].get_content().replace("\r\n", "\n"),
            "html": parts["text/html"].get_content(),
            "calendar": calendar.get_payload(decode=True).decode() if calendar else None,
            "calendar_method": calendar.get_param("method") if calendar else None,
            "defects": sum(len(part.defects) for part in message.walk()),
        }
    )
)
