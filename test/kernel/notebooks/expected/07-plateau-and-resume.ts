import { chart, type Expected } from '../outputs';

export const expected: Expected = [
  [/^\[ 2000, 784 \] to train on, \[ 2000, 784 \] to validate with$/],
  [/^0\.01 {2}0\.01 {2}0\.01 {2}0\.01 {2}0\.002 {2}0\.002 {2}0\.002 {2}0\.002 {2}0\.0004$/],
  [/^0\.01 {2}0\.01 {2}0\.01 {2}0\.002 {2}0\.002 {2}0\.002 {2}0\.002 {2}0\.0004 {2}0\.0004$/],
  [chart('plateau, on 2,000 images')],
  [/^validation loss( 0\.[2-5]\d\d){14}$/, /^rate {11}( 0\.01){4,13}( 0\.002)+( 0\.0004)*$/],
  [chart('early stopping, patience 3')],
  [
    /^stopped after \d+ of 40 epochs: val_loss was no better than 0\.\d+ for 3 epochs$/,
    /^best validation loss (0\.\d{4}) at epoch \d+ - the model now has \1$/,
  ],
  [/^interrupted after 96 of 320 updates; 96 losses kept$/],
  [/^exit 0 - finished 384 [0-9a-f]{11}$/],
  [
    /^ended by SIGKILL$/,
    /^its log: interrupted - the process that trained it ended before it did$/,
  ],
  [
    /^went on where the first had stopped: true$/,
    /^every weight bit for bit that of the undisturbed run: true$/,
  ],
  [chart('a run that is killed'), /^finished 384 updates, resumed at update \d+$/],
];
