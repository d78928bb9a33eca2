"""Trains one small dense net in PyTorch and in Keras and writes down the losses.

    python -m venv env && env/bin/pip install -r requirements.txt
    env/bin/python record.py        # writes losses.json beside itself

Every record starts from the same weights, sees the same batches in the same order, and uses the same
rate for update i: a warm-up of 6 updates, then a cosine. A loss is that of the batch before its update.
"""

import json
import math
import os
import platform
from pathlib import Path

os.environ["KERAS_BACKEND"] = "torch"

import keras
import numpy as np
import torch

EXAMPLES, BATCH, EPOCHS = 32, 8, 12
STEPS = EXAMPLES // BATCH * EPOCHS
WARMUP = 6
SHAPES = ((4, 8), (8,), (8, 2), (2,))


def rates(peak: float) -> list[float]:
    """(t + 1)/(n + 1) of the peak for n updates, then half a cosine down to a hundredth of it."""
    floor, length = peak / 100, STEPS - WARMUP
    rise = [peak * (t + 1) / (WARMUP + 1) for t in range(WARMUP)]
    fall = [floor + (peak - floor) * (1 + math.cos(math.pi * t / length)) / 2 for t in range(length)]
    return rise + fall


def start() -> tuple[np.ndarray, np.ndarray, list[np.ndarray]]:
    draw = np.random.default_rng(20240229)
    x = draw.normal(size=(EXAMPLES, SHAPES[0][0]))
    y = np.stack([np.sin(x[:, 0]) + x[:, 1], x[:, 2] * x[:, 3]], axis=1)
    weights = [draw.normal(scale=0.5, size=shape) for shape in SHAPES]
    return x.astype(np.float32), y.astype(np.float32), [w.astype(np.float32) for w in weights]


X, Y, WEIGHTS = start()


def batch(step: int) -> slice:
    first = step * BATCH % EXAMPLES
    return slice(first, first + BATCH)


def in_torch(optimizer_class, arguments: dict, peak: float) -> list[float]:
    net = torch.nn.Sequential(torch.nn.Linear(4, 8), torch.nn.Tanh(), torch.nn.Linear(8, 2))
    kernels, biases = [net[0].weight, net[2].weight], [net[0].bias, net[2].bias]
    with torch.no_grad():
        for kernel, values in zip(kernels, WEIGHTS[::2]):
            kernel.copy_(torch.from_numpy(values.T.copy()))
        for bias, values in zip(biases, WEIGHTS[1::2]):
            bias.copy_(torch.from_numpy(values))
    groups = [{"params": kernels}, {"params": biases, "weight_decay": 0.0}]  # as is the custom
    optimizer = optimizer_class(groups, lr=peak, **arguments)
    losses = []
    for step, rate in enumerate(rates(peak)):
        for group in optimizer.param_groups:
            group["lr"] = rate
        optimizer.zero_grad()
        at = batch(step)
        loss = torch.nn.functional.mse_loss(net(torch.from_numpy(X[at])), torch.from_numpy(Y[at]))
        loss.backward()
        optimizer.step()
        losses.append(loss.item())
    return losses


def in_keras(optimizer: keras.Optimizer, peak: float) -> list[float]:
    net = keras.Sequential(
        [keras.Input((4,)), keras.layers.Dense(8, activation="tanh"), keras.layers.Dense(2)]
    )
    net.set_weights(WEIGHTS)
    net.compile(optimizer=optimizer, loss="mse")
    if optimizer.weight_decay:
        optimizer.exclude_from_weight_decay(var_names=["bias"])
    losses = []
    for step, rate in enumerate(rates(peak)):
        optimizer.learning_rate = rate
        at = batch(step)
        losses.append(float(net.train_on_batch(X[at], Y[at])))
    return losses


def record(tfjs: str, options: dict, library: str, name: str, arguments: dict, peak: float) -> dict:
    """`tfjs` with `options` is what must give the same losses."""
    if library == "torch":
        losses = in_torch(getattr(torch.optim, name), arguments, peak)
    else:
        losses = in_keras(getattr(keras.optimizers, name)(learning_rate=peak, **arguments), peak)
    return {
        "optimizer": tfjs,
        "options": options,
        "library": library,
        "class": name,
        "arguments": arguments,
        "peak": peak,
        "losses": losses,
    }


# tfjs has one epsilon, 1e-7, and no argument for it everywhere
EPSILON = {"eps": 1e-7}
RECORDS = [
    ("sgd", {}, "torch", "SGD", {}, 0.1),
    ("sgd", {}, "keras", "SGD", {}, 0.1),
    ("momentum", {"momentum": 0.9}, "torch", "SGD", {"momentum": 0.9}, 0.03),
    (
        "momentum",
        {"momentum": 0.9, "nesterov": True},
        "torch",
        "SGD",
        {"momentum": 0.9, "nesterov": True},
        0.03,
    ),
    ("adam", {}, "torch", "Adam", EPSILON, 0.03),
    ("adam", {}, "keras", "Adam", {}, 0.03),
    ("adam", {"weightDecay": 0.1}, "torch", "AdamW", {"weight_decay": 0.1, **EPSILON}, 0.03),
    ("sgd", {"weightDecay": 0.1}, "keras", "SGD", {"weight_decay": 0.1}, 0.1),
    ("adamax", {}, "torch", "Adamax", EPSILON, 0.05),
    ("adamax", {}, "keras", "Adamax", {}, 0.05),
    (
        "adagrad",
        {"accumulator": 0.1},
        "torch",
        "Adagrad",
        {"initial_accumulator_value": 0.1, **EPSILON},
        0.1,
    ),
    ("adagrad", {"accumulator": 0.1}, "keras", "Adagrad", {"initial_accumulator_value": 0.1}, 0.1),
    ("rmsprop", {"decay": 0.9}, "keras", "RMSprop", {"rho": 0.9}, 0.01),
    ("rmsprop", {"decay": 0.9, "momentum": 0.5}, "keras", "RMSprop", {"rho": 0.9, "momentum": 0.5}, 0.01),
    ("adadelta", {"rho": 0.95}, "torch", "Adadelta", {"rho": 0.95, **EPSILON}, 0.5),
    ("adadelta", {"rho": 0.95}, "keras", "Adadelta", {"rho": 0.95}, 0.5),
]


def listed(array: np.ndarray) -> list:
    """The float32 numbers, exactly: they are written as the float64 they are."""
    return array.astype(np.float64).tolist()


def main() -> None:
    torch.manual_seed(0)
    recorded = {
        "python": platform.python_version(),
        "torch": torch.__version__,
        "keras": keras.__version__,
        "backend": keras.backend.backend(),
        "numpy": np.__version__,
        "batchSize": BATCH,
        "epochs": EPOCHS,
        "warmup": WARMUP,
        "rates": rates(1.0),
        "x": listed(X),
        "y": listed(Y),
        "weights": [listed(values) for values in WEIGHTS],
        "records": [record(*one) for one in RECORDS],
    }
    target = Path(__file__).with_name("losses.json")
    part = target.with_suffix(".part")
    part.write_text(json.dumps(recorded, indent=1) + "\n")
    part.replace(target)
    for one in recorded["records"]:
        print(one["library"], one["class"], one["losses"][0], "to", one["losses"][-1])


main()
