"""The loop of exported code itself, on a model of one weight: the rates that its optimizer used."""

import itertools

from real import GRADIENT, jax, keras, optax, rates_of, torch, used

jnp = jax.numpy


class Weight(torch.nn.Linear):
    """One weight, also as a model of transformers: its loss, and in evaluation what it is told."""

    def __init__(self, metrics=()):
        super().__init__(1, 1, bias=False)
        self.metrics = iter(metrics)

    def forward(self, x, labels=None):
        outputs = super().forward(x.reshape(-1, 1))
        if labels is None:
            return outputs
        told = (outputs**2).mean() if self.training else torch.tensor(float(next(self.metrics)))
        return {"loss": told, "logits": outputs}


def loss_of(outputs, targets):
    return ((outputs - targets) ** 2).mean()


def run_torch(scope, request):
    """The function `train` of PyTorch and timm."""
    used.clear()
    metrics = request.get("metrics")
    epochs = len(metrics) + 1 if metrics else request.get("epochs", 1)
    batches = 1 if metrics else request["steps"] * request.get("accumulation", 1) // epochs
    batch = (torch.ones(1, 1),) * 2
    rest = [iter([*metrics, 0.0]).__next__] if metrics else []
    validate = [lambda model: tell() for tell in rest]
    scope["train"](Weight(), [batch] * batches, loss_of, epochs, *validate)
    return used[1:] if metrics else list(used)


def run_trainer(scope, request):
    """The trainer of transformers, which trains."""
    used.clear()
    metrics = request.get("metrics")
    accumulation = request.get("accumulation", 1)
    # as many examples as it puts into one batch
    examples = [{"x": torch.ones(1), "labels": torch.ones(1)} for _ in range(8)]
    if metrics is None:
        trainer = scope["make_trainer"](Weight(), examples * accumulation)
        trainer.args.max_steps = request["steps"]
    else:
        # what it computes of the predictions, where the metric is no loss
        told = iter([*metrics, 0.0])
        own = [lambda _: {"accuracy": next(told)}] if request["mode"] == "max" else []
        model = Weight([*metrics, 0.0])
        args = [examples, examples[:1], *own, len(metrics) + 1]
        trainer = scope["make_trainer"](model, *args)
    trainer.train()
    return list(used) if metrics is None else used[1:]


def run_optax(scope, request):
    """The function `train` of Optax, its weight looked at from inside the loss."""
    weights = []
    metrics = request.get("metrics")
    accumulation = request.get("accumulation", 1)
    batches = metrics or [0.0] * (request["steps"] * accumulation)

    def loss_fn(params, batch):
        weight = params["weight"]
        jax.debug.callback(lambda value: weights.append(float(value)), weight, ordered=True)
        # the loss is what it is told, its gradient always the same
        return batch + GRADIENT * (weight - jax.lax.stop_gradient(weight))

    own = [lambda params, batch: batch] if request.get("mode") == "max" else []
    start = {"weight": jnp.zeros(())}
    end = scope["train"](start, [jnp.asarray(one) for one in batches], loss_fn, *own)
    jax.effects_barrier()
    return rates_of([*weights, float(end["weight"])], optax.adamw, accumulation)


class Told(keras.Sequential):
    """One weight whose validation gives what it is told."""

    def __init__(self, metrics):
        super().__init__(
            [
                keras.Input((1,)),
                keras.layers.Dense(
                    1, use_bias=False, kernel_initializer="zeros", dtype="float64"
                ),
            ]
        )
        self.told = itertools.chain(metrics, [0.0])
        self.metric = 0.0

    def test_step(self, data):
        self.metric = next(self.told)
        return self.get_metrics_result()

    def get_metrics_result(self):
        return {"loss": self.metric, "accuracy": self.metric}


def run_keras(scope, request):
    """The function `train` of Keras, its weight looked at from inside the loss."""
    weights = []
    metrics = request.get("metrics")
    accumulation = request.get("accumulation", 1)
    epochs = len(metrics) + 1 if metrics else request.get("epochs", 1)
    batches = 1 if metrics else request["steps"] * accumulation // epochs

    def weight():
        return float(model.get_weights()[0].item())

    def loss(targets, outputs):
        # shapes are tried out without values
        if outputs.device.type != "meta":
            weights.append(weight())
        return GRADIENT * outputs

    ones = torch.ones(batches, 1)
    dataset = torch.utils.data.DataLoader(torch.utils.data.TensorDataset(ones, ones))
    model = Told(metrics or [])
    more = [torch.utils.data.DataLoader(torch.utils.data.TensorDataset(ones[:1], ones[:1]))]
    scope["train"](model, dataset, *(more if metrics else []), loss, epochs)
    weights.append(weight())
    rates = rates_of(weights, keras.optimizers.AdamW, accumulation)
    return rates[1:] if metrics else rates
