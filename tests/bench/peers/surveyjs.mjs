// The neighbourhood survey as a SurveyJS page in Chromium's kiosk mode, as JSON on standard output:
// time from starting Chromium to the painted first question, what its processes use, press to painted.
//
//   node surveyjs.mjs SURVEY_FOLDER     in build/peers, with a DISPLAY and Chromium installed
import { readFileSync, readdirSync, writeFileSync, mkdtempSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

const require = createRequire(join(process.cwd(), 'package.json'));
const puppeteer = require('puppeteer-core');
const folder = process.argv[2];

function table(file) {
  const rows = [[]];
  let cell = '', quoted = false;
  const text = readFileSync(join(folder, file), 'utf8');
  for (let i = 0; i < text.length; ++i) {
    const c = text[i];
    if (quoted) {
      if (c !== '"') cell += c;
      else if (text[i + 1] === '"') { cell += '"'; ++i; } else quoted = false;
    } else if (c === '"') quoted = true;
    else if (c === ',') { rows.at(-1).push(cell); cell = ''; }
    else if (c === '\n') { rows.at(-1).push(cell); cell = ''; rows.push([]); }
    else if (c !== '\r') cell += c;
  }
  if (cell) rows.at(-1).push(cell);
  const [head, ...rest] = rows.filter((row) => row.length > 1);
  return rest.map((row) => Object.fromEntries(head.map((name, at) => [name, row[at] ?? ''])));
}

const english = 'label::English (en)';
const choices = table('choices.csv');
const kinds = { select_one: 'radiogroup', select_multiple: 'checkbox', text: 'comment', integer: 'text',
                select_one_from_file: 'radiogroup' };

function element(row) {
  const [type, list] = row.type.split(' ');
  if (!kinds[type]) return null;
  const of = list?.endsWith('.csv') ? table(list) : choices.filter((choice) => choice.list_name === list);
  return { type: kinds[type], name: row.name, title: row[english] || row.name,
           choices: of.map((choice) => ({ value: choice.name, text: choice[english] ?? choice.label })) };
}

const model = { questionsOnPageMode: 'questionPerPage', showProgressBar: true,
                elements: table('survey.csv').map(element).filter(Boolean) };

// The whole process tree, in MB of memory that is its own or its share (PSS).
function tree_mb(root) {
  const parents = {};
  for (const pid of readdirSync('/proc').filter((name) => /^\d+$/.test(name))) {
    try {
      parents[pid] = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').pop().split(' ')[1];
    } catch { /* it has ended */ }
  }
  const belongs = (pid) => pid && (pid === String(root) || belongs(parents[pid]));
  return Object.keys(parents).filter(belongs).reduce((sum, pid) => {
    try {
      return sum + Number(/Pss:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8'))[1]) / 1000;
    } catch { return sum; }
  }, 0);
}

const work = mkdtempSync(join(tmpdir(), 'surveyjs-'));
const lib = (name) => pathToFileURL(join(process.cwd(), 'node_modules', name)).href;
writeFileSync(join(work, 'index.html'), `<!doctype html><meta charset="utf-8">
<link rel="stylesheet" href="${lib('survey-core/survey-core.min.css')}">
<script src="${lib('survey-core/survey.core.min.js')}"></script>
<script src="${lib('survey-js-ui/survey-js-ui.min.js')}"></script>
<body style="margin:0"><div id="here"></div><script>
const survey = new Survey.Model(${JSON.stringify(model)});
survey.render(document.getElementById('here'));
const look = () => document.querySelector('.sd-question, .sv-question, [data-name]')
    ? requestAnimationFrame(() => requestAnimationFrame(() => { window.ready = Date.now(); }))
    : requestAnimationFrame(look);
look();
window.times = [];
document.addEventListener('pointerdown', (event) => {
  const at = event.timeStamp;
  requestAnimationFrame(() => requestAnimationFrame(() => window.times.push(performance.now() - at)));
}, true);
</script>`);

const sleep = (ms) => new Promise((done) => setTimeout(done, ms));
const started = Date.now();
const browser = await puppeteer.launch({
  executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium', headless: false, defaultViewport: null,
  args: ['--kiosk', '--no-sandbox', '--no-first-run', '--window-size=1920,1080',
         pathToFileURL(join(work, 'index.html')).href] });
let page;
while (!(page = (await browser.pages()).find((one) => one.url().endsWith('index.html')))) await sleep(5);
await page.waitForFunction('window.ready');
const first = await page.evaluate('window.ready') - started;
for (let press = 0; press < 40; ++press) {
  const boxes = await page.$$('.sd-item, .sv-item, label');
  const box = await boxes[press % boxes.length].boundingBox();
  await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
  await page.mouse.down();
  await sleep(20);
  await page.mouse.up();
  await sleep(150);
}
const times = (await page.evaluate('window.times')).sort((a, b) => a - b);
const memory = tree_mb(browser.process().pid);
const version = await browser.version();
await browser.close();
rmSync(work, { recursive: true, force: true });
console.log(JSON.stringify({ version, first_question_ms: first, memory_mb: memory, presses: times.length,
                             press_p50_ms: times[Math.floor(times.length / 2)],
                             press_p95_ms: times[Math.floor(times.length * 0.95)] }));
