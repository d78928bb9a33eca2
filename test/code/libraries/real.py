"""The real libraries, made quiet and small, and what shows the rates that their optimizers use."""

import os

os.environ.setdefault("KERAS_BACKEND", "torch")
os.environ.setdefault("JAX_PLATFORMS", "cpu")
os.environ.setdefault("HF_HUB_OFFLINE", "1")
os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "2")

import importlib.util
import sys
import types
import warnings
from inspect import signature
from itertools import pairwise

warnings.filterwarnings("ignore")

import jax
import jax.numpy
import keras
import optax
import torch
import transformers
from torch.optim.optimizer import register_optimizer_step_pre_hook

transformers.logging.set_verbosity_error()
torch.set_num_threads(1)
keras.utils.disable_interactive_logging()

# timm itself imports torchvision, whose only wheel wants CUDA; its schedulers need neither
timm = types.ModuleType("timm")
timm.__path__ = list(importlib.util.find_spec("timm").submodule_search_locations)
sys.modules["timm"] = timm

# PyTorch tells what an optimizer is about to use
used = []
register_optimizer_step_pre_hook(
    lambda optimizer, args, kwargs: used.append(float(optimizer.param_groups[0]["lr"]))
)

# so large that the epsilon of Adam is nothing beside it: each step is then the rate itself
GRADIENT = 1e6


def rates_of(weights, optimizer, accumulation=1):
    """The rates that moved a weight whose gradient never changes, from its values."""
    decay = signature(optimizer).parameters["weight_decay"].default
    moves = [
        (before - after) / (1 + decay * before) for before, after in pairwise(weights)
    ]
    still = [rate for i, rate in enumerate(moves) if (i + 1) % accumulation]
    if any(still):
        raise ValueError(f"a batch that completes no update has moved the weight: {moves}")
    return moves[accumulation - 1 :: accumulation]


def set_precision(double):
    jax.config.update("jax_enable_x64", double)
    keras.config.set_floatx("float64" if double else "float32")
    # what layers are made with is remembered apart from it
    keras.config.set_dtype_policy("float64" if double else "float32")
    # numbers of Python meet tensors of integers in this
    torch.set_default_dtype(torch.float64 if double else torch.float32)
