// A page walked through with the keyboard alone: `node keyboard.mjs SITE PAGE...`, on a phone, at a desk, and enlarged four times. The way is that of
// WALK; every stop shows that it has the focus, none is hidden under what is fixed at an edge (WCAG 2.2 2.4.7, 2.4.11), and each can be hit (2.5.8).
// Then what links do: past the bar, to a term and back. Prints each walk, and ends with 1 when one goes astray.
import { resolve } from "node:path";
import { withBrowser } from "./browser.mjs";
import { serve } from "./serve.mjs";

/** The parts of a page in the order of the walk; a part without stops is passed by. */
const WALK = ["skip", "bar", "list", "cover", "ways", "contents", "text", "footer"];
const PARTS = { skip: ".skip", bar: ".bar", list: "main.index", cover: ".cover", ways: ".ways", contents: ".contents", text: ".text", footer: "footer" };
const VIEWS = [{ width: 360, height: 740 }, { width: 1440, height: 900 }, { width: 320, height: 256 }];

const [site, ...pages] = process.argv.slice(2);
let faults = 0;
const fault = (where, what) => {
  faults += 1;
  console.log(`${where}: ${what}`);
};

/** What has the focus: its part, its name, and how it stands on the screen. */
const stop = (page) =>
  page.evaluate((parts) => {
    const focused = document.activeElement;
    if (!focused || focused === document.body) return null;
    const rects = [...focused.getClientRects()];
    const box = focused.getBoundingClientRect();
    // Somewhere in each line of it: the corners and the middle.
    const points = rects.flatMap(({ left, top, right, bottom }) => [[(left + right) / 2, (top + bottom) / 2], [left + 2, top + 2], [right - 2, bottom - 2]]);
    const seen = points.filter(([x, y]) => {
      const there = document.elementFromPoint(x, y);
      return there && (focused.contains(there) || there.contains(focused));
    });
    const style = getComputedStyle(focused);
    const inLine = style.display === "inline";
    return {
      part: Object.keys(parts).find((name) => focused.closest(parts[name])) ?? "none",
      name: (focused.getAttribute("aria-label") ?? focused.textContent).trim().replace(/\s+/g, " ").slice(0, 50),
      outline: style.outlineStyle !== "none" ? parseFloat(style.outlineWidth) : 0,
      seen: seen.length,
      points: points.length,
      small: !inLine && Math.min(box.width, box.height) < 24,
      place: [...document.querySelectorAll("*")].indexOf(focused),
    };
  }, PARTS);

/** From the top to the end of the page, one Tab at a time. */
async function walk(page, where) {
  const stops = [];
  for (let n = 0; n < 1000; n += 1) {
    await page.keyboard.press("Tab");
    const now = await stop(page);
    if (!now || stops[0]?.place === now.place) break;
    stops.push(now);
    const at = `${where}: ${now.part} "${now.name}"`;
    if (now.outline < 2) fault(at, "does not show that it has the focus");
    if (now.seen === 0) fault(at, "is hidden while it has the focus");
    if (now.small) fault(at, "is smaller than 24 pixels");
    if (now.part === "none") fault(at, "stands in no part of the page");
  }
  const tabbable = await page.evaluate(() => [...document.querySelectorAll("a[href], summary, [tabindex='0'], input, button")].filter((e) => e.checkVisibility()).length);
  if (stops.length !== tabbable) fault(where, `${stops.length} stops of ${tabbable}`);
  const order = stops.map((s) => s.part).filter((part, n, all) => part !== all[n - 1]);
  const wanted = WALK.filter((part) => order.includes(part));
  if (order.join() !== wanted.join()) fault(where, `goes ${order.join(", ")}`);
  if (order[0] !== "skip") fault(where, `begins at ${order[0]}`);
  for (let n = 1; n < stops.length; n += 1) if (stops[n].place < stops[n - 1].place) fault(where, `goes back to "${stops[n].name}"`);
  const covered = stops.filter((s) => s.seen < s.points).length;
  console.log(`${where}: ${stops.length} stops, ${order.map((part) => `${part} ${stops.filter((s) => s.part === part).length}`).join(", ")}; partly covered: ${covered}`);
}

/** The first link leads past the bar; a term leads to what it means, and from there back. */
async function links(page, where) {
  await page.keyboard.press("Tab");
  await page.keyboard.press("Enter");
  if (!(await page.evaluate(() => document.activeElement?.id === "main_text"))) fault(where, "the skip link does not lead to the main text");
  await page.keyboard.press("Tab");
  const first = await stop(page);
  if (!["cover", "list"].includes(first?.part)) fault(where, `after the skip link comes ${first?.part}`);
  const term = page.locator('a[id^="u_"]').first();
  if ((await term.count()) === 0) return;
  const id = (await term.getAttribute("href")).slice(1);
  await term.focus();
  const before = await page.evaluate(() => scrollY);
  await page.keyboard.press("Enter");
  await page.waitForTimeout(300);
  if (!(await page.locator(`[id="${id}"]`).isVisible())) fault(where, `the term ${id} is not shown`);
  await page.keyboard.press("Tab");
  if (!(await page.evaluate((id) => document.activeElement?.closest(`[id="${id}"]`) !== null, id))) fault(where, `after the term ${id} the way back is not next`);
  await page.keyboard.press("Enter");
  await page.waitForTimeout(600);
  const shown = await term.evaluate((e) => {
    const box = e.getBoundingClientRect();
    return box.top >= 0 && box.bottom <= innerHeight;
  });
  if (!shown) fault(where, `the way back from ${id} does not show the place it was asked from (was at ${before})`);
}

const server = await serve(resolve(site));
await withBrowser(async (browser) => {
  for (const viewport of VIEWS) {
    const context = await browser.newContext({ viewport, reducedMotion: "reduce" });
    for (const path of pages) {
      const page = await context.newPage();
      const where = `${path} at ${viewport.width} x ${viewport.height}`;
      await page.goto(`${server.origin}/${path}`, { waitUntil: "load" });
      await walk(page, where);
      await page.goto("about:blank");
      await page.goto(`${server.origin}/${path}`, { waitUntil: "load" });
      await links(page, where);
      await page.close();
    }
    await context.close();
  }
});
server.close();
console.log(`${pages.length} pages, ${VIEWS.length} views, ${faults} faults`);
process.exit(faults === 0 && pages.length > 0 ? 0 : 1);
