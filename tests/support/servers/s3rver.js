// An S3 store that others wrote: node s3rver.js NODE_MODULES DIR PORT. Bucket "harmony", key id and
// secret "S3RVER". It checks signatures, not the hashes of bodies. (The program of the npm package
// 4.0.4 is missing its file, so its library is started.)
const [modules, directory, port] = process.argv.slice(2);
const S3rver = require(`${modules}/@20minutes/s3rver`);
new S3rver({
  address: '127.0.0.1',
  port: Number(port),
  directory,
  silent: true,
  configureBuckets: [{ name: 'harmony' }],
}).run().catch((error) => {
  console.error(error);
  process.exit(1);
});
