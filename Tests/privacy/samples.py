"""Makes a file of each format that tells about a person, a place and a device: invented ones.

    samples.py FOLDER [--small]

Needs Pillow, exiftool, heif-enc, ffmpeg and mkvmerge; a format whose program is missing is left out.
"""

import base64
import os
import shutil
import subprocess
import sys
import zipfile

from PIL import Image, ImageCms

SECRETS = {
    "author": "Somebody Somewhere",
    "make": "Phonemaker",
    "model": "Talker 7",
    "serial": "S123456789",
    "comment": "seen from my window",
    "date": "2026:01:02 03:04:05",
}


def run(*command):
    if shutil.which(command[0]) is None:
        return False
    done = subprocess.run(command, capture_output=True, text=True)
    if done.returncode != 0:
        raise SystemExit(f"{' '.join(command)}\n{done.stderr}")
    return True


def drawing(width, height):
    picture = Image.new("RGB", (width, height))
    picture.putdata([(x * 3 + y & 255, y * 5 & 255, x * y & 255) for y in range(height) for x in range(width)])
    return picture


def pictures(width, height):
    picture = drawing(width, height)
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    picture.save("photo.jpg", quality=85, icc_profile=profile)
    picture.save("progressive.jpg", quality=85, progressive=True, icc_profile=profile)
    picture.save("photo.png", icc_profile=profile)
    picture.save("photo.webp", quality=80, icc_profile=profile)
    picture.save("lossless.webp", lossless=True)
    picture.save("photo.tif", icc_profile=profile)
    picture.save("packed.tif", compression="tiff_lzw")
    frames = [picture.resize((width // 2, height // 2)).rotate(10 * turn) for turn in range(3)]
    for ending in ["gif", "webp", "png"]:
        frames[0].save(f"moving.{ending}", save_all=True, append_images=frames[1:], loop=0)
    picture.resize((16, 12)).save("thumbnail", format="jpeg")
    run("heif-enc", "-q", "60", "-t", "16", "-o", "photo.heic", "photo.jpg")
    run("heif-enc", "-A", "-q", "60", "-o", "photo.avif", "photo.png")


def films(seconds):
    tags = {"location": "+31.2304+121.4737/", "artist": SECRETS["author"], "comment": SECRETS["comment"],
            "creation_time": "2026-01-02T03:04:05", "make": SECRETS["make"], "title": "A title"}
    tags = [part for name, value in tags.items() for part in ("-metadata", f"{name}={value}")]
    film = ["-f", "lavfi", "-i", f"testsrc=d={seconds}:s=64x48:r=10"]
    sound = ["-f", "lavfi", "-i", f"sine=d={seconds}"]
    song = ["-metadata", "title=Song", "-metadata", "artist=Singer", "-metadata", f"comment={SECRETS['comment']}",
            "-metadata", f"encoded_by={SECRETS['author']}"]

    def make(name, *arguments):
        run("ffmpeg", "-v", "error", "-y", *arguments, name)

    make("film.mp4", *film, *sound, *tags, "-c:v", "mpeg4", "-b:a", "32k", "-movflags", "use_metadata_tags")
    if not os.path.exists("film.mp4"):
        return
    make("film.mov", "-i", "film.mp4", "-c", "copy", *tags)
    make("film.webm", *film, *sound, *tags, "-c:v", "libvpx", "-c:a", "libopus")
    make("film.avi", *film, *tags, "-c:v", "mpeg4")
    run("mkvmerge", "-q", "-o", "film.mkv", "film.webm")
    make("song.m4a", *sound, *song, "-b:a", "32k")
    make("song.mp3", *sound, *song, "-write_id3v1", "1")
    make("song.flac", *sound, *song)
    make("song.ogg", *sound, *song, "-c:a", "libvorbis")
    make("song.opus", *sound, *song, "-c:a", "libopus")
    make("song.wav", *sound, *song)


def write_tags():
    s = SECRETS
    camera = ["-GPSLatitude=31.2304", "-GPSLatitudeRef=N", "-GPSLongitude=121.4737", "-GPSLongitudeRef=E",
              f"-Make={s['make']}", f"-Model={s['model']}", f"-BodySerialNumber={s['serial']}",
              f"-OwnerName={s['author']}", f"-Artist={s['author']}", f"-Copyright={s['author']}",
              f"-DateTimeOriginal={s['date']}", f"-UserComment={s['comment']}", f"-Comment={s['comment']}",
              "-Software=Talker 1.0", f"-IPTC:By-line={s['author']}", f"-XMP:Creator={s['author']}",
              "-XMP:GPSLatitude=31.2304", f"-XMP:SerialNumber={s['serial']}"]
    film = ["-Keys:GPSCoordinates=31.2304, 121.4737, 5", f"-Keys:Make={s['make']}", f"-Keys:Author={s['author']}",
            f"-UserData:Author={s['author']}", f"-XMP:Creator={s['author']}", f"-QuickTime:CreateDate={s['date']}",
            f"-TrackCreateDate={s['date']}", f"-MediaCreateDate={s['date']}"]
    for name in sorted(os.listdir(".")):
        ending = name.rsplit(".", 1)[-1]
        if ending in ["jpg", "png", "webp", "tif", "heic", "avif"]:
            turned = ["-n", "-Orientation=6"] if ending not in ["heic", "avif"] else []
            thumbnail = ["-ThumbnailImage<=thumbnail"] if ending in ["jpg", "tif"] else []
            run("exiftool", "-q", "-m", "-overwrite_original", *camera, *thumbnail, *turned, name)
        elif ending in ["mp4", "mov"]:
            run("exiftool", "-q", "-m", "-overwrite_original", *film, name)
        elif ending == "gif":
            run("exiftool", "-q", "-m", "-overwrite_original", f"-Comment={s['comment']}",
                f"-XMP:Creator={s['author']}", "-XMP:GPSLatitude=31.2304", name)
    os.remove("thumbnail")
    photo = open("photo.jpg", "rb").read()
    # A camera's second picture, and the film of a moving one.
    with open("trailing.jpg", "wb") as file:
        file.write(photo + photo + b"\0\0\0\x18ftypmp42" + s["author"].encode())
    with open("drawing.svg", "w") as file:
        file.write(f"""<?xml version="1.0"?>
<!-- /home/{s['author']}/drawing.svg -->
<svg xmlns="http://www.w3.org/2000/svg" xmlns:i="http://www.inkscape.org/namespaces/inkscape"
  xmlns:inkscape="http://www.inkscape.org/namespaces/inkscape" width="40" height="30"
  inkscape:export-filename="/home/{s['author']}/a.png"><metadata><creator>{s['author']}</creator></metadata>
<image width="40" height="30" href="data:image/jpeg;base64,{base64.b64encode(photo).decode()}"/></svg>
""")


def papers():
    with zipfile.ZipFile("paper.docx", "w", zipfile.ZIP_DEFLATED) as file:
        file.writestr(zipfile.ZipInfo("docProps/core.xml"), compress_type=zipfile.ZIP_DEFLATED,
                      data="<c><dc:title>T</dc:title><dc:creator>某同志</dc:creator>"
                      f"<cp:lastModifiedBy>{SECRETS['author']}</cp:lastModifiedBy></c>")
        file.writestr(zipfile.ZipInfo("docProps/app.xml"), "<P><Company>A &amp; B</Company><Manager/></P>")
    with open("paper.pdf", "wb") as file:
        file.write(b"%PDF-1.4\n1 0 obj\n<< /Author (Some\\(body\\)) >>\nendobj\n2 0 obj\n<< /Author <FEFF67D0540C5FD7> >>\n"
                   b"endobj\ntrailer\n<< /Info 1 0 R >>\n%%EOF\n")


def main():
    os.makedirs(sys.argv[1], exist_ok=True)
    os.chdir(sys.argv[1])
    small = "--small" in sys.argv
    pictures(*((48, 32) if small else (320, 200)))
    films(0.3 if small else 2)
    write_tags()
    papers()


main()
