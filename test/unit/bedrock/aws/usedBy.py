"""Prints which credentials botocore takes for the profile p of the files in argv[1] and argv[2], for each line of stdin."""
import json
import os
import sys

from botocore.session import Session

KINDS = {
    "shared-credentials-file": "keys",
    "config-file": "keys",
    "custom-process": "process",
    "sso": "sso",
    "assume-role": "role",
    "assume-role-with-web-identity": "webIdentity",
}


def used(config, credentials):
    os.environ["AWS_CONFIG_FILE"] = config
    os.environ["AWS_SHARED_CREDENTIALS_FILE"] = credentials
    try:
        found = Session(profile="p").get_credentials()
    except Exception:
        return "none"
    if found is None:
        return "none"
    kind = KINDS[found.method]
    return " ".join([kind, found.access_key, *([found.token] if found.token else [])]) if kind == "keys" else kind


for line in sys.stdin:
    print(used(*json.loads(line)))
