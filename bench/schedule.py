"""Times what other libraries take for 10^6 rates of warm-up + cosine; prints JSON, milliseconds and microseconds."""

import json
import statistics
import time

import jax
import jax.numpy as jnp
import numpy as np
import optax
import torch

STEPS, WARMUP, PEAK = 1_000_000, 10_000, 1e-3


def median_ms(work, rounds=31):
    for _ in range(3):
        work()
    times = []
    for _ in range(rounds):
        begun = time.perf_counter()
        work()
        times.append((time.perf_counter() - begun) * 1000)
    return statistics.median(times)


def numpy_rates():
    t = np.arange(STEPS, dtype=np.float64)
    rise = PEAK * (t + 1) / (WARMUP + 1)
    fall = PEAK / 2 * (1 + np.cos(np.pi * (t - WARMUP) / (STEPS - WARMUP)))
    return np.where(t < WARMUP, rise, fall)


schedule = optax.warmup_cosine_decay_schedule(0.0, PEAK, WARMUP, STEPS)
counts = jnp.arange(STEPS)
jitted = jax.jit(schedule)


def torch_step_us(calls=20_000):
    optimizer = torch.optim.SGD([torch.zeros(1, requires_grad=True)], lr=PEAK)
    scheduler = torch.optim.lr_scheduler.SequentialLR(
        optimizer,
        [
            torch.optim.lr_scheduler.LinearLR(optimizer, 1 / (WARMUP + 1), 1, WARMUP),
            torch.optim.lr_scheduler.CosineAnnealingLR(optimizer, STEPS - WARMUP),
        ],
        [WARMUP],
    )
    optimizer.step()
    begun = time.perf_counter()
    for _ in range(calls):
        scheduler.step()
    return (time.perf_counter() - begun) * 1e6 / calls


def optax_eager_us(calls=300):
    begun = time.perf_counter()
    for step in range(calls):
        float(schedule(step))
    return (time.perf_counter() - begun) * 1e6 / calls


print(
    json.dumps(
        {
            "numpy": median_ms(numpy_rates),
            "optaxJit": median_ms(lambda: jitted(counts).block_until_ready()),
            "torchStep": statistics.median(torch_step_us() for _ in range(5)),
            "optaxEager": statistics.median(optax_eager_us() for _ in range(5)),
        }
    )
)
