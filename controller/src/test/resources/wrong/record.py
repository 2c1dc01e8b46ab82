#!/usr/bin/env python3
"""Records how ansible-playbook ends for wrong input, in recorded.json: `python3 record.py` on Debian 12 with ansible-core 2.14.18.
The program is loaded once, and runs in a child process for each case."""
import json, os, pathlib, sys, tempfile, yaml

os.environ.update(ANSIBLE_NOCOLOR="1", ANSIBLE_GATHERING="explicit", ANSIBLE_PIPELINING="1")
HERE = pathlib.Path(__file__).resolve().parent
ONLY = sys.argv[1:]
sys.argv = ["ansible-playbook"]
from ansible.cli.playbook import main as playbook
from ansible.release import __version__


def main():
    file = HERE / "recorded.json"
    known = json.loads(file.read_text())["codes"] if ONLY and file.exists() else {}
    codes = {}
    for case in yaml.safe_load((HERE / "cases.yml").read_text()):
        name = case["name"]
        codes[name] = known[name] if ONLY and name not in ONLY else recorded(case)
    file.write_text(json.dumps({"version": __version__, "codes": codes}, indent=1) + "\n")


def recorded(case):
    with tempfile.TemporaryDirectory() as folder:
        write(pathlib.Path(folder), case["files"])
        child = os.fork()
        if child == 0:
            os.chdir(folder)
            for number, path, how in ((0, "/dev/null", os.O_RDONLY), (1, folder + "/out", os.O_CREAT | os.O_WRONLY), (2, folder + "/err", os.O_CREAT | os.O_WRONLY)):
                os.dup2(os.open(path, how), number)
            try:
                playbook(["ansible-playbook", "-i", "inventory.ini", *case.get("args", ["play.yml"])])
            except SystemExit as end:
                sys.stdout.flush(), sys.stderr.flush()
                os._exit(end.code or 0)
            os._exit(250)
        status = os.waitpid(child, 0)[1]
        out = (pathlib.Path(folder) / "out").read_text()
        with open("/tmp/wrong.log", "a") as log:
            log.write(f"== {case['name']} {status >> 8}\n{out}{(pathlib.Path(folder) / 'err').read_text()}\n")
        return {"code": status >> 8, "plays": "PLAY [" in out}


def write(folder, files):
    secret = (HERE / "secret.yml").read_text()
    (folder / "inventory.ini").write_text("[all]\na ansible_connection=local\nb ansible_connection=local\n"
                                          "[all:vars]\nansible_python_interpreter=/usr/bin/python3\n")
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(secret if text == "VAULT" else text.replace("INLINE", secret.strip().replace("\n", "\n      ")))


main()
