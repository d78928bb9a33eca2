"""Runs exported code in the real libraries: a request a line in, its rates a line out, as JSON."""

import json
import os
import sys
import tempfile

import loops
import real
import schedules

LOOPS = {
    "pytorch": loops.run_torch,
    "timm": loops.run_torch,
    "transformers": loops.run_trainer,
    "optax": loops.run_optax,
    "keras": loops.run_keras,
}

# where a schedule can be asked without a loop, which is faster
SCHEDULES = {
    "optax": schedules.run_traced,
    "keras": schedules.run_asked,
    "transformers": schedules.run_stepped,
}


def run(request):
    real.set_precision(request.get("precision") == "float64")
    scope = {"__name__": "exported"}
    exec(compile(request["text"], "exported.py", "exec"), scope)
    loop = LOOPS[request["target"]]
    runner = loop if request.get("loop") else SCHEDULES.get(request["target"], loop)
    return runner(scope, request)


# what a library prints must not get between the answers, nor what it writes into the repository
answers, sys.stdout = sys.stdout, sys.stderr
with tempfile.TemporaryDirectory() as folder:
    os.chdir(folder)
    for line in sys.stdin:
        request = json.loads(line)
        try:
            answer = {"rates": run(request)}
        except Exception as error:
            answer = {"error": f"{type(error).__name__}: {error}"}
        print(json.dumps(answer), file=answers, flush=True)
    os.chdir("/")
