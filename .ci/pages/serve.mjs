// A static server of one folder on loopback, for the checks alone: GET of files below the folder, nothing else.
import { createServer } from "node:http";
import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { extname, join, normalize, sep } from "node:path";

const TYPES = { ".html": "text/html; charset=utf-8", ".css": "text/css; charset=utf-8", ".md": "text/markdown; charset=utf-8", ".txt": "text/plain; charset=utf-8" };

/** Serves `folder`; resolves to the server's origin and a function that ends it. */
export function serve(folder) {
  const server = createServer(async (request, response) => {
    const { pathname } = new URL(request.url, "http://localhost");
    let path = normalize(decodeURIComponent(pathname));
    if (path.endsWith(sep)) path += "index.html";
    try {
      // `normalize` of an absolute path cannot leave the folder.
      const bytes = await readFile(join(folder, path));
      response.writeHead(200, { "content-type": TYPES[extname(path)] ?? "application/octet-stream" }).end(bytes);
    } catch {
      response.writeHead(404, { "content-type": "text/plain" }).end("not found");
    }
  });
  return new Promise((resolve) => {
    server.listen(0, "127.0.0.1", () => resolve({ origin: `http://127.0.0.1:${server.address().port}`, close: () => server.close() }));
  });
}

// By itself: `node serve.mjs FOLDER` prints the origin and serves until it is ended.
if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const { origin } = await serve(process.argv[2] ?? ".");
  console.log(origin);
}
