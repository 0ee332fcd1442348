#!/usr/bin/env python3
"""check.py BRANCHPRESS [--kills N] [--seed N]

Holds the program to its promises while it publishes: killed at random moments, every file of the site is whole, an old
or a new one, and the next build ends where a clean one would; on a full disk, or where the system limits the size of
files, the old site stays; what others put into the site's folder stays; whatever a power failure leaves of the site and of
the state is healed by one plain build; of two builds at once one waits its turn. The site has two states, between which
builds go back and forth."""
import argparse
import os
import pathlib
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time

parser = argparse.ArgumentParser(usage=__doc__)
parser.add_argument("program", type=pathlib.Path)
parser.add_argument("--kills", type=int, default=150)
parser.add_argument("--seed", type=int, default=1)
options = parser.parse_args()
program = options.program.resolve()
chance = random.Random(options.seed)
home = pathlib.Path(tempfile.mkdtemp(prefix="branchpress-promises-"))
faults = []


def write_content(folder, state):
    """A site of 240 documents; in the other state a third has another text, and some have come or gone."""
    shutil.rmtree(folder, ignore_errors=True)
    for number in range(240):
        if (number + state) % 40 == 0:
            continue
        column, text = f"c{number % 4}", "甲乙丙丁"[(number % 3 == 0) * state] * (200 + number)
        path = folder / "study" / column / f"{number:03}.md"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(f"---\ntitle: 第{number}篇\ndate: 2026-01-{number % 28 + 1:02}\ntags: [t{number % 7}]\n---\n{text}\n")
    (folder / "site.yml").write_text(
        f"title: 站点{state}\nurl: https://site.example/\nsections:\n  study: {{kind: study, title: 学习}}\n")


def command(content, output):
    return [program, "build", "--quiet", "--lang", "en", "--now", "2026-07-01", "--content", content, "--output", output]


def tree(folder):
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def clean_tree(state):
    base = home / f"clean{state}"
    write_content(base / "content", state)
    subprocess.run(command(base / "content", base / "site"), check=True)
    return tree(base / "site")


def killed():
    """Builds that are killed half-way."""
    expected = [clean_tree(0), clean_tree(1)]
    base = home / "killed"
    site = base / "site"
    write_content(base / "content", 0)
    started = time.monotonic()
    subprocess.run(command(base / "content", site), check=True)
    longest = (time.monotonic() - started) * 1.1
    torn = 0
    for number in range(options.kills):
        state = (number + 1) % 2
        write_content(base / "content", state)
        process = subprocess.Popen(command(base / "content", site), start_new_session=True)
        time.sleep(chance.uniform(0, longest * 1.2))
        process.send_signal(signal.SIGKILL)
        torn += process.wait() != 0
        for path, found in tree(site).items():
            if path.startswith(".branchpress-staging/"):
                continue
            if found not in (expected[0].get(path), expected[1].get(path)):
                faults.append(f"kill {number}: {path} is neither old nor new")
        subprocess.run(command(base / "content", site), check=True)
        if tree(site) != expected[state]:
            faults.append(f"kill {number}: the next build did not heal the site")
        if len(faults) > 10:
            break
    if torn < options.kills / 4:
        faults.append(f"only {torn} of {options.kills} builds were killed in time: the test has not tested")
    print(f"killed: {torn} builds killed of {options.kills}")


def full_disk():
    """A site on a disk that has too little room for the next one."""
    disk = home / "disk"
    disk.mkdir()
    if subprocess.run(["mount", "-t", "tmpfs", "-o", "size=32m", "tmpfs", disk], stderr=subprocess.DEVNULL).returncode:
        print("full disk: not tried, since only root may mount a small tmpfs")
        return
    try:
        base = home / "full"
        write_content(base / "content", 0)
        subprocess.run(command(base / "content", disk / "site"), check=True)
        before = tree(disk / "site")
        (disk / "ballast").write_bytes(bytes(os.statvfs(disk).f_bavail * os.statvfs(disk).f_frsize - 200_000))
        write_content(base / "content", 1)
        ended = subprocess.run(command(base / "content", disk / "site"), capture_output=True, text=True)
        if ended.returncode != 1 or "disk is full" not in ended.stderr:
            faults.append(f"full disk: ended with {ended.returncode}: {ended.stderr[:200]}")
        if tree(disk / "site") != before:
            faults.append("full disk: the old site was touched")
        (disk / "ballast").unlink()
        subprocess.run(command(base / "content", disk / "site"), check=True)
        if tree(disk / "site") != clean_tree(1):
            faults.append("full disk: the site did not heal when there was room")
        print("full disk: the old site stayed, and was renewed when there was room")
    finally:
        subprocess.run(["umount", disk], check=True)


