// Times of @getodk/xforms-engine on the forms that tests/bench/survey.cpp wrote into a folder, as JSON.
// The engine is made for browsers: jsdom gives it a DOM, and Node is hidden while it sets itself up.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

const folder = process.argv[2];
const require = createRequire(join(process.cwd(), 'package.json'));
const { JSDOM } = require('jsdom');
const { window } = new JSDOM('');
for (const name of ['DOMParser', 'XMLSerializer', 'Node', 'Element', 'Document', 'XMLDocument', 'Attr',
                    'Text', 'NodeFilter', 'XPathResult', 'XPathEvaluator', 'XPathExpression', 'document']) {
  if (!(name in globalThis) && window[name]) globalThis[name] = window[name];
}
const node = globalThis.process;
globalThis.window = window;
globalThis.process = undefined;
const engine = await import(
    pathToFileURL(join(node.cwd(), 'node_modules/@getodk/xforms-engine/dist/index.js')));
globalThis.process = node;

const median = (times) => times.sort((a, b) => a - b)[Math.floor(times.length / 2)];

async function load(name) {
  const form = await engine.loadForm(readFileSync(join(folder, name + '.xml'), 'utf8'), {
    fetchFormAttachment: async (url) => new Response(
        readFileSync(join(folder, String(url).split('/').pop()), 'utf8'),
        { status: 200, headers: { 'Content-Type': 'text/csv' } }),
  });
  if (form.status === 'failure') throw new Error(String(form.error));
  return form.createInstance().root;
}

async function timed(runs, work) {
  const times = [];
  for (let i = 0; i < runs; ++i) {
    const start = performance.now();
    await work(i);
    times.push(performance.now() - start);
  }
  return median(times);
}

function find(from, path) {
  for (const child of from.currentState.children ?? []) {
    if (child.currentState.reference === path) return child;
    const below = find(child, path);
    if (below) return below;
  }
  return null;
}

function state(of) {
  const now = of.currentState;
  return [now.relevant, now.required, now.readonly, now.value, now.label?.asString, now.valueOptions?.length,
          of.validationState?.violation];
}

const result = {};
result.large_load_ms = await timed(5, () => load('large'));

const pages = await load('pages');
const answers = [];
for (let page = 0; page < 25; ++page) {
  const group = find(pages, `/data/p${page}`);
  const nodes = group.currentState.children;
  for (let round = 0; round < 20; ++round) {
    const node = nodes[round % nodes.length];
    const start = performance.now();
    if (node.currentState.relevant) node.setValue(String(round * 37 % 700));
    nodes.map(state);
    answers.push(performance.now() - start);
  }
}
result.page_answer_ms = median(answers);

const chain = await load('chain');
const first = find(chain, '/data/c0');
const last = find(chain, '/data/c1000');
result.chain_ms = await timed(10, (i) => { first.setValue(String(i)); return last.currentState.value; });

result.streets_load_ms = await timed(2, () => load('streets'));
const streets = await load('streets');
const area = find(streets, '/data/area');
const street = find(streets, '/data/street');
result.streets_filter_ms = await timed(10, (i) => {
  area.selectValue(`a${i % 50}`);
  return street.currentState.valueOptions.length;
});

const cascade = await load('cascade');
const [step1, step2, step3] = ['area', 'ward', 'street'].map((name) => find(cascade, '/data/' + name));
result.cascade_ms = await timed(10, (i) => {
  step1.selectValue(`a${i % 4}`);
  step2.selectValue(step2.currentState.valueOptions[i % 10].value);
  return step3.currentState.valueOptions.length;
});

result.rss_mib = node.memoryUsage().rss / 1048576;
console.log(JSON.stringify(result));
node.exit(0);
