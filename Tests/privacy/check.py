"""Builds a site with files of all formats that tell about a person, a place and a device, and finds nothing of it in the
site: by exiftool, which knows more formats than anybody. Pictures, films and sounds are the same, frame by frame.

    check.py BINARY
"""

import hashlib
import json
import os
import pathlib
import subprocess
import sys
import tempfile

from PIL import Image, ImageSequence

HERE = pathlib.Path(__file__).parent
SECRETS = ["somebody", "phonemaker", "talker", "s123456789", "my window", "31.2304", "31 deg", "2026:01:02", "2026-01-02"]
# Groups of exiftool in which nothing but the size, the colours and the turning of a picture may stand.
PRIVATE_GROUPS = ["GPS", "ExifIFD", "IFD1", "InteropIFD", "IPTC", "Photoshop", "MPF", "Keys", "UserData", "MakerNotes"]
PRIVATE_NAMES = ["gps", "serial", "artist", "author", "creator", "copyright", "by-line", "owner", "software", "encoder",
                 "comment", "description", "thumbnail", "preview", "trailer", "make", "model", "date", "location", "tool"]
# Names that contain one of these and tell nothing: of the container itself, and of songs.
HARMLESS = ["handlerdescription", "previewtime", "previewduration", "datarate", "mediadatasize", "mediadataoffset",
            "copyrightflag", "artist", "modelx", "makeup", "mpegaudioversion"]


def run(*command, **options):
    done = subprocess.run(command, capture_output=True, **options)
    if done.returncode != 0:
        sys.exit(f"{' '.join(map(str, command))}\n{done.stdout.decode()}{done.stderr.decode()}")
    return done.stdout


def tags(path):
    """All that exiftool finds in a file, with the group of each."""
    # It ends with 1 where a format is unknown to it.
    out = subprocess.run(["exiftool", "-j", "-a", "-G1", "-ee", "-api", "largefilesupport=1", path],
                         capture_output=True).stdout
    found = json.loads(out or b"[{}]")[0]
    pairs = [name.split(":", 1) if ":" in name else ("", name) for name in found]
    return [(group, name, str(value)) for (group, name), value in zip(pairs, found.values())]


def told(path):
    """What a file tells, as lines."""
    lines = []
    is_song = path.name.startswith("song.")
    for group, name, value in tags(path):
        if group in ["", "System", "File", "ExifTool", "Composite"] or group.startswith("ICC"):
            continue
        low = name.lower()
        is_secret = any(secret in value.lower() for secret in SECRETS)
        is_named = any(word in low for word in PRIVATE_NAMES) and not value.startswith("0000:") and value.strip() != ""
        if is_named and (low in HARMLESS and (low != "artist" or is_song)):
            is_named = False
        if is_secret or is_named or group in PRIVATE_GROUPS or group.startswith("XMP"):
            lines.append(f"{path.name}: {group}:{name} = {value[:60]}")
    content = path.read_bytes()
    lines += [f"{path.name}: contains “{word}”" for word in ["Somebody", "Phonemaker", "S123456789", "my window"]
              if word.encode() in content]
    return lines


def frames(path):
    """Digests of what a person sees or hears, and what says how it is shown."""
    ending = path.suffix[1:]
    if ending in ["jpg", "png", "webp", "gif", "tif"]:
        with Image.open(path) as picture:
            shown = [(hashlib.sha256(frame.convert("RGBA").tobytes()).hexdigest(), frame.info.get("duration"))
                     for frame in ImageSequence.Iterator(picture)]
            return [*shown, picture.size, picture.getexif().get(0x112), picture.info.get("loop"),
                    hashlib.sha256(picture.info.get("icc_profile") or b"").hexdigest()]
    if ending in ["heic", "avif"]:
        with tempfile.TemporaryDirectory() as folder:
            run("vips", "copy", path, f"{folder}/a.png")
            with Image.open(f"{folder}/a.png") as picture:
                return [picture.size, hashlib.sha256(picture.tobytes()).hexdigest(),
                        hashlib.sha256(picture.info.get("icc_profile") or b"").hexdigest()]
    if ending in ["docx", "pdf"]:
        return [path.read_bytes()]
    if ending == "svg":
        return []
    text = run("ffmpeg", "-v", "error", "-i", path, "-map", "0", "-f", "framemd5", "-").decode()
    return [line for line in text.splitlines() if not line.startswith("#")]


def site(folder, binary):
    content = folder / "content"
    files = content / "notice" / "files"
    run(sys.executable, HERE / "samples.py", files)
    (content / "site.yml").write_text("title: 测试支部\nurl: https://example.org/\nsections:\n"
                                      "  notice: {title: 通知, kind: notice}\n")
    names = sorted(file.name for file in files.iterdir())
    kept = "photo.png"
    (content / "notice" / "all.md").write_text(
        "---\ntitle: 通知\ndate: 2026-02-01\nattachments: [" + ", ".join(f"files/{name}" for name in names if name != kept)
        + "]\n---\n正文。\n")
    (content / "notice" / "kept.md").write_text(
        f"---\ntitle: 保留\ndate: 2026-02-01\nstrip: false\nattachments: [files/{kept}]\n---\n正文。\n")
    out = run(binary, "build", "--now", "2026-07-01", cwd=folder, env={**os.environ, "LC_ALL": "C.UTF-8", "LANG": "en_GB.UTF-8"})
    return files, folder / "site" / "notice" / "files", names, kept, out.decode()


def main():
    binary = pathlib.Path(sys.argv[1]).resolve()
    with tempfile.TemporaryDirectory() as folder:
        originals, published, names, kept, said = site(pathlib.Path(folder), binary)
        faults = []
        if len(names) < 27:
            faults.append(f"only {len(names)} files were made: {names}")
        for name in names:
            original, copy = originals / name, published / name
            if name in ["paper.docx", "paper.pdf"] or name == kept:
                if original.read_bytes() != copy.read_bytes():
                    faults.append(f"{name} was changed")
                continue
            # A file that tells nothing beforehand would prove nothing.
            if not told(original):
                faults.append(f"exiftool finds nothing in the original {name}")
            faults += told(copy)
            if frames(original) != frames(copy):
                faults.append(f"{name} does not look or sound as before")
        pages = (pathlib.Path(folder) / "site").rglob("*")
        page = (published.parent / "all" / "index.html").read_text()
        feed = (pathlib.Path(folder) / "site" / "atom.xml").read_text()
        for name in ["trailing.jpg", "song.wav"]:
            size = (published / name).stat().st_size
            if f'length="{size}"' not in feed:
                faults.append(f"the feed does not give the size of {name} in the site")
        if not page or not list(pages):
            faults.append("there is no page")
        removed = [line for line in said.splitlines() if "Removed from" in line or "去掉" in line]
        if len(removed) != 1:
            faults.append(f"the summary does not say what was removed:\n{said}")
    if faults:
        sys.exit("\n".join(faults))
    print(f"privacy: {len(names)} files of all formats tell nothing, and look and sound as before")


main()
