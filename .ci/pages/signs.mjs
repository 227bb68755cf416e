// Signs in a browser: `node signs.mjs FILE...`. Each is one sheet of A4 when printed, nothing of it runs over its edge or another part of it, axe-core
// knows of no violation in it, and it asks nobody for anything. Prints each fault; ends with 1 when there is one.
import { resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { axe, withBrowser } from "./browser.mjs";

const TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];
const files = process.argv.slice(2);
if (files.length === 0) {
  console.error("signs: no file");
  process.exit(2);
}

let faults = 0;
const tell = (what, where) => {
  faults += 1;
  console.log(`${where}: ${what}`);
};

await withBrowser(async (browser) => {
  const source = await axe();
  const context = await browser.newContext({ viewport: { width: 1000, height: 1200 } });
  for (const file of files) {
    const page = await context.newPage();
    const address = pathToFileURL(resolve(file)).href;
    page.on("console", (message) => tell(`console: ${message.text()}`, file));
    page.on("request", (request) => {
      if (request.url() !== address && !request.url().startsWith("data:")) tell(`asks for ${request.url()}`, file);
    });
    await page.goto(address, { waitUntil: "load" });
    await page.evaluate(source);
    const result = await page.evaluate((tags) => globalThis.axe.run(document, { runOnly: tags, resultTypes: ["violations"] }), TAGS);
    for (const violation of result.violations) tell(`axe ${violation.id}: ${violation.nodes[0].html.slice(0, 160)}`, file);
    await page.emulateMedia({ media: "print" });
    const over = await page.evaluate(() => {
      const sheet = document.querySelector(".sign");
      const inner = sheet.getBoundingClientRect();
      const pad = parseFloat(getComputedStyle(sheet).paddingTop) / 2;
      const parts = ["header", ".columns", "footer"].map((name) => document.querySelector(name));
      const out = [];
      for (const element of sheet.querySelectorAll("*")) {
        const box = element.getBoundingClientRect();
        if (box.right > inner.right - pad || box.bottom > inner.bottom - pad) out.push(`over the edge: ${element.outerHTML.slice(0, 80)}`);
      }
      // The text of the columns ends above the foot, and each column within itself.
      const foot = parts[2].getBoundingClientRect().top;
      for (const column of document.querySelectorAll(".columns dl")) {
        const box = column.getBoundingClientRect();
        for (const row of column.children) {
          if (row.getBoundingClientRect().bottom > foot + 0.5) out.push(`over the foot: ${row.textContent.trim().slice(0, 60)}`);
        }
        if (column.scrollWidth > Math.ceil(box.width)) out.push("a column is too narrow for its text");
      }
      return out.slice(0, 3);
    });
    for (const what of over) tell(what, file);
    const pdf = (await page.pdf({ preferCSSPageSize: true, printBackground: true })).toString("latin1");
    const sheets = pdf.match(/\/Type\s*\/Page\b/g)?.length ?? 0;
    if (sheets !== 1) tell(`${sheets} sheets`, file);
    const box = pdf.match(/\/MediaBox\s*\[\s*0 0 ([\d.]+) ([\d.]+)/);
    if (!box || Math.abs(box[1] - 595) > 2 || Math.abs(box[2] - 842) > 2) tell(`the sheet is ${box?.slice(1)}`, file);
    await page.close();
  }
});
console.log(`signs: ${files.length} signs, ${faults} faults`);
process.exit(faults > 0 ? 1 : 0);
