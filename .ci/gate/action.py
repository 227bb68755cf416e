"""Runs a composite action as GitHub does: `action.py ACTION.YML FOLDER [INPUT=VALUE]...`.

Each step runs in its shell with its environment, in the order of the file, under its condition; a step of another action is told and not run. The
summary and the outputs of the job go into files of FOLDER. `base=` stands for the place that releases are downloaded from. Ends as the step that failed.
"""

import os
import pathlib
import re
import subprocess
import sys
import tempfile

import yaml

path, folder, *given = sys.argv[1:]
action = yaml.safe_load(pathlib.Path(path).read_text())
folder = pathlib.Path(folder)
given = dict(pair.split("=", 1) for pair in given)
base = given.pop("base")
inputs = {name: str(about.get("default", "")) for name, about in action["inputs"].items()}
if unknown := given.keys() - inputs.keys():
    sys.exit(f"no such input: {unknown}")
inputs |= given
outputs = {}


def value(name):
    """What an expression like `inputs.version` stands for."""
    match name.split("."):
        case ["inputs", key]:
            return inputs[key]
        case ["github", "action_repository"]:
            return "OWNER/seloste"
        case ["steps", step, "outputs", key]:
            return outputs.get(step, {}).get(key, "")
    sys.exit(f"no such value: {name}")


def filled(text):
    return re.sub(r"\$\{\{\s*([\w.-]+)\s*\}\}", lambda hole: value(hole[1]), str(text))


def holds(condition, failed):
    """Whether a step runs. Without `always()`, none does after one that failed."""
    if failed and "always()" not in condition:
        return False
    for part in filter(None, condition.split("&&")):
        match part.split():
            case ["always()"]:
                continue
            case [name, ("==" | "!=") as sign, text]:
                if (value(name) == text.strip("'")) != (sign == "=="):
                    return False
            case _:
                sys.exit(f"a condition that is not understood: {part}")
    return True


for name in ["output", "summary", "path"]:
    (folder / name).write_text("")
environment = os.environ | {
    "CI": "true",
    "GITHUB_ACTIONS": "true",
    "GITHUB_ACTION_PATH": str(pathlib.Path(path).parent),
    "GITHUB_OUTPUT": str(folder / "output"),
    "GITHUB_STEP_SUMMARY": str(folder / "summary"),
    "GITHUB_PATH": str(folder / "path"),
    "RUNNER_TEMP": tempfile.mkdtemp(dir=folder),
    "SELOSTE_BASE": base,
}
status = 0
for step in action["runs"]["steps"]:
    if not holds(step.get("if", ""), status != 0):
        continue
    if "uses" in step:
        print("uses", step["uses"], {key: filled(text) for key, text in step["with"].items()}, flush=True)
        if not pathlib.Path(filled(step["with"]["sarif_file"])).is_file():
            sys.exit("there is no file to upload")
        continue
    if step["shell"] != "bash":
        sys.exit(f"no shell of the runner: {step['shell']}")
    (folder / "step.sh").write_text(filled(step["run"]) + "\n")
    entries = [line for line in (folder / "path").read_text().splitlines() if line]
    own = {key: filled(text) for key, text in step.get("env", {}).items()}
    search = {"PATH": os.pathsep.join([*reversed(entries), environment["PATH"]])}
    command = ["bash", "--noprofile", "--norc", "-e", "-o", "pipefail", str(folder / "step.sh")]
    done = subprocess.run(command, env=environment | own | search, cwd=filled(step.get("working-directory", ".")), check=False)
    status = status or done.returncode
    lines = (folder / "output").read_text().splitlines()
    outputs[step.get("id", "")] = dict(line.split("=", 1) for line in lines)
sys.exit(status)
