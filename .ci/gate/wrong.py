"""One fault in a sound notice at a time, by both readers of a schema: `wrong.py CHECK TAPLO SCHEMA NOTICE FOLDER`.

A table that is missing gives at most two errors in each, and one that is misspelt or of a wrong type at least one. taplo marks every key below a fault,
so what is asked of it then is that it marks nothing outside the table at fault.
"""

import collections
import json
import os
import pathlib
import re
import subprocess
import sys

check, taplo, schema, notice, folder = sys.argv[1:]
folder = pathlib.Path(folder) / "wrong"
folder.mkdir()
text = pathlib.Path(notice).read_text()
HEAD = re.compile(r"^(\[\[?)([\w.-]+)(\]\]?)$", re.M)
MOST = 2


def without(name):
    """The notice without a table, its sub-tables and all its entries."""
    parts = re.split(r"(?m)^(?=\[)", text)
    own = lambda part: (head := HEAD.match(part.split("\n")[0])) and (head[2] == name or head[2].startswith(name + "."))
    return "".join(part for part in parts if not own(part))


def lines(name, wrong):
    """The lines of a table, its sub-tables and all its entries."""
    found, inside = set(), False
    for number, line in enumerate(wrong.split("\n"), 1):
        if head := HEAD.match(line):
            inside = head[2] == name or head[2].startswith(name + ".")
        if inside:
            found.add(number)
    return found


names = list(dict.fromkeys(head[2] for head in HEAD.finditer(text)))
# What the fault is, the text, how many errors there are at least, and the lines that may be marked.
cases = []
for name in names:
    cases.append((f"missing {name}", without(name), 0, set()))
    # All heads of its name, and those below it.
    misspelt = HEAD.sub(lambda head: head[1] + re.sub(rf"^{re.escape(name)}(?=$|\.)", name + "x", head[2]) + head[3], text)
    cases.append((f"misspelt {name}", misspelt, 1, lines(name + "x", misspelt)))
    if "." not in name:
        cases.append((f"{name} as a number", f"{name} = 7\n" + without(name), 1, {1}))


def changed(what, old, new, table):
    """A sound text with one thing changed."""
    if old not in text:
        sys.exit(f"nothing to change: {what}")
    wrong = text.replace(old, new, 1)
    cases.append((what, wrong, 1, lines(table, wrong)))


changed("an unknown value", 'regime = "gdpr"', 'regime = "gdprx"', "notice")
changed("a key misspelt", "\naudience = ", "\naudiences = ", "notice")
changed("a wrong type", 'version = "4.1"', "version = 4.1", "notice")
changed("a key missing that a table is nothing without", "format = 1\n", "", "notice")
files = {}
for number, (what, wrong, least, allowed) in enumerate(cases):
    path = folder / f"{number:03}.toml"
    path.write_text(wrong)
    files[str(path)] = (what, least, allowed)

run = subprocess.run([check, "--output-format", "json", "--schemafile", schema, *files], capture_output=True, text=True, check=False)
report = json.loads(run.stdout)
if report["parse_errors"]:
    sys.exit(f"not TOML: {report['parse_errors'][:3]}")
plain = collections.Counter(error["filename"] for error in report["errors"])
address = f"file://{pathlib.Path(schema).resolve()}"
command = [taplo, "lint", "--no-auto-config", "--colors", "never", "--schema", address, *files]
run = subprocess.run(command, capture_output=True, text=True, check=False, env=os.environ | {"RUST_LOG": "error"})
marked = collections.defaultdict(list)
for path, line in re.findall(r"^ *┌─ (.+?\.toml):(\d+):\d+$", run.stderr + run.stdout, re.M):
    marked[path].append(int(line))

bad = []
for path, (what, least, allowed) in files.items():
    if not least <= plain[path] <= MOST:
        bad.append(f"check-jsonschema: {what}: {plain[path]} errors")
    if len(marked[path]) < least or (not least and len(marked[path]) > MOST):
        bad.append(f"taplo: {what}: {len(marked[path])} errors")
    if elsewhere := set(marked[path]) - allowed:
        bad.append(f"taplo: {what}: {len(elsewhere)} lines that are not at fault, {min(elsewhere)} the first")
if bad:
    sys.exit("\n".join(bad))
print(f"{len(files)} faults, each told at most {MOST} times by check-jsonschema, and by taplo where it is")
