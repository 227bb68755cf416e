// What every page of a built site weighs, everything in it: `node weight.mjs SITE`. A page may weigh 60,000 bytes. One of a register whose own words are
// so many that they cannot be told in less may weigh more, but no more than its words and what stands around the words of any large page. Prints how many
// are over and the heaviest; ends with 1 when a page weighs more than it may.
import { readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { pagesOf } from "./browser.mjs";

const MOST = 60_000;
/** What stands around the words of a large page: style sheet, head, the picture, marks, addresses. Only a page whose words alone take more than the rest
 * of 60,000 bytes can be over: of our own notices one does, with 19 purposes and 15 categories of data. */
const AROUND = 31_700;

const site = resolve(process.argv[2] ?? "site");
const pages = (await pagesOf(site)).map((path) => {
  const text = readFileSync(join(site, path), "utf8");
  // A logo is the user's.
  const own = text.replace(/<img class="logo"[^>]*>/, "");
  // The words of the picture are part of the picture: its tables tell them again.
  const words = own.replace(/<head>.*?<\/head>/gs, "").replace(/<figure class="flow">.*?<details>/gs, "").replace(/<[^>]*>/g, "");
  return { path, weight: Buffer.byteLength(own), words: Buffer.byteLength(words) };
});
if (pages.length === 0) {
  console.error(`weight: no page in ${site}`);
  process.exit(2);
}
pages.sort((a, b) => b.weight - a.weight);
const limit = ({ words }) => Math.max(MOST, AROUND + words);
const faults = pages.filter((page) => page.weight > limit(page));
for (const { path, weight, words } of faults) console.log(`${path} weighs ${weight} bytes, its words ${words}`);
const over = pages.filter(({ weight }) => weight > MOST);
console.log(`${pages.length} pages, ${over.length} over ${MOST} bytes; the heaviest are`);
for (const { path, weight, words } of pages.slice(0, 3)) console.log(`  ${path}: ${weight}, of it words ${words}`);
process.exit(faults.length === 0 ? 0 : 1);
