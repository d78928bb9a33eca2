import { chart, type Expected } from '../outputs';

/** Lines of code as they stand. */
const lines = (text: string): RegExp[] =>
  text.split('\n').map((line) => new RegExp(`^${line.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}$`));

export const expected: Expected = [
  [
    /^RangeError: Cannot read the code: args\.warmup_epochs is not known \(line 3, column 85: args\.warmup_epochs\); give it, as in fromCode\(text, \{ names: \{ 'args\.warmup_epochs': … \} \}\)$/,
  ],
  [
    /^sequence\(\[piecewise\(.*\), cosine\(\{ peak: 0\.1, floor: 0, steps: 15, after: 'continue' \}\)\], \[5\]\)$/,
    /^ {2}20 steps: piecewise 5, cosine 15; rate 0\.01 at step 0, 1\.09e-3 at step 19$/,
    /^\{ stepsPerEpoch: 1, epochs: 20 \}$/,
    chart('the recipe, one step an epoch'),
  ],
  [/^largest relative difference: below 1e-12$/],
  [
    /^floor-not-reached: The last update, step 19, is still 1\.09e-3 above the floor$/,
    /^rebound: Rises again after its end, from 1\.09e-3 by up to 0\.0989$/,
    /^rate of epoch 20: 0\.0000 {2}of epoch 30: 0\.0750 {2}of epoch 35: 0\.1000$/,
  ],
  [chart('the recipe, on MNIST')],
  [
    /^used in epochs 0, 4, 5, 19: 0\.01000 {2}0\.08200 {2}0\.1000 {2}0\.001093$/,
    /^test accuracy 0\.9[2-5]\d\d$/,
  ],
  [
    /^\[stderr\] the schedule is moved once an epoch, as its plan says, and here it moves at every update: hold each rate for an epoch, with custom\(\{ rate: \(step\) => schedule\(Math\.floor\(step \/ 63\)\) \}\)$/,
    /^rates of the first 20 updates are those of 20 epochs: true$/,
    /^then the rate swings back to its peak 41 times in 1260 updates$/,
  ],
  [chart('2 schedules')],
  lines(`import torch
from torch.optim.lr_scheduler import CosineAnnealingLR, LambdaLR, LinearLR, SequentialLR

# anneal: cosine({ peak: 0.1, steps: 15 })
#   .warmup(5)
#   .withPlan({ stepsPerEpoch: 1, epochs: 20 })


def train(model, loader, loss_fn, epochs):
    optimizer = torch.optim.AdamW(model.parameters(), lr=0.1)
    scheduler = SequentialLR(
        optimizer,
        schedulers=[
            LinearLR(optimizer, start_factor=1 / 6, total_iters=5),
            CosineAnnealingLR(optimizer, T_max=15),
            # CosineAnnealingLR climbs again after T_max: stay at the end instead
            LambdaLR(optimizer, lr_lambda=lambda step: 0.0),
        ],
        milestones=[5, 20],
    )

    for _ in range(epochs):
        for inputs, targets in loader:
            optimizer.zero_grad()
            loss = loss_fn(model(inputs), targets)
            loss.backward()
            optimizer.step()
        scheduler.step()  # once per epoch`),
  [/^read back: 40 epochs, the last 20 past its end, equal to 1e-12$/],
  [
    /^keras +110 updates; rates of 0, 9, 10, 99, 109: 0\.00e\+0 {2}9\.00e-4 {2}1\.00e-3 {2}2\.96e-5 {2}2\.47e-7$/,
    /^optax +100 updates; rates of 0, 9, 10, 99, 109: 0\.00e\+0 {2}9\.00e-4 {2}1\.00e-3 {2}3\.05e-7 {2}0\.00e\+0$/,
    /^transformers +100 updates; rates of 0, 9, 10, 99, 109: 0\.00e\+0 {2}9\.00e-4 {2}1\.00e-3 {2}3\.05e-7 {2}0\.00e\+0$/,
  ],
  [
    ...['pytorch', 'keras', 'optax', 'transformers', 'timm'].map(
      (target) => new RegExp(`^${target} +\\d+ lines; read back, 1,200 rates within 1e-15$`),
    ),
    ...lines(`import jax
import optax

# anneal: cosine({ peak: 0.001, steps: 900 }).warmup(100)
schedule = optax.warmup_cosine_decay_schedule(
    init_value=0.001 / 101,
    peak_value=0.001,
    warmup_steps=100,
    decay_steps=1000,
)
optimizer = optax.adamw(learning_rate=schedule)


def train(params, batches, loss_fn):
    opt_state = optimizer.init(params)

    @jax.jit
    def update(params, opt_state, batch):
        grads = jax.grad(loss_fn)(params, batch)
        # the optimizer counts its updates and asks the schedule for the rate of each
        updates, opt_state = optimizer.update(grads, opt_state, params)
        return optax.apply_updates(params, updates), opt_state

    for batch in batches:
        params, opt_state = update(params, opt_state, batch)
    return params`),
  ],
];