def foreign():
    """Files of others in the site's folder, through changes and removals."""
    base = home / "foreign"
    site = base / "site"
    write_content(base / "content", 0)
    subprocess.run(command(base / "content", site), check=True)
    own = {"own.txt": b"1", "study/own.html": b"2", "study/c0/003/own.css": b"3"}
    for path, data in own.items():
        (site / path).parent.mkdir(parents=True, exist_ok=True)
        (site / path).write_bytes(data)
    for state in (1, 0, 1):
        write_content(base / "content", state)
        subprocess.run(command(base / "content", site), check=True)
        found = tree(site)
        for path, data in own.items():
            if found.get(path) != data:
                faults.append(f"foreign: {path} was touched")
        if {path: found[path] for path in found if path not in own} != clean_tree(state):
            faults.append("foreign: the rest is not the site")
    print(f"foreign: {len(own)} files of others stayed")


def limited_size():
    """A limit for the size of files, which would end a program that does not expect it."""
    base = home / "limited"
    write_content(base / "content", 0)
    subprocess.run(command(base / "content", base / "site"), check=True)
    before = tree(base / "site")
    write_content(base / "content", 1)
    words = " ".join(str(word) for word in command(base / "content", base / "site"))
    ended = subprocess.run(["bash", "-c", f"ulimit -f 4; {words}"], capture_output=True, text=True)
    if ended.returncode != 1 or "larger than the system allows" not in ended.stderr:
        faults.append(f"limited size: ended with {ended.returncode}: {ended.stderr[:200]}")
    if tree(base / "site") != before:
        faults.append("limited size: the old site was touched, or something was left in it")
    subprocess.run(command(base / "content", base / "site"), check=True)
    if tree(base / "site") != clean_tree(1):
        faults.append("limited size: the site did not heal")
    print("limited size: the old site stayed, and was renewed without the limit")


def emptied(data, _):
    return b""


def zeroed(data, _):
    return bytes(len(data))


def older(data, old):
    return old if old is not None and len(old) == len(data) else data


def replace(path, data):
    """Gives a file other bytes and, as far as a program can, the times that it had."""
    facts = path.stat()
    path.write_bytes(data)
    os.utime(path, ns=(facts.st_atime_ns, facts.st_mtime_ns))


def power_failures():
    """What a power failure may leave: files of the site with other bytes, a state that is emptied, zeroed or lost. The
    system has another boot id then, which a mount of our own shows to one command."""
    base = home / "power"
    boot = base / "boot_id"
    (base / "content").mkdir(parents=True)
    boot.write_text("00000000-0000-0000-0000-000000000000\n")
    mounted = f"mount --bind {boot} /proc/sys/kernel/random/boot_id && "
    def after_power_failure():
        words = " ".join(str(word) for word in command(base / "content", base / "site"))
        return ["unshare", "-m", "bash", "-c", mounted + words]
    if subprocess.run(["unshare", "-m", "bash", "-c", mounted + "true"], stderr=subprocess.DEVNULL).returncode:
        print("power failures: not tried, since only root may show another boot id")
        return
    old = clean_tree(0)
    expected = clean_tree(1)
    for what in (emptied, zeroed, older):
        for state in ("kept", "emptied", "zeroed", "lost"):
            shutil.rmtree(base / "site", ignore_errors=True)
            shutil.rmtree(base / ".branchpress", ignore_errors=True)
            for number in (0, 1):
                write_content(base / "content", number)
                subprocess.run(command(base / "content", base / "site"), check=True)
            for path in sorted((base / "site").rglob("*")):
                # A site without its state is known by what its home page and feeds say.
                if path.is_file() and chance.random() < 0.7 and (state == "kept" or path.parent != base / "site"):
                    replace(path, what(path.read_bytes(), old.get(path.relative_to(base / "site").as_posix())))
            for path in filter(pathlib.Path.is_file, (base / ".branchpress").rglob("*")):
                if state == "emptied":
                    path.write_bytes(b"")
                if state == "zeroed":
                    path.write_bytes(bytes(path.stat().st_size))
            if state == "lost":
                shutil.rmtree(base / ".branchpress")
            subprocess.run(after_power_failure(), check=True)
            if tree(base / "site") != expected:
                faults.append(f"power failure: files {what.__name__}, state {state}: one build did not heal the site")
    print("power failures: 12 states healed by one build each")


def at_once():
    """Two builds at once: one is told to wait, and what is published is whole."""
    base = home / "at-once"
    write_content(base / "content", 0)
    for number in range(10):
        shutil.rmtree(base / "site", ignore_errors=True)
        both = [subprocess.Popen(command(base / "content", base / "site"), stderr=subprocess.PIPE, text=True) for _ in range(2)]
        ends = sorted((process.wait(), process.stderr.read()) for process in both)
        if ends[0][0] != 0 or ends[1][0] not in (0, 1) or ends[1][0] == 1 and "build-running" not in ends[1][1]:
            faults.append(f"at once: {ends}")
    if tree(base / "site") != clean_tree(0):
        faults.append("at once: the site is not what a build writes")
    print("at once: one of two builds published, the other was told")


try:
    os.environ["LC_ALL"] = "C"
    killed()
    full_disk()
    limited_size()
    power_failures()
    at_once()
    foreign()
finally:
    shutil.rmtree(home, ignore_errors=True)
for fault in faults:
    print(fault)
print(f"promises: {len(faults)} faults")
sys.exit(1 if faults else 0)
