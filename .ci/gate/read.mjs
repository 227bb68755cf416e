// What consumers make of the reports: `node read.mjs TOOLS REPORTS`. Each must come to the findings that the report for programs has, at the same
// files and lines; a text of a notice must not have become a command, a link or markup on the way.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import assert from 'node:assert/strict';

const [tools, folder] = process.argv.slice(2);
const read = (name) => readFileSync(join(folder, name), 'utf8');
const require = createRequire(join(tools, 'package.json'));
const { commandFromString } = require('azure-pipelines-task-lib/taskcommand');
const { issueCommand } = require('@actions/core/lib/command');

const all = JSON.parse(read('json.json')).diagnostics;
const told = all.filter((one) => one.suppressed === null);
assert.ok(told.length > 5 && told.length < all.length, 'the shared set has findings, and allowed ones');
const row = (file, line, code) => `${file}:${line} ${code}`;
const expected = (some) => some.map((one) => row(one.file, one.span.start.line, one.code)).sort();
let consumers = 0;
function same(format, rows, some = told) {
    assert.deepEqual([...rows].sort(), expected(some), format);
    consumers += 1;
    console.log(`${format}: ${rows.length} findings`);
}

same('json-lines', read('json-lines.jsonl').trimEnd().split('\n').map((line) => JSON.parse(line)).filter((one) => one.suppressed === null)
    .map((one) => row(one.file, one.span.start.line, one.code)));

const [run] = JSON.parse(read('sarif.sarif')).runs;
const results = run.results.filter((one) => !one.suppressions);
same('sarif', results.map((one) => {
    const { artifactLocation, region } = one.locations[0].physicalLocation;
    assert.equal(run.tool.driver.rules[one.ruleIndex].id, one.ruleId);
    return row(decodeURI(artifactLocation.uri), region.startLine, one.ruleId);
}));
for (const rule of run.tool.driver.rules) {
    for (const text of [rule.shortDescription.text, rule.fullDescription.text, rule.help.text]) assert.ok(text.length > 10, rule.id);
}
for (const one of run.results.filter((one) => one.suppressions)) assert.ok(one.suppressions[0].justification.length > 10);

// Workflow commands as GitHub documents them: a line that begins with `::name properties::message`, with five escapes.
const unescape = (text) => text.replaceAll('%3A', ':').replaceAll('%2C', ',').replaceAll('%0D', '\r').replaceAll('%0A', '\n').replaceAll('%25', '%');
const commands = read('github.txt').split('\n').filter((line) => line.trimStart().startsWith('::')).map((line) => {
    const [, name, properties, message] = /^\s*::([a-z-]+) (.*?)::(.*)$/.exec(line) ?? assert.fail(`no command: ${line}`);
    assert.ok(['error', 'warning', 'notice'].includes(name), line);
    const pairs = Object.fromEntries(properties.split(',').map((pair) => pair.split(/=(.*)/s).slice(0, 2).map(unescape)));
    // What GitHub's own library for actions writes of the same finding is our line, to the byte but for the order of the properties.
    const parts = (command) => {
        const [, head, said] = /^::([^:]*)::(.*)$/s.exec(command) ?? assert.fail(`no command: ${command}`);
        const [kind, ...rest] = head.split(' ');
        return [kind, rest.join(' ').split(',').sort(), said];
    };
    let written = '';
    const write = process.stdout.write;
    process.stdout.write = (text) => (written += text, true);
    try { issueCommand(name, pairs, unescape(message)); } finally { process.stdout.write = write; }
    assert.deepEqual(parts(line.trimStart()), parts(written.replace(/\r?\n$/, '')), 'github: as @actions/core writes it');
    return { name, message: unescape(message), ...pairs };
});
same('github', commands.map((one) => row(one.file, one.line, one.title.split(' ')[0])));
for (const one of told) assert.ok(commands.some((command) => command.message.includes(one.message)), `github: ${one.message}`);

// The agent takes the first command of a line, wherever it stands.
const logged = read('azure.txt').split('\n').filter((line) => line.includes('##vso[')).map((line) => commandFromString(line.slice(line.indexOf('##vso['))));
assert.ok(logged.every((one) => one.command === 'task.logissue'));
same('azure', logged.map((one) => row(one.properties.sourcepath, one.properties.linenumber, one.properties.code)),
    told.filter((one) => one.severity !== 'note' && one.baseline !== 'known'));

const issues = JSON.parse(read('gitlab.json'));
same('gitlab', issues.map((one) => row(one.location.path, one.location.lines.begin, one.check_name)));
assert.equal(new Set(issues.map((one) => one.fingerprint)).size, issues.length, 'gitlab: a mark of its own for each');
for (const one of issues) assert.ok(!one.description.includes('\n'), 'gitlab: a description is one line');

same('rdjson', JSON.parse(read('rdjson.json')).diagnostics.map((one) => row(one.location.path, one.location.range.start.line, one.code.value)));

// Markdown as GitHub's own parser reads it.
const text = (xml) => xml.replace(/<html_inline[^>]*>.*?<\/html_inline>/gs, '').replace(/<[^>]*>/g, '')
    .replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&quot;', '"').replaceAll('&amp;', '&').trim();
const xml = read('markdown.xml');
const markup = [...xml.matchAll(/<html_(?:inline|block)[^>]*>(.*?)<\/html_/gs)].map((match) => match[1]);
assert.deepEqual([...new Set(markup)].sort(), ['&lt;/code&gt;', '&lt;br&gt;', '&lt;code&gt;'], 'markdown: no markup of a notice');
assert.ok(!/<(link|image|emph|strong|strikethrough)\b/.test(xml), 'markdown: no link of a notice');
const rows = [];
let file;
for (const [part] of xml.matchAll(/<heading level="3">.*?<\/heading>|<table_row>.*?<\/table_row>/gs)) {
    if (part.startsWith('<heading')) {
        file = text(part);
    } else if (file) {
        const [line, rule] = [...part.matchAll(/<table_cell[^>]*>(.*?)<\/table_cell>/gs)].map((cell) => text(cell[1]));
        rows.push(row(file, line, rule.split(' ')[0]));
    }
}
same('markdown', rows);

same('short', read('short.txt').split('\n').flatMap((line) => {
    const match = /^(.+?):(\d+):\d+: .*?\b([A-Z]+\d{3}) /.exec(line);
    return match ? [row(match[1], match[2], match[3])] : [];
}));
file = undefined;
same('grouped', read('grouped.txt').split('\n').flatMap((line) => {
    const match = /^ +(\d+):\d+ .*?\b([A-Z]+\d{3}) /.exec(line);
    if (!match && line.endsWith('.toml')) file = line;
    return match ? [row(file, match[1], match[2])] : [];
}));
for (const name of ['pretty.txt', 'plain.txt', 'short.txt', 'grouped.txt']) {
    assert.ok(!/^\s*::/m.test(read(name)), `${name}: a line that GitHub would take for a command`);
}
console.log(`${consumers} formats read`);
