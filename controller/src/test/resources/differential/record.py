#!/usr/bin/env python3
"""Records what ansible-playbook makes of the cases, in recorded.json. See HOW.md."""
import grp, json, os, pathlib, pwd, re, shutil, stat, subprocess, sys, tempfile

HERE = pathlib.Path(__file__).resolve().parent
ONLY = sys.argv[1:]


def cases():
    return sorted(p.stem for p in (HERE / "cases").glob("*.yml") if not ONLY or p.stem in ONLY)


def runs():
    """The names of the cases of each run: one that leaves no host would end the others, and runs alone."""
    alone = [n for n in cases() if (HERE / "cases" / f"{n}.yml").read_text().startswith("# alone")]
    return [[n for n in cases() if n not in alone]] + [[n] for n in alone]


def all_runs(scratch):
    codes, counts = [], {}
    for names in filter(None, runs()):
        code, some = run(scratch, names)
        codes.append(code)
        counts.update(some)
    return codes, counts


def run(scratch, names):
    main = scratch.parent / "main.yml"
    main.write_text("".join(f"- import_playbook: {HERE}/cases/{n}.yml\n" for n in names))
    env = dict(os.environ, ANSIBLE_NOCOLOR="1", ANSIBLE_DEPRECATION_WARNINGS="False", ANSIBLE_PIPELINING="1")
    # Each case has hosts of its own: one that fails takes no other case down.
    done = subprocess.run(
        ["ansible-playbook", "-i", str(HERE / "inventory.ini"), "-e", f"scratch={scratch} extra=given",
         "-e", json.dumps({"cases": cases()}), str(main)],
        env=env, cwd=scratch.parent, text=True, capture_output=True, stdin=subprocess.DEVNULL)
    counts = {}
    for line in done.stdout.splitlines():
        match = re.match(r"(\S+)\s+: (ok=.*)", line)
        if match:
            counts[match[1]] = " ".join(match[2].split())
    with open("/tmp/record.log", "a") as log: log.write(done.stdout + done.stderr)
    return done.returncode, counts


def owner(path):
    return pwd.getpwuid(path.lstat().st_uid).pw_name + ":" + grp.getgrgid(path.lstat().st_gid).gr_name


def tree(folder, scratch):
    found = {}
    for path in sorted(folder.rglob("*")):
        name = str(path.relative_to(folder))
        if name.split("/")[0] == "results" or "/.git" in "/" + name:
            continue
        mode = oct(stat.S_IMODE(path.lstat().st_mode))[2:]
        if owner(path) != "root:root":
            mode += " " + owner(path)
        if path.is_symlink():
            found[name] = "link " + os.readlink(path).replace(str(scratch), "SCRATCH")
        elif path.is_dir():
            found[name] = "folder " + mode
        else:
            data = path.read_bytes()
            text = data.hex() if b"\0" in data else data.decode("utf-8", "replace")
            found[name] = "file " + mode + " " + text.replace(str(scratch), "SCRATCH")
    return found


def results(folder, scratch):
    found = {}
    for path in sorted((folder / "results").glob("*.json")):
        found.update(json.loads(path.read_text().replace(str(scratch), "SCRATCH").replace(str(HERE), "CASES")))
    return found


def main():
    work = pathlib.Path(tempfile.mkdtemp(prefix="record"))
    scratch = work / "scratch"
    for name in cases():
        (scratch / name / "results").mkdir(parents=True)
    code, first = all_runs(scratch)
    record = {n: {"first": {h: c for h, c in first.items() if h.startswith(n + "-")},
                  "results": results(scratch / n, scratch), "tree": tree(scratch / n, scratch)} for n in cases()}
    again, second = all_runs(scratch)
    for name in cases():
        record[name]["second"] = {h: c for h, c in second.items() if h.startswith(name + "-")}
    shutil.rmtree(work)
    version = subprocess.run(["ansible-playbook", "--version"], text=True, capture_output=True).stdout.splitlines()[0]
    file = HERE / "recorded.json"
    known = json.loads(file.read_text())["cases"] if ONLY and file.exists() else {}
    known.update(record)
    file.write_text(json.dumps({"version": version, "cases": known}, indent=1, sort_keys=True, ensure_ascii=False) + "\n")
    print(version, "exit codes", code, again, len(known), "cases")


main()
