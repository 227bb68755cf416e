"""Runs the commands of `benches/run.sh` in turn, so that what disturbs the machine disturbs all of them, and prints medians and goals."""

import os
import shutil
import statistics
import sys
import time


def run(command, before=None):
    """Seconds from start to end, and the most memory it held, in MiB."""
    if before:
        before()
    null = os.open(os.devnull, os.O_WRONLY)
    start = time.perf_counter()
    pid = os.posix_spawn(command[0], command, os.environ, file_actions=[(os.POSIX_SPAWN_DUP2, null, 1)])
    _, status, usage = os.wait4(pid, 0)
    seconds = time.perf_counter() - start
    os.close(null)
    if status != 0:
        sys.exit(f"{' '.join(command)} ended with {os.waitstatus_to_exitcode(status)}")
    return seconds, usage.ru_maxrss / 1024


def edited_of(folder):
    """The first notice below a folder."""
    return sorted(f"{folder}/{name}" for folder, _, names in os.walk(folder) for name in names if name != "seloste.toml")[0]


def main():
    rounds, work, floor, seloste = int(sys.argv[1]), *sys.argv[2:5]
    site = f"{work}/site"
    clear = lambda: shutil.rmtree(site, ignore_errors=True)  # noqa: E731
    build = [seloste, "build", f"{work}/three", "--format", "html", "--out", site]
    written = [*build[:4], "html,markdown,text", *build[5:]]
    paper = [seloste, "build", f"{work}/pdf", "--format", "pdf", "--out", f"{work}/paper"]
    one = [seloste, "render", edited_of(f"{work}/pdf"), "--format", "pdf", "--out", f"{work}/one.pdf"]
    edited = edited_of(f"{work}/three")

    def edit():
        """One word more in one notice, or one less."""
        with open(edited, encoding="utf-8") as file:
            text = file.read()
        with open(edited, "w", encoding="utf-8") as file:
            long, short = "Täytät lomakkeen tai soitat meille.", "Täytät lomakkeen tai soitat."
            file.write(text.replace(long, short) if long in text else text.replace(short, long))
    cases = {
        "floor, 1,000 notices": ([floor, f"{work}/1000"], None),
        "lint, 1,000 notices": ([seloste, "lint", f"{work}/1000"], None),
        "floor, 10,000 notices": ([floor, f"{work}/10000"], None),
        "lint, 10,000 notices": ([seloste, "lint", f"{work}/10000"], None),
        "lint, one notice": ([seloste, "lint", f"{work}/one"], None),
        "build, 3,000 pages": (build, clear),
        "build, 3,000 pages over the old site": (build, None),
        "build, 3,000 pages after one edit": (build, edit),
        "build, 3,000 pages with Markdown and text": (written, clear),
        "render, one PDF": (one, None),
        "build, 501 PDFs": (paper, lambda: shutil.rmtree(f"{work}/paper", ignore_errors=True)),
    }
    seen = {name: [] for name in cases}
    for n in range(rounds + 1):
        for name, (command, before) in cases.items():
            # Ten thousand take their time: a third of the rounds tells enough. The first round warms up.
            if ("10,000" in name or "Markdown" in name or "PDFs" in name) and n % 3:
                continue
            measured = run(command, before)
            if n > 0:
                seen[name].append(measured)
    median = {name: statistics.median(seconds for seconds, _ in runs) for name, runs in seen.items()}
    print("| what | median | fastest | memory |\n|---|---|---|---|")
    for name, runs in seen.items():
        fastest, memory = min(seconds for seconds, _ in runs), statistics.median(memory for _, memory in runs)
        print(f"| {name} | {median[name] * 1000:.1f} ms | {fastest * 1000:.1f} ms | {memory:.0f} MiB |")
    held = {name: statistics.median(memory for _, memory in runs) for name, runs in seen.items()}
    goals = [
        ("lint of 1,000 to its floor", median["lint, 1,000 notices"] / median["floor, 1,000 notices"], 2.2, "x"),
        ("lint of 10,000 to its floor", median["lint, 10,000 notices"] / median["floor, 10,000 notices"], 2.2, "x"),
        # What is kept of a notice without findings is a digest of a few hundred bytes.
        ("memory of a notice more", (held["lint, 10,000 notices"] - held["lint, 1,000 notices"]) * 1024 / 9000, 2, " KiB"),
        ("lint of one", median["lint, one notice"] * 1000, 10, " ms"),
        ("build of 3,000 pages", median["build, 3,000 pages"] * 1000, 900, " ms"),
        ("memory of it", held["build, 3,000 pages"], 200, " MiB"),
        ("build after one edit", median["build, 3,000 pages after one edit"] * 1000, 150, " ms"),
        ("build with Markdown and text", median["build, 3,000 pages with Markdown and text"] * 1000, 3000, " ms"),
        ("the first PDF", median["render, one PDF"] * 1000, 25, " ms"),
        ("each of 501", median["build, 501 PDFs"] * 1000 / 501, 10, " ms"),
        # 60 MB, every time.
        ("the most memory of it", max(memory for _, memory in seen["build, 501 PDFs"]), 57.2, " MiB"),
    ]
    print("\n| goal | at most | measured | |\n|---|---|---|---|")
    for name, value, limit, unit in goals:
        print(f"| {name} | {limit}{unit} | {value:.2f}{unit} | {'met' if value <= limit else 'missed'} |")


main()
