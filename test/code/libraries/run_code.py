"""Runs exported code in the real libraries: a request a line in, its rates a line out, as JSON."""

import json
import os
import sys

os.environ.setdefault("KERAS_BACKEND", "torch")
os.environ.setdefault("JAX_PLATFORMS", "cpu")
os.environ.setdefault("HF_HUB_OFFLINE", "1")
os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "2")

import importlib.util
import types
import warnings

warnings.filterwarnings("ignore")

import jax
import jax.numpy as jnp
import keras
import torch
import transformers
from torch.optim.optimizer import register_optimizer_step_pre_hook

transformers.logging.set_verbosity_error()
torch.set_num_threads(1)

# timm itself imports torchvision, whose only wheel wants CUDA; its schedulers need neither
timm = types.ModuleType("timm")
timm.__path__ = list(importlib.util.find_spec("timm").submodule_search_locations)
sys.modules["timm"] = timm

used = []
register_optimizer_step_pre_hook(
    lambda optimizer, args, kwargs: used.append(float(optimizer.param_groups[0]["lr"]))
)


def loss_of(outputs, targets):
    return ((outputs - targets) ** 2).mean()


def run_loop(scope, request):
    """The loop of the code itself, on a model of one weight; the rates that its optimizer used."""
    used.clear()
    batch = (torch.ones(1, 1, dtype=torch.float32),) * 2
    model = torch.nn.Linear(1, 1, bias=False, dtype=torch.float32)
    epochs = request.get("epochs", 1)
    loader = [batch] * (request["steps"] // epochs)
    scope["train"](model, loader, loss_of, epochs)
    return list(used)


def run_trainer(scope, request):
    """The optimizer and scheduler that the Trainer was given, stepped as it steps them."""
    used.clear()
    model = torch.nn.Linear(1, 1, bias=False)
    trainer = scope["make_trainer"](model, [])
    for _ in range(request["steps"]):
        trainer.optimizer.step()
        trainer.lr_scheduler.step()
    return list(used)


def run_traced(scope, request):
    """The schedule of every count at once, traced; compiled in the precision people use."""
    schedule = jax.vmap(lambda step: jnp.asarray(scope["schedule"](step)) * 1.0)
    if request.get("precision") != "float64":
        schedule = jax.jit(schedule)
    return [float(rate) for rate in schedule(jnp.arange(request["steps"]))]


def run_asked(scope, request):
    """The schedule as an optimizer of Keras asks it, with its count of iterations."""
    schedule = scope["schedule"]
    if isinstance(schedule, float):
        return [schedule] * request["steps"]
    iterations = keras.Variable(0, dtype="int64", trainable=False)
    rates = []
    for step in range(request["steps"]):
        iterations.assign(step)
        rates.append(float(schedule(iterations)))
    return rates


RUNNERS = {
    "pytorch": run_loop,
    "timm": run_loop,
    "transformers": run_trainer,
    "optax": run_traced,
    "keras": run_asked,
}


def run(request):
    double = request.get("precision") == "float64"
    jax.config.update("jax_enable_x64", double)
    keras.config.set_floatx("float64" if double else "float32")
    # numbers of Python meet tensors of integers in this
    torch.set_default_dtype(torch.float64 if double else torch.float32)
    scope = {"__name__": "exported"}
    exec(compile(request["text"], "exported.py", "exec"), scope)
    return RUNNERS[request["target"]](scope, request)


# what a library prints must not get between the answers
answers, sys.stdout = sys.stdout, sys.stderr
for line in sys.stdin:
    request = json.loads(line)
    try:
        answer = {"rates": run(request)}
    except Exception as error:
        answer = {"error": f"{type(error).__name__}: {error}"}
    print(json.dumps(answer), file=answers, flush=True)
