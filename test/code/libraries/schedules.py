"""The schedule of exported code alone, asked for one rate after another."""

import numpy
from loops import Weight
from real import jax, keras, used

jnp = jax.numpy


def run_traced(scope, request):
    """The schedule of every count at once, traced; compiled in the precision people use."""
    schedule = jax.vmap(lambda step: jnp.asarray(scope["schedule"](step)) * 1.0)
    if request.get("precision") != "float64":
        schedule = jax.jit(schedule)
    # few lengths, so that what was compiled for one schedule serves the next
    count = 1 << (request["steps"] - 1).bit_length()
    return numpy.asarray(schedule(jnp.arange(count))).tolist()[: request["steps"]]


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


def run_stepped(scope, request):
    """The optimizer and scheduler that the Trainer was given, stepped as it steps them."""
    used.clear()
    trainer = scope["make_trainer"](Weight(), [])
    for _ in range(request["steps"]):
        trainer.optimizer.step()
        trainer.lr_scheduler.step()
    return list(used)
