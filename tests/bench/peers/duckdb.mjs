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

// Raking to three margins as bench_data does it: the cells from the table, the fitting on them here,
// the weighted shares of every question from the table again.
async function rakedShares() {
  const cells = (await link.runAndReadAll(
    'SELECT q1, q2, q3, count(*)::DOUBLE FROM answers WHERE q1 > 1 AND q2 > 1 AND q3 > 1 GROUP BY ALL'))
    .getRows();
  const weights = cells.map((cell) => cell[3]);
  const whole = weights.reduce((sum, weight) => sum + weight, 0);
  const aims = [10, 11, 12, 13, 14, 15].map((share) => share / 75 * whole);
  for (let worst = 1; worst > 1e-10;) {
    worst = 0;
    for (const settle of [true, false]) {
      for (let margin = 0; margin < 3; ++margin) {
        const sums = new Float64Array(6);
        cells.forEach((cell, at) => { sums[cell[margin] - 2] += weights[at]; });
        if (settle) {
          cells.forEach((cell, at) => {
            weights[at] *= aims[cell[margin] - 2] / sums[cell[margin] - 2];
          });
        } else {
          aims.forEach((aim, level) => { worst = Math.max(worst, Math.abs(sums[level] / aim - 1)); });
        }
      }
    }
  }
  const rows = cells.map((cell, at) => `(${cell[0]}, ${cell[1]}, ${cell[2]}, ${weights[at] / cell[3]})`);
  await link.run('CREATE OR REPLACE TEMP TABLE weights(q1 UTINYINT, q2 UTINYINT, q3 UTINYINT, w DOUBLE)');
  await link.run(`INSERT INTO weights VALUES ${rows.join(', ')}`);
  let shares = [];
  for (let q = 0; q < questions; ++q) {
    const sums = (await link.runAndReadAll(
      `SELECT answers.q${q} AS code, sum(w) FROM answers JOIN weights USING (q1, q2, q3) ` +
      'GROUP BY ALL ORDER BY code')).getRows();
    if (q === 5) {
      shares = Array(8).fill(0);
      sums.forEach(([code, sum]) => { shares[code] = sum / whole; });
    }
  }
  return shares;
}
let shares = [];
const raked = kind === 'named' ? null : await best(async () => { shares = await rakedShares(); });

let checksum = 0n;
(kind === 'named' ? [] : tables).forEach((rows, q) => {
  for (const [place, month, code, count] of rows) {
    checksum += BigInt(count) *
      (1n + BigInt(q) * 1000003n + BigInt(place) * 10007n + BigInt(month) * 101n + BigInt(code));
  }
});
console.log(JSON.stringify({
  load_s: load, all_ms: all, one_ms: one, file_mb: statSync(file).size / 1e6,
  raked_ms: raked, raked_shares: shares, checksum: checksum.toString(),
}));
