// cells that several tests run

/** A model and data small enough to train in a second, big enough to be interrupted. */
export const TOY = `
import * as tf from '@tensorflow/tfjs-node';
import { compare, cosine, fit, rangeTest, show, toHTML } from 'anneal';
const x = tf.randomNormal([6400, 16], 0, 1, 'float32', 1), y = x.sum(1, true);
const model = tf.sequential({ layers: [tf.layers.dense({ inputShape: [16], units: 32, activation: 'relu' }), tf.layers.dense({ units: 1 })] });
model.compile({ optimizer: 'adam', loss: 'meanSquaredError' });
`;
