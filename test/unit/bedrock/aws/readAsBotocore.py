"""Prints how botocore reads the two files in argv[1] and argv[2], as JSON."""
import json
import sys

from botocore import configloader
from botocore.exceptions import ConfigNotFound, ConfigParseError


def main(config, credentials):
    try:
        try:
            loaded = configloader.load_config(config)
        except ConfigNotFound:
            loaded = {"profiles": {}}
        # botocore.session.Session.full_config
        try:
            for name, section in configloader.raw_config_parse(credentials).items():
                loaded["profiles"].setdefault(name, {}).update(section)
        except ConfigNotFound:
            pass
    except ConfigParseError:
        return None
    return {
        "profiles": loaded["profiles"],
        "ssoSessions": loaded.get("sso_sessions", {}),
        "services": loaded.get("services", {}),
    }


for line in sys.stdin:
    print(json.dumps(main(*json.loads(line))))
