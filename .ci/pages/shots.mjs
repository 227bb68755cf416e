// Pictures of pages for people to look at: `node shots.mjs SITE FOLDER PAGE...` at both widths, light and dark.
import { mkdir } from "node:fs/promises";
import { join, resolve } from "node:path";
import { withBrowser } from "./browser.mjs";
import { serve } from "./serve.mjs";

const [site, folder, ...pages] = process.argv.slice(2);
await mkdir(folder, { recursive: true });
const server = await serve(resolve(site));
await withBrowser(async (browser) => {
  for (const width of [360, 1440]) {
    for (const colorScheme of ["light", "dark"]) {
      const context = await browser.newContext({ viewport: { width, height: 900 }, colorScheme });
      const page = await context.newPage();
      for (const path of pages) {
        await page.goto(`${server.origin}/${path}`, { waitUntil: "load" });
        await page.screenshot({ path: join(folder, `${path.replaceAll("/", "-").replace(/\.html$/, "")}-${width}-${colorScheme}.png`), fullPage: true });
      }
      await context.close();
    }
  }
});
server.close();
