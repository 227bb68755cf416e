// Every page of a built site in a browser: `node check.mjs SITE`. At three widths and in both colour schemes each page must have no violation that
// axe-core knows of (WCAG 2.2 AA and best practices), log nothing, ask nothing of another host and hold no script but a file of the site's own; it must
// not scroll sideways, enlarged four times either; its links within the site must lead somewhere. Prints each fault once, with how often it stands; ends with 1 when there is one.
import { existsSync, statSync } from "node:fs";
import { join, resolve } from "node:path";
import { axe, pagesOf, withBrowser } from "./browser.mjs";
import { serve } from "./serve.mjs";

const TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];
/** A phone, a tablet and a desk: where everything is checked. */
const VIEWS = [[320, 640], [768, 1024], [1440, 900]];
/** A screen of 1280 x 1024 enlarged four times (WCAG 2.2 1.4.10). */
const ENLARGED = { width: 320, height: 256 };
const SCHEMES = ["light", "dark"];
const AT_ONCE = 2;

const site = resolve(process.argv[2] ?? "site");
const pages = existsSync(site) ? await pagesOf(site) : [];
if (pages.length === 0) {
  console.error(`check: no page in ${site}`);
  process.exit(2);
}

/** What is wrong -> where. */
const faults = new Map();
const tell = (what, where) => faults.set(what, [...(faults.get(what) ?? []), where]);
/** Page -> its ids, and the links to look after once all ids are known. */
const ids = new Map();
const links = [];
let checks = 0;

async function check(context, origin, path, where, source) {
  const page = await context.newPage();
  page.on("console", (message) => tell(`console ${message.type()}: ${message.text()}`, where));
  page.on("pageerror", (error) => tell(`page error: ${error.message}`, where));
  page.on("request", (request) => {
    const url = new URL(request.url());
    if (url.protocol !== "data:" && url.origin !== origin) tell(`request to another host: ${url.origin}`, where);
  });
  page.on("response", (response) => {
    if (response.status() >= 400) tell(`${response.status()} ${new URL(response.url()).pathname}`, where);
  });
  await page.goto(`${origin}/${path}`, { waitUntil: "load" });

  const seen = await page.evaluate(() => {
    const root = document.scrollingElement;
    const wide = [...document.querySelectorAll("body *")].filter((e) => e.getBoundingClientRect().right > innerWidth + 1 && !e.closest(".table, pre"));
    return {
      width: root.scrollWidth,
      room: root.clientWidth,
      wide: wide.slice(-1).map((e) => e.outerHTML.slice(0, 120)),
      scripts: [...document.scripts].filter((s) => !s.src || new URL(s.src).origin !== location.origin || s.textContent.trim()).map((s) => s.outerHTML.slice(0, 120)),
      policy: document.querySelector('meta[http-equiv="Content-Security-Policy"]')?.content ?? "",
      handlers: [...document.querySelectorAll("*")].flatMap((e) => [...e.attributes].filter((a) => a.name.startsWith("on")).map((a) => a.name)),
      lang: document.documentElement.lang,
      ids: [...document.querySelectorAll("[id]")].map((e) => e.id),
      links: [...document.querySelectorAll("a[href], link[href]")].map((e) => e.href),
      sheets: [...document.styleSheets].length,
    };
  });
  if (seen.width > seen.room) tell(`scrolls sideways (${seen.width} in ${seen.room}): ${seen.wide.join(" ")}`, where);
  for (const script of seen.scripts) tell(`holds a script of its own or of another host: ${script}`, where);
  if (!seen.policy.startsWith("default-src 'none';") || /unsafe|\*/.test(seen.policy)) tell(`has the policy ${seen.policy}`, where);
  for (const name of seen.handlers) tell(`holds the handler ${name}`, where);
  if (seen.sheets === 0) tell("has no style sheet", where);
  const folder = path.includes("/") ? path.split("/")[0] : seen.lang;
  if (seen.lang !== folder) tell(`is in \`${folder}\` but says lang="${seen.lang}"`, where);
  if (!ids.has(path)) {
    ids.set(path, new Set(seen.ids));
    links.push(...seen.links.map((href) => ({ path, href })));
  }

  const room = page.viewportSize();
  await page.setViewportSize(ENLARGED);
  const sideways = await page.evaluate(() => document.scrollingElement.scrollWidth - document.scrollingElement.clientWidth);
  if (sideways > 0) tell(`scrolls sideways by ${sideways} when enlarged four times`, where);
  await page.setViewportSize(room);

  await page.evaluate(source);
  const run = (only) => page.evaluate((only) => globalThis.axe.run(document, { runOnly: only, resultTypes: ["violations", "incomplete"] }), only);
  const result = await run([...TAGS]);
  // Behind the shadows of a wide table, and in what of it is scrolled away, axe cannot measure contrast: it is measured on the plain, whole table.
  await page.evaluate(() => {
    const sheet = document.styleSheets[0];
    // What is fixed at an edge covers what is under it; that it never hides what has the focus is another check.
    sheet?.insertRule(".ways { position: static !important; }", sheet.cssRules.length);
    sheet?.insertRule(".table { background-image: none !important; overflow: visible !important; }", sheet.cssRules.length);
    // All cells inside the page: what lies beyond its edge cannot be measured.
    sheet?.insertRule(".table :is(th, td) { min-width: 0 !important; padding-inline: 0 !important; overflow-wrap: anywhere !important; }", sheet.cssRules.length);
  });
  const contrast = await run({ type: "rule", values: ["color-contrast", "target-size"] });
  for (const violation of [...result.violations, ...contrast.violations]) {
    const nodes = violation.nodes.map((node) => `${node.target.join(" ")} ${node.html.slice(0, 160)}`);
    tell(`axe ${violation.id} (${violation.impact}): ${violation.help}\n    ${[...new Set(nodes)].slice(0, 3).join("\n    ")}`, where);
  }
  // Of text in a picture axe measures nothing; its colours are those of the page's own text.
  for (const rule of contrast.incomplete) rule.nodes = rule.nodes.filter((node) => !/^<t(ext|span)\b/.test(node.html));
  const open = [...result.incomplete.filter((rule) => !["color-contrast", "target-size"].includes(rule.id)), ...contrast.incomplete.filter((rule) => rule.nodes.length > 0)];
  for (const rule of open) tell(`axe could not decide ${rule.id}: ${rule.nodes[0].html.slice(0, 160)}`, where);
  checks += 1;
  await page.close();
}

