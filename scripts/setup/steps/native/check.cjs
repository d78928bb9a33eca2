// loads the package named on the command line and multiplies two matrices; exits with 0 when TensorFlow did it
const tf = require(process.argv[2]);

const [first, second] = tf
  .matMul(
    [[1, 2]],
    [
      [3, 4],
      [5, 6],
    ],
  )
  .dataSync();
const ok = tf.getBackend() === 'tensorflow' && first === 13 && second === 16;
console.log(`backend ${tf.getBackend()}, [1 2] times [[3 4] [5 6]] is [${first} ${second}]`);
process.exit(ok ? 0 : 1);
