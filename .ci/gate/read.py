"""What consumers in Python make of the reports: `read.py REPORTS`. Each must come to the findings that the report for programs has."""

import html.parser
import json
import pathlib
import re
import sys

import junitparser
from diff_cover.violationsreporters.java_violations_reporter import CheckstyleXmlDriver

folder = pathlib.Path(sys.argv[1])
found = json.loads((folder / "json.json").read_text())["diagnostics"]


def expected(wanted):
    return sorted(f"{one['file']}:{one['span']['start']['line']}" for one in found if wanted(one))


def told(one):
    return one["suppressed"] is None


def same(name, rows, wanted):
    if sorted(rows) != expected(wanted):
        sys.exit(f"{name}: {sorted(rows)} is not {expected(wanted)}")
    print(f"{name}: {len(rows)} findings")


junit = junitparser.JUnitXml.fromfile(str(folder / "junit.xml"))
cases = [case for suite in junit for case in suite]


def places(kind):
    return [f"{case.classname}:{re.search(r'[(]([0-9]+)[)]$', case.name)[1]}" for case in cases if kind(case)]


same("junit, cases", places(lambda case: True), lambda one: True)
same("junit, failures", places(lambda case: any(isinstance(result, junitparser.Failure) for result in case.result)),
     lambda one: told(one) and one["severity"] == "error" and one["baseline"] != "known")
same("junit, skipped", places(lambda case: any(isinstance(result, junitparser.Skipped) for result in case.result)), lambda one: not told(one))
if junit.tests != len(cases) or any(suite.tests != len(list(suite)) for suite in junit):
    sys.exit("junit: the numbers of cases are wrong")

files = CheckstyleXmlDriver().parse_reports([(folder / "checkstyle.xml").read_text()])
same("checkstyle", [f"{file}:{violation.line}" for file, violations in files.items() for violation in violations], told)


class Page(html.parser.HTMLParser):
    """The places that the page of findings tells, by the headings of its files."""

    def __init__(self):
        super().__init__()
        self.inside, self.file, self.fresh, self.rows, self.tags = "", "", False, [], set()

    def handle_starttag(self, tag, attributes):
        self.tags.add(tag)
        self.inside = "place" if ("class", "place") in attributes else tag
        # A finding has one place of its own; others that it names follow.
        self.fresh = self.fresh or tag == "article"

    def handle_data(self, data):
        if self.inside == "h2":
            self.file = data
        elif self.inside == "place" and self.fresh and (line := re.search(r"rivi ([0-9]+)", data)):
            self.rows.append(f"{self.file}:{line[1]}")
            self.fresh = False
        self.inside = ""


page = Page()
page.feed((folder / "html.html").read_text())
same("html", page.rows, told)
if page.tags & {"script", "img", "a", "johto"}:
    sys.exit(f"html: {page.tags}")
