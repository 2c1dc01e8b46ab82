#!/usr/bin/python3
"""Runs ansible-inventory on every command of the cases, and Ansible's pattern matching on patterns.json; see HOW.md."""
import json
import os
import shlex
import subprocess
import sys

here = os.path.dirname(os.path.abspath(__file__))
environment = {"PATH": "/usr/bin:/bin", "HOME": "/nonexistent", "LANG": "C.UTF-8", "ANSIBLE_NOCOLOR": "1",
               "ANSIBLE_LOCAL_TEMP": "/tmp/inventory-record"}


def run(case, line):
    words = shlex.split(line)
    more = {}
    while words and "=" in words[0] and not words[0].startswith("-"):
        name, value = words.pop(0).split("=", 1)
        more[name] = value
    done = subprocess.run(["ansible-inventory", *words], cwd=os.path.join(here, "cases", case), text=True,
                          env={**environment, **more}, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    return {"case": case, "command": line, "code": done.returncode, "out": done.stdout,
            **({"err": done.stderr.strip()} if done.returncode else {})}


def commands(wanted):
    for case in sorted(os.listdir(os.path.join(here, "cases"))):
        if not wanted or case in wanted:
            with open(os.path.join(here, "cases", case, "commands")) as lines:
                for line in lines.read().splitlines():
                    print(case, line, file=sys.stderr)
                    yield run(case, line)


def hosts_of(manager, pattern, limit):
    from ansible.errors import AnsibleError
    try:
        manager.subset(limit)
        return [host.name for host in manager.get_hosts(pattern)]
    except AnsibleError:
        return "error"


def patterns():
    from ansible.inventory.manager import InventoryManager
    from ansible.parsing.dataloader import DataLoader
    os.chdir(os.path.join(here, "cases", "patterns"))
    with open("patterns") as lines:
        for line in lines.read().splitlines():
            manager = InventoryManager(loader=DataLoader(), sources=["hosts.yml"])
            pattern, _, limit = line.partition(" -l ")
            yield {"pattern": pattern, "limit": limit or None, "hosts": hosts_of(manager, pattern, limit or None)}


version = subprocess.run(["ansible-inventory", "--version"], text=True, stdout=subprocess.PIPE).stdout.splitlines()[0]
path = os.path.join(here, "expected.json")
kept = []
if len(sys.argv) > 1:
    with open(path) as old:
        kept = [one for one in json.load(old)["commands"] if one["case"] not in sys.argv[1:]]
with open(path + ".new", "w") as out:
    json.dump({"made_with": version, "commands": sorted(kept + list(commands(sys.argv[1:])), key=lambda one: one["case"]),
               "patterns": list(patterns())}, out, indent=1, ensure_ascii=False)
os.rename(path + ".new", path)
