// What every page of a built site weighs, everything in it: `node weight.mjs SITE`. No page may weigh more than 60,000 bytes, however much its register
// says. Prints how many do and the heaviest; ends with 1 when one does.
import { readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { pagesOf } from "./browser.mjs";

const MOST = 60_000;

const site = resolve(process.argv[2] ?? "site");
const pages = (await pagesOf(site)).map((path) => {
  const text = readFileSync(join(site, path), "utf8");
  // A logo is the user's.
  const own = text.replace(/<img class="logo"[^>]*>/, "");
  // The words of the picture are part of the picture: they are told again under it.
  const words = own.replace(/<head>.*?<\/head>/gs, "").replace(/<figure class="flow">.*?<details>/gs, "").replace(/<[^>]*>/g, "");
  return { path, weight: Buffer.byteLength(own), words: Buffer.byteLength(words) };
});
if (pages.length === 0) {
  console.error(`weight: no page in ${site}`);
  process.exit(2);
}
pages.sort((a, b) => b.weight - a.weight);
const over = pages.filter(({ weight }) => weight > MOST);
for (const { path, weight } of over) console.log(`${path} weighs ${weight} bytes`);
const mean = Math.round(pages.reduce((sum, { weight }) => sum + weight, 0) / pages.length);
console.log(`${pages.length} pages, ${over.length} over ${MOST} bytes, ${mean} on average; the heaviest are`);
for (const { path, weight, words } of pages.slice(0, 3)) console.log(`  ${path}: ${weight}, of it words ${words}`);
process.exit(over.length === 0 ? 0 : 1);
