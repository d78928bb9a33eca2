import { chart, type Expected, picture } from '../outputs';

export const expected: Expected = [
  [chart('5 schedules')],
  [/^equal at 200 updates: step decay, exponential, cosine, cyclical, warm-up \+ cosine$/],
  [
    /^rate 0\.002: loss 58\.5 -> 18$/,
    /^rate 0\.07: loss 58\.5 -> 1\.0e-11$/,
    /^rate 0\.079: loss 58\.5 -> 0\.00072$/,
    /^rate 0\.081: loss 58\.5 -> 3\.5e\+5$/,
  ],
  [
    /^fixed 0\.07 +mean loss of the last 40 updates: 1\.75$/,
    /^fixed 0\.002 +mean loss of the last 40 updates: 19\.95$/,
    /^cosine +mean loss of the last 40 updates: 0\.02$/,
  ],
  [picture('Three paths through the valley')],
  [
    /^fixed 0\.002 +18\.199$/,
    /^fixed 0\.005 +5\.492$/,
    /^fixed 0\.01 +0\.788$/,
    /^fixed 0\.015 +0\.177$/,
    /^fixed 0\.02 +0\.118 {2}<- the best fixed rate$/,
    /^fixed 0\.03 +0\.174$/,
    /^fixed 0\.05 +0\.420$/,
    /^fixed 0\.07 +1\.458$/,
    /^step decay +0\.039$/,
    /^exponential +0\.044$/,
    /^cosine +0\.044$/,
    /^cyclical +0\.114$/,
    /^warm-up \+ cosine +0\.047$/,
  ],
  [
    /^fixed 0\.02 +sum of rates {2}4\.0 {2}loss 0\.249 {2}still on the saddle$/,
    /^exponential, halved every 20 +sum of rates {2}5\.9 {2}loss 0\.218 {2}still on the saddle$/,
    /^cosine +sum of rates 20\.1 {2}loss 0\.000 {2}left the saddle$/,
    /^cyclical 0\.02 to 0\.2 +sum of rates 22\.0 {2}loss 0\.000 {2}left the saddle$/,
  ],
  [
    /^stable below 4\.7e-4 at the start, below 2\.0e-3 at the minimum$/,
    /^cosine from 1\.8e-3 +loss above a million after 2 updates$/,
    /^cosine from what the start allows {2}loss 0\.1022$/,
    /^warm-up of 100, cosine from 1\.8e-3 loss 0\.0036$/,
  ],
  [/^\[ 10000, 28, 28, 1 \] \[ 10000, 28, 28, 1 \]$/],
  [chart('fixed 0\\.003'), /^test accuracy 0\.[1-4]\d\d\d$/],
  [chart('fixed 0\\.3')],
  [chart('warm-up \\+ cosine')],
  [
    /^fixed 0\.3 +test accuracy( +0\.[89]\d\d\d){3}$/,
    /^warm-up \+ cosine +test accuracy( +0\.9[3-6]\d\d){3}$/,
  ],
  [
    /^rate of the first epochs: 0\.001000 {2}0\.0009998 {2}0\.0009990 {2}0\.0009978$/,
    /^rebound: Rises again after its end, from 2\.47e-7 by up to 1e-3$/,
  ],
  [
    /^rate of the first epochs: 0\.0001667 {2}0\.0003333 {2}0\.0005000 {2}0\.0006667 {2}0\.0008333 {2}0\.001000 {2}0\.0009997$/,
    chart('2 schedules'),
  ],
];
