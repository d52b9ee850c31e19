// DuckDB on the answers that bench_data gives it: node duckdb.mjs named|numbers ROWS.ndjson NEW.duckdb
// Typed columns, two threads, tables as 30 GROUP BYs. Prints one line of JSON; the checksum is of
// numbers alone.
import { createRequire } from 'node:module';
import { statSync } from 'node:fs';
import { performance } from 'node:perf_hooks';
import process from 'node:process';

const require = createRequire(process.cwd() + '/');
const { DuckDBInstance } = require('@duckdb/node-api');

const [kind, plain, file] = process.argv.slice(2);
const questions = 30;
const rounds = 3;

const instance = await DuckDBInstance.create(file, { threads: '2' });
const link = await instance.connect();

async function best(work) {
  let least = Infinity;
  for (let round = 0; round < rounds; ++round) {
    const start = performance.now();
    await work();
    least = Math.min(least, performance.now() - start);
  }
  return least;
}

const heads = ['place', 'month', 'engagement', 'venue', 'kiosk', 'language', 'mode', 'duration'];
const names = [...heads, ...Array.from({ length: questions }, (_, q) => `q${q}`)];
const types = names.map((name) => `${name}: '${kind === 'named' ? 'VARCHAR' : 'UTINYINT'}'`).join(', ');
const start = performance.now();
await link.run(`CREATE TABLE answers AS SELECT * FROM read_json('${plain}', ` +
  `format='newline_delimited', columns={${types}})`);
await link.run('CHECKPOINT');
const load = (performance.now() - start) / 1000;

const tables = [];
const all = await best(async () => {
  tables.length = 0;
  for (let q = 0; q < questions; ++q) {
    const result = await link.runAndReadAll(
      `SELECT place, month, q${q}, count(*) FROM answers GROUP BY ALL`);
    tables.push(result.getRows());
  }
});
const one = await best(() => link.runAndReadAll(
  'SELECT place, q1, count(*) FROM answers GROUP BY ALL'));

let checksum = 0n;
(kind === 'named' ? [] : tables).forEach((rows, q) => {
  for (const [place, month, code, count] of rows) {
    checksum += BigInt(count) *
      (1n + BigInt(q) * 1000003n + BigInt(place) * 10007n + BigInt(month) * 101n + BigInt(code));
  }
});
console.log(JSON.stringify({
  load_s: load, all_ms: all, one_ms: one, file_mb: statSync(file).size / 1e6,
  checksum: checksum.toString(),
}));
