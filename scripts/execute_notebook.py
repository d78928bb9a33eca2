"""Runs a notebook on a real kernel and writes it with its outputs.

usage: execute_notebook.py SOURCE TARGET [--kernel NAME]

Every code cell must run without an error; the first that does not ends the run with its output.
Nothing that differs from one run to the next is written besides the outputs themselves.
"""

import argparse
import os
import sys
from pathlib import Path

import nbformat
from nbclient import NotebookClient
from nbclient.exceptions import CellExecutionError

parser = argparse.ArgumentParser()
parser.add_argument("source", type=Path)
parser.add_argument("target", type=Path)
parser.add_argument("--kernel", default="anneal")
arguments = parser.parse_args()

notebook = nbformat.read(arguments.source, as_version=4)
# the kernel resolves packages from the folder of the notebook, as it does under JupyterLab
client = NotebookClient(
    notebook,
    kernel_name=arguments.kernel,
    timeout=600,
    record_timing=False,
    resources={"metadata": {"path": str(arguments.source.parent)}},
)
try:
    client.execute()
except CellExecutionError as error:
    sys.exit(f"{arguments.source}: {error}")

notebook.metadata.pop("widgets", None)
for cell in notebook.cells:
    for output in cell.get("outputs", []):
        output.get("transient", {}).clear()

# written aside and renamed: an interrupted write never costs the notebook
aside = arguments.target.with_suffix(".tmp")
nbformat.write(notebook, aside)
os.replace(aside, arguments.target)
