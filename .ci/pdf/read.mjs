// What pdftotext reads from each PDF of a site, in the order of the file, is what its document says: every passage, in its order. No file is large.
// read.mjs SELOSTE SITE NOTICES...
import { execFileSync } from 'node:child_process';
import { readdirSync, statSync } from 'node:fs';
import { basename, join } from 'node:path';

const [program, site, ...folders] = process.argv.slice(2);
// Without a logo no file is larger, however long the notice.
const most = 60_000;

const run = (command, args) => execFileSync(command, args, { encoding: 'utf8', maxBuffer: 1 << 26, stdio: ['ignore', 'pipe', 'ignore'] });

const plain = (inlines) => inlines.map((i) => i.text ?? (i.kind === 'break' ? ' ' : plain(i.content))).join('');

function* said(blocks) {
    for (const block of blocks) {
        if (block.kind === 'paragraph' || block.kind === 'heading') yield plain(block.text);
        else if (block.kind === 'list') for (const item of block.items) yield* said(item);
        else if (block.kind === 'definitions') for (const item of block.items) { yield plain(item.term); yield* said(item.blocks); }
        else if (block.kind === 'rows') for (const row of block.rows) { yield plain(row.term); yield* said(row.blocks); }
        else if (block.kind === 'table') { yield block.caption; yield* block.head; for (const row of block.rows) yield* row.map(plain); }
        else if (block.kind === 'callout') { yield block.title; yield* said(block.blocks); }
        else if (block.kind === 'quote') yield* said(block.blocks);
        else if (block.kind === 'code') yield* block.text.split('\n');
        else if (block.kind === 'lines') for (const line of block.lines) yield plain(line);
        else if (block.kind === 'flow') continue; // a picture with an alternative text
        else throw new Error(`a block of the kind ${block.kind} is not known here`);
    }
}

function* sections(all) {
    for (const section of all) {
        yield section.title;
        yield* said(section.blocks);
        yield* sections(section.sections);
    }
}

// What breaks a line leaves no trace: white space, hyphens, the numbers of links, and the bullets of a page, which stand after its text.
const bare = (text) => text.normalize('NFC').replace(/[\s\u00a0]\[\d+\]/g, '').replace(/[\s\u00a0\u00ad\u2022\u2013\u00b7-]/g, '');

const notices = folders.flatMap((folder) => readdirSync(folder).filter((name) => name.endsWith('.toml')).map((name) => join(folder, name)));
let read = 0;
const faults = [];
for (const lang of ['fi', 'sv', 'en']) {
    for (const name of readdirSync(join(site, lang)).filter((name) => name.endsWith('.pdf'))) {
        const file = join(site, lang, name);
        const notice = notices.find((path) => basename(path, '.toml') === basename(name, '.pdf'));
        if (!notice) { faults.push(`${file}: no notice of this name`); continue; }
        const document = JSON.parse(run(program, ['render', notice, '--format', 'json', '--lang', lang]));
        // The page without its running head and footer.
        const text = run('pdftotext', ['-raw', '-enc', 'UTF-8', '-x', '0', '-y', '50', '-W', '600', '-H', '745', file, '-']);
        const pages = text.split('\f').length - 1;
        const size = statSync(file).size;
        if (size > most) faults.push(`${file}: ${size} bytes on ${pages} pages`);
        const whole = bare(text);
        let at = 0;
        const passages = [document.kind, document.title, ...document.banners.map((banner) => banner.text), ...said(document.summary), ...document.facts.flatMap((fact) => [fact.label, fact.value]), ...sections(document.sections)];
        for (const passage of passages.map(bare).filter((passage) => passage.length > 0)) {
            const found = whole.indexOf(passage, at);
            if (found >= 0) { at = found; continue; }
            if (whole.includes(passage)) faults.push(`${file}: out of order: ${passage.slice(0, 80)}`);
            else faults.push(`${file}: not there: ${passage.slice(0, 80)}`);
        }
        read += 1;
    }
}
faults.slice(0, 40).forEach((fault) => console.log(fault));
console.log(`${read} PDF read, ${faults.length} faults`);
process.exit(read > 0 && faults.length === 0 ? 0 : 1);