/** Links within the site lead to a file, and to an id where they name one. */
function follow(origin) {
  for (const { path, href } of links) {
    const url = new URL(href);
    if (url.origin !== origin) continue;
    const target = decodeURIComponent(url.pathname).slice(1) || "index.html";
    const file = join(site, target);
    if (!existsSync(file) || !statSync(file).isFile()) tell(`a link leads nowhere: ${target}`, path);
    else if (url.hash && target.endsWith(".html") && !ids.get(target)?.has(decodeURIComponent(url.hash.slice(1)))) tell(`a link leads to no place: ${target}${url.hash}`, path);
  }
}

const server = await serve(site);
await withBrowser(async (browser) => {
  const source = await axe();
  for (const [width, height] of VIEWS) {
    for (const colorScheme of SCHEMES) {
      const context = await browser.newContext({ viewport: { width, height }, colorScheme });
      const queue = [...pages];
      const worker = async () => {
        for (let path = queue.shift(); path !== undefined; path = queue.shift()) await check(context, server.origin, path, `${path} at ${width} ${colorScheme}`, source);
      };
      await Promise.all(Array.from({ length: AT_ONCE }, worker));
      await context.close();
    }
  }
});
follow(server.origin);
server.close();

for (const [what, where] of faults) console.log(`${what}\n  ${where.length} times: ${where.slice(0, 4).join(", ")}${where.length > 4 ? " ..." : ""}`);
console.log(`${pages.length} pages, ${checks} checks, ${links.length} links, ${faults.size} kinds of fault`);
process.exit(faults.size === 0 ? 0 : 1);
