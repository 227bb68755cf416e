// Chromium for the checks: the packages installed under target/ci, the browser of the system, and no word to anybody outside.
import { createRequire } from "node:module";
import { mkdtemp, readFile, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, relative, resolve, sep } from "node:path";

const packages = createRequire(join(resolve(process.env.CI_PAGES ?? "target/ci/pages"), "package.json"));

/** The source of axe-core. */
export const axe = () => readFile(packages.resolve("axe-core/axe.min.js"), "utf8");

/** Runs `use` with a browser, in a fresh profile, and ends the browser. */
export async function withBrowser(use) {
  const { chromium } = packages("playwright-core");
  const home = await mkdtemp(join(tmpdir(), "seloste-browser-"));
  const flags = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"];
  const browser = await chromium.launch({ executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium", args: flags, env: { ...process.env, HOME: home } });
  try {
    return await use(browser);
  } finally {
    await browser.close();
    await rm(home, { recursive: true, force: true });
  }
}

/** Every page of a site, as paths with `/`, in order. A fragment is a piece of another site's page, and no page. */
export async function pagesOf(site) {
  const files = await readdir(site, { recursive: true, withFileTypes: true });
  const paths = files.filter((f) => f.isFile() && f.name.endsWith(".html") && !f.name.endsWith(".fragment.html")).map((f) => relative(site, join(f.parentPath ?? f.path, f.name)).split(sep).join("/"));
  return paths.sort();
}
