// node rrule_dates.mjs PEERS < RULES: what npm's rrule (in PEERS/node_modules) makes of each line
// "START RULE": its dates in floating time, up to the end of 2034, as "N HASH FIRST LAST" of a line.
// The hash is FNV-1a over the dates as they are written, each with a space.
import { createRequire } from 'module';
import { readFileSync } from 'fs';

const require = createRequire(process.argv[2] + '/');
const { RRule } = require('rrule');
const last = new Date(Date.UTC(2034, 11, 31, 23, 59, 0));

function compact(date) {
  return date.toISOString().replace(/[-:]/g, '').slice(0, 15);
}

function fnv(text) {
  let hash = 0xcbf29ce484222325n;
  for (const letter of Buffer.from(text)) {
    hash = ((hash ^ BigInt(letter)) * 0x100000001b3n) & 0xffffffffffffffffn;
  }
  return hash.toString(16).padStart(16, '0');
}

for (const line of readFileSync(0, 'utf8').split('\n').filter(Boolean)) {
  const [start, rule] = line.split(' ');
  const options = RRule.parseString(rule);
  options.dtstart = RRule.parseString(`DTSTART:${start}Z`).dtstart;
  options.until = options.until && options.until < last ? options.until : last;
  const dates = new RRule(options).all().map(compact);
  const text = dates.map((date) => date + ' ').join('');
  console.log(`${dates.length} ${fnv(text)} ${dates[0] ?? '-'} ${dates.at(-1) ?? '-'}`);
}
